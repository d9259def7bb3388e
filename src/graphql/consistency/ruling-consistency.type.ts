import { Field, Int, ObjectType } from "type-graphql";
import type { AwardSpread } from "../../domain/consistency/award-spread.js";
import type { ShareEstimate } from "../../domain/consistency/wilson.js";
import type {
  ClauseOverturns,
  RulingConsistency,
} from "../../services/consistency/read-ruling-consistency.js";
import { RulingDivergenceType } from "../ruling/ruling-divergence.type.js";
import { CurrencyCodeScalar } from "../scalars/scalars.js";
import {
  AwardSpreadType,
  claimBandFields,
  ClaimBandType,
  type ClaimBandFields,
} from "../workbench/award-spread.type.js";

/** A share with its interval. */
@ObjectType("ShareEstimate", {
  description:
    "A share in basis points, with the interval that holds the true one in 95 of 100 cases, by Wilson's score. The fewer the cases, " +
    "the wider it is.",
  simpleResolvers: true,
})
export class ShareEstimateType implements ShareEstimate {
  @Field(() => Int, { description: "The share: 10,000 are all of them." })
  basisPoints!: number;

  @Field(() => Int, { description: "Where the interval begins." })
  lowBasisPoints!: number;

  @Field(() => Int, { description: "Where the interval ends." })
  highBasisPoints!: number;
}

/** How often rulings on a clause were overturned. */
@ObjectType("ClauseOverturns", {
  description: "How often rulings that cite a clause were overturned, as `clauseHealth` counts it.",
  simpleResolvers: true,
})
export class ClauseOverturnsType implements ClauseOverturns {
  @Field(() => String, { description: "Code of the clause." })
  clause!: string;

  @Field(() => Int, { description: "Rulings that cite it." })
  rulings!: number;

  @Field(() => Int, { description: "Those of them that were overturned." })
  overturnedRulings!: number;

  @Field(() => ShareEstimateType, { description: "The same as a share." })
  share!: ShareEstimate;
}

/** Cases that are twins. */
@ObjectType("TwinCases", {
  description:
    "Cases that are twins: the same reason, the same category of the first disputed line, one currency, one band of claims. " +
    "Each counts once, with its latest ruling.",
  simpleResolvers: true,
})
export class TwinCasesType {
  @Field(() => String, {
    nullable: true,
    description: "The category; null where the marketplace gives none.",
  })
  readonly category: string | null;

  @Field(() => CurrencyCodeScalar, { description: "The currency." })
  readonly currency: string;

  @Field(() => ClaimBandType, { description: "The band that the claims lie in." })
  readonly band: ClaimBandFields;

  @Field(() => AwardSpreadType, { description: "How the awards are spread." })
  readonly awards: AwardSpread;

  @Field(() => Boolean, { description: "Whether there are so few that the spread says little." })
  readonly smallSample: boolean;

  constructor({ category, currency, band, spread, small }: RulingConsistency["twins"][number]) {
    this.category = category;
    this.currency = currency;
    this.band = claimBandFields(band, currency);
    this.awards = spread;
    this.smallSample = small;
  }
}

/** How alike rulings are. */
@ObjectType("RulingConsistency", {
  description: "How alike the rulings for a reason are, over all mediators: numbers alone.",
  simpleResolvers: true,
})
export class RulingConsistencyType {
  @Field(() => [TwinCasesType], { description: "The spread of awards on twins, most cases first." })
  readonly twins: readonly TwinCasesType[];

  @Field(() => [ClauseOverturnsType], {
    description: "How often rulings were overturned, by clause, most often first; at most 100 clauses.",
  })
  readonly clauses: readonly ClauseOverturns[];

  @Field(() => [RulingDivergenceType], {
    description: "How often rulings were other than recommended, by clause.",
  })
  readonly divergences: readonly RulingDivergenceType[];

  constructor({ twins, clauses, divergences }: RulingConsistency) {
    this.twins = twins.map((twin) => new TwinCasesType(twin));
    this.clauses = clauses;
    this.divergences = divergences.map((count) => new RulingDivergenceType(count));
  }
}
