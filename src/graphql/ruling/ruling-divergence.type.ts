import { Field, Int, ObjectType } from "type-graphql";
import type { RulingDivergence } from "../../persistence/read/ruling-divergences.js";

/** How often rulings diverged. */
@ObjectType("RulingDivergence", {
  description: "How often rulings for a reason were other than a clause recommended.",
  simpleResolvers: true,
})
export class RulingDivergenceType {
  @Field(() => String, { description: "Code of the reason that was ruled on." })
  readonly reason: string;

  @Field(() => String, { description: "Code of the clause that the recommendations stood in." })
  readonly clause: string;

  @Field(() => Int, { description: "Rulings that had this recommendation." })
  readonly rulings: number;

  @Field(() => Int, { description: "How many of them were otherwise." })
  readonly diverged: number;

  @Field(() => Int, { description: "The same as a share in basis points: 10,000 are all of them." })
  readonly shareBasisPoints: number;

  constructor({ reason, clause, rulings, diverged }: RulingDivergence) {
    this.reason = reason;
    this.clause = clause;
    this.rulings = rulings;
    this.diverged = diverged;
    this.shareBasisPoints = Math.round((diverged * 10_000) / rulings);
  }
}
