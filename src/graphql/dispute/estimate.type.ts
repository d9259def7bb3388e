import { Field, ID, ObjectType } from "type-graphql";
import type { LineEstimate } from "../../domain/dispute/estimate.js";
import type { RemedyEstimate } from "../../services/disputes/estimate-remedy.js";
import { toGlobalId } from "../global-id.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import { formulaTraceOf, FormulaTraceType } from "./formula-trace.type.js";

/** The estimate for one line. */
@ObjectType("RemedyLineEstimate", {
  description: "What a remedy would bring for one order line.",
  simpleResolvers: true,
})
export class RemedyLineEstimateType {
  @Field(() => ID, { description: "The order line." })
  orderLineId!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What the rule gives; null where facts are missing for it, or the remedy has no amount.",
  })
  amount!: MoneyFields | null;

  @Field(() => MoneyType, { description: "The most that may be asked for." })
  atMost!: MoneyFields;

  @Field(() => MoneyType, { description: "The part of what is asked that the rule bears." })
  withinRule!: MoneyFields;

  @Field(() => MoneyType, {
    description: "The part of what is asked that no rule bears; it would be refused.",
  })
  beyondRule!: MoneyFields;

  @Field(() => [String], { description: "The facts that the amount depends on and nobody knows yet." })
  missingFacts!: readonly string[];

  @Field(() => FormulaTraceType, { nullable: true, description: "How the amount was worked out." })
  formulaTrace!: object | null;

  @Field(() => String, { description: "What the figures mean, in a sentence or two." })
  explanation!: string;
}

/** The estimate for all lines. */
@ObjectType("RemedyEstimate", {
  description: "What a remedy would bring, by the rulebook in force now.",
  simpleResolvers: true,
})
export class RemedyEstimateType {
  @Field(() => [RemedyLineEstimateType], { description: "Line by line, in the order of the question." })
  readonly lines: readonly object[];

  @Field(() => MoneyType, { description: "The part of what is asked that the rule bears, over all lines." })
  readonly withinRule: MoneyFields;

  @Field(() => MoneyType, { description: "The part that no rule bears, over all lines." })
  readonly beyondRule: MoneyFields;

  @Field(() => String, { description: "Code of the clause that the reason rests on." })
  readonly clause: string;

  @Field(() => String, { description: "The version of the rulebook." })
  readonly rulebookVersion: string;

  constructor({
    lines,
    currency,
    withinRuleMinor,
    beyondRuleMinor,
    clause,
    rulebookVersion,
  }: RemedyEstimate) {
    this.lines = lines.map((line) => lineOf(line, currency));
    this.withinRule = moneyOf({ minor: withinRuleMinor, currency });
    this.beyondRule = moneyOf({ minor: beyondRuleMinor, currency });
    this.clause = clause;
    this.rulebookVersion = rulebookVersion;
  }
}

function lineOf(line: LineEstimate, currency: string): object {
  const shown = (minor: bigint) => moneyOf({ minor, currency });
  return {
    orderLineId: toGlobalId("OrderLine", line.orderLineId),
    amount: line.amountMinor === null ? null : shown(line.amountMinor),
    atMost: shown(line.mostMinor),
    withinRule: shown(line.withinRuleMinor),
    beyondRule: shown(line.beyondRuleMinor),
    missingFacts: line.missingFacts,
    formulaTrace: formulaTraceOf(line.formulaTrace),
    explanation: line.explanation,
  };
}
