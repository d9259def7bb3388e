import { Field, ID } from "type-graphql";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { BurdenOfProof } from "../../domain/rulebook/conditional-rule.js";
import {
  ConditionState,
  type RecommendedRemedy,
  type RulingAdvice,
} from "../../domain/ruling/recommendation.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { toGlobalId } from "../global-id.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import { ReadObjectType } from "../object-type.js";
import "../rulebook/rulebook.enum.js";
import "../ruling/ruling.enum.js";
import "./advice.enum.js";
import { formulaTraceOf, FormulaTraceType } from "./formula-trace.type.js";
import "./terms.enum.js";

/** One condition that was looked at. */
@ReadObjectType(
  "ConditionTrace",
  "One condition of the rulebook that was looked at, and what became of it.",
  {
    node: false,
  },
)
export class ConditionTraceType {
  @Field(() => String, { description: "The condition as the rulebook has it, in CEL." })
  condition!: string;

  @Field(() => String, { description: "Code of the clause that the rule with this condition stands in." })
  clause!: string;

  @Field(() => ConditionState, { description: "What became of it." })
  state!: string;

  @Field(() => [String], { description: "The facts that it would need; empty unless it is `UNKNOWN`." })
  missingFacts!: readonly string[];
}

/** What is advised for a line. */
@ReadObjectType("RecommendedRemedy", "What is recommended for one order line.", { node: false })
export class RecommendedRemedyType {
  @Field(() => RemedyKind, { description: "What would put it right." })
  kind!: string;

  @Field(() => ID, { description: "The order line that it concerns." })
  orderLineId!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description: "How much, within all ceilings; zero for acts; null where facts are missing for it.",
  })
  amount!: MoneyFields | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The most that may be ordered, where the amount is not known.",
  })
  atMost!: MoneyFields | null;

  @Field(() => [String], { description: "The facts that the amount would need." })
  missingFacts!: readonly string[];

  @Field(() => FormulaTraceType, {
    nullable: true,
    description: "How a compensation was worked out; null for other remedies.",
  })
  formulaTrace!: FormulaTraceType | null;
}

/** The advice for a ruling. */
@ReadObjectType(
  "Recommendation",
  "What the rulebook recommends to rule on what is known now, and how it came to that.",
  { node: false },
)
export class RecommendationType {
  @Field(() => RulingOutcome, {
    nullable: true,
    description:
      "The recommended outcome; null where no rule of the reason holds: then nothing is recommended.",
  })
  outcome!: string | null;

  @Field(() => [RecommendedRemedyType], { description: "The recommended remedies; empty for the merchant." })
  remedies!: RecommendedRemedyType[];

  @Field(() => [String], { description: "Codes of the clauses that it rests on." })
  clauses!: readonly string[];

  @Field(() => [ConditionTraceType], {
    description:
      "The conditions that were looked at, in the order of the rulebook; the first that held counts.",
  })
  trace!: readonly ConditionTraceType[];

  @Field(() => BurdenOfProof, { description: "Who must prove the core fact first." })
  burdenOfProof!: string;

  @Field(() => String, { description: "Code of the clause that says who must prove it." })
  burdenClause!: string;

  @Field(() => [ConditionTraceType], {
    description: "The conditions that were looked at for the burden of proof.",
  })
  burdenTrace!: readonly ConditionTraceType[];
}

/** The domain's advice as the schema's. */
export function recommendationOf({ recommendation, trace, burden }: RulingAdvice, currency: string): object {
  return {
    outcome: recommendation?.outcome ?? null,
    remedies: recommendation?.remedies.map((remedy) => remedyOf(remedy, currency)) ?? [],
    clauses: recommendation?.clauses ?? [],
    trace,
    burdenOfProof: burden.burdenOfProof,
    burdenClause: burden.clause,
    burdenTrace: burden.trace,
  };
}

function remedyOf(remedy: RecommendedRemedy, currency: string): object {
  const shown = (minor: bigint | null) => (minor === null ? null : moneyOf({ minor, currency }));
  return {
    kind: remedy.kind,
    orderLineId: toGlobalId("OrderLine", remedy.orderLineId),
    amount: shown(remedy.amountMinor),
    atMost: shown(remedy.atMostMinor),
    missingFacts: remedy.missingFacts,
    formulaTrace: formulaTraceOf(remedy.formulaTrace),
  };
}
