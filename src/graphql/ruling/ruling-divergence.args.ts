import { ArgsType, Field } from "type-graphql";
import type { DivergenceFilter } from "../../persistence/read/ruling-divergences.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Arguments of rulingDivergences. */
@ArgsType()
export class RulingDivergencesArgs {
  @Field(() => String, { nullable: true, description: "Only rulings on this reason." })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: "Only recommendations of this clause." })
  clause?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only rulings issued from then on." })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only rulings issued before then." })
  until?: Date | null;
}

/** The arguments as what the use case takes. */
export function divergenceFilterOf(args: RulingDivergencesArgs): DivergenceFilter {
  const { reason = null, clause = null, from = null, until = null } = args;
  return { reason, clause, from, until };
}
