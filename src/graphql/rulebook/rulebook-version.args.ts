import { ArgsType, Field } from "type-graphql";
import { RulebookStatus } from "../../domain/rulebook/version.js";
import { PageArgs } from "../connection/page.args.js";
import "./rulebook-version.enum.js";

/** The arguments of `rulebookVersions`. */
@ArgsType()
export class RulebookVersionsArgs extends PageArgs {
  @Field(() => [RulebookStatus], {
    nullable: true,
    description: "One of these statuses, by the platform's clock. Absent or empty: all that the viewer sees.",
  })
  status?: RulebookStatus[] | null;
}
