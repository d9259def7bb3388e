import { ArgsType, Field, Int } from "type-graphql";
import type { PageArguments } from "../../persistence/read/page.js";

/** The arguments of every connection. */
@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: "How many from the start: 1 to 100. Absent: 20, unless `last` is given.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Only what comes after this cursor." })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many from the end: 1 to 100. Not together with `first`.",
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Only what comes before this cursor." })
  before?: string | null;
}
