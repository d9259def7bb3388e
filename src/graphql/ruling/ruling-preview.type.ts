import { Field, ID, ObjectType } from "type-graphql";
import { DisputeAction } from "../../domain/dispute/action.js";
import { DisputeOutcome, DisputeStatus } from "../../domain/dispute/dispute.js";
import type { ForeseenTimer } from "../../domain/dispute/preview-ruling.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import {
  ObligationCondition,
  ObligationKind,
  ObligationParty,
  ObligationStatus,
  type Obligation,
} from "../../domain/obligation/obligation.js";
import { RulingOutcome, type RuledRemedy } from "../../domain/ruling/ruling.js";
import type { PreviewedRuling } from "../../services/ruling/preview-ruling.js";
import "../dispute/action.enum.js";
import "../dispute/dispute.enum.js";
import { formulaTraceOf, FormulaTraceType } from "../dispute/formula-trace.type.js";
import "../dispute/terms.enum.js";
import { toGlobalId } from "../global-id.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import "../obligation/obligation.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { UserError } from "../user-error.type.js";
import { RulingDeficiencyType } from "./ruling-deficiency.type.js";
import "./ruling.enum.js";
import { ConclusionType, FaultShareType } from "./ruling.type.js";

/** One thing that would be ordered. */
@ObjectType("PreviewedRemedy", {
  description: "One thing that the ruling would order for one order line.",
  simpleResolvers: true,
})
export class PreviewedRemedyType {
  @Field(() => RemedyKind, { description: "What is to be done." })
  kind!: string;

  @Field(() => ID, { description: "The order line that it concerns." })
  orderLineId!: string;

  @Field(() => MoneyType, { description: "How much; zero where it is an act." })
  amount!: MoneyFields;

  @Field(() => [FaultShareType], { description: "Who bears it in the end, whoever performs it." })
  costBearers!: readonly FaultShareType[];

  @Field(() => FormulaTraceType, {
    nullable: true,
    description: "What the rule gives for the line; null as `RuledRemedy.formulaTrace`.",
  })
  formulaTrace!: object | null;
}

/** One thing that would be owed. */
@ObjectType("ForeseenObligation", {
  description: "One thing that would be owed when the ruling is final.",
  simpleResolvers: true,
})
export class ForeseenObligationType {
  @Field(() => ObligationKind, { description: "What is to be done." })
  kind!: string;

  @Field(() => ID, { description: "The order line that it concerns." })
  orderLineId!: string;

  @Field(() => ObligationParty, { description: "Who must do it." })
  owner!: string;

  @Field(() => ObligationParty, { description: "For whom." })
  beneficiary!: string;

  @Field(() => MoneyType, { description: "How much; zero where it is an act." })
  amount!: MoneyFields;

  @Field(() => ObligationCondition, {
    nullable: true,
    description: "What must have happened first; null if nothing.",
  })
  condition!: string | null;

  @Field(() => ObligationStatus, { description: "How far it is at first." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "Until when it must be done." })
  dueAt!: Date;
}

/** What the clock would do. */
@ObjectType("ForeseenTimer", {
  description: "One thing that the clock would do, if nobody acts.",
  simpleResolvers: true,
})
export class ForeseenTimerType {
  @Field(() => DateTimeScalar, { description: "When." })
  at!: Date;

  @Field(() => DisputeAction, { description: "What the clock does." })
  action!: string;

  @Field(() => DisputeStatus, { description: "The status that the dispute has then." })
  status!: string;
}

/** The ruling and what follows. */
@ObjectType("ForeseenRuling", {
  description: "The ruling that would be issued and what follows from it if nobody acts.",
  simpleResolvers: true,
})
export class ForeseenRulingType {
  @Field(() => RulingOutcome, { description: "How it ends the dispute if it becomes final." })
  outcome!: string;

  @Field(() => [ConclusionType], { description: "Which findings lead to which clause." })
  conclusions!: readonly ConclusionType[];

  @Field(() => [PreviewedRemedyType], { description: "What it orders." })
  remedies!: readonly object[];

  @Field(() => RulingOutcome, {
    nullable: true,
    description: "The outcome that the rulebook recommends; null where it recommends none.",
  })
  recommendedOutcome!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it is other than recommended, as it would be kept; null where it is not.",
  })
  divergenceReason!: string | null;

  @Field(() => DisputeStatus, { description: "The status of the dispute once it is served." })
  status!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the clock of that status runs out." })
  deadlineAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "Until when either side may appeal." })
  appealableUntil!: Date;

  @Field(() => [ForeseenTimerType], { description: "What the clock does until it is final, in order." })
  timers!: readonly ForeseenTimer[];

  @Field(() => DisputeStatus, { description: "The status of the dispute when it is final." })
  finalStatus!: string;

  @Field(() => DisputeOutcome, { nullable: true, description: "The outcome of the dispute then." })
  finalOutcome!: string | null;

  @Field(() => [ForeseenObligationType], {
    description: "What is owed then. Money that is refunded meanwhile is owed no more.",
  })
  obligations!: readonly object[];
}

/** The dry run. */
@ObjectType("RulingPreview", {
  description: "What `issueRuling` would do with the same input now: by the same code, with nothing written.",
  simpleResolvers: true,
})
export class RulingPreviewType {
  @Field(() => [UserError], {
    description:
      "Everything that stands against the ruling, in the order in which it is checked: the first is what `issueRuling` would be " +
      "refused with. None: it would be accepted.",
  })
  readonly refusals: readonly UserError[];

  @Field(() => [RulingDeficiencyType], {
    description:
      "What the checks of the rulebook find in it, also where it would be refused. Those that are BLOCKING are among the " +
      "refusals as RULING_DEFICIENT; the others would be kept with the ruling.",
  })
  readonly warnings: readonly object[];

  @Field(() => ForeseenRulingType, {
    nullable: true,
    description: "The ruling and what follows from it; null where it would be refused.",
  })
  readonly foreseen: object | null;

  constructor({ refusals, deficiencies, foreseen, currency }: PreviewedRuling) {
    this.warnings = deficiencies;
    this.refusals = refusals.map((refusal) => new UserError(refusal));
    this.foreseen = foreseen === null ? null : foreseenOf(foreseen, currency);
  }
}

function foreseenOf(
  { ruling, ruled, timers, final }: NonNullable<PreviewedRuling["foreseen"]>,
  currency: string,
): object {
  const { outcome, conclusions, recommended, divergenceReason, appealableUntil } = ruling;
  return {
    ...{ outcome, conclusions, divergenceReason, appealableUntil, timers },
    recommendedOutcome: recommended?.outcome ?? null,
    remedies: ruling.remedies.map((remedy) => remedyOf(remedy, currency)),
    status: ruled.status,
    deadlineAt: ruled.deadlineAt,
    finalStatus: final.status,
    finalOutcome: final.outcome,
    obligations: final.obligations.map((obligation) => obligationOf(obligation, currency)),
  };
}

function remedyOf(
  { kind, orderLineId, amountMinor, costBearers, formulaTrace }: RuledRemedy,
  currency: string,
) {
  return {
    ...{ kind, costBearers },
    orderLineId: toGlobalId("OrderLine", orderLineId),
    amount: moneyOf({ minor: amountMinor, currency }),
    formulaTrace: formulaTraceOf(formulaTrace),
  };
}

function obligationOf({ orderLineId, amountMinor, ...owed }: Obligation, currency: string) {
  return {
    ...owed,
    orderLineId: toGlobalId("OrderLine", orderLineId),
    amount: moneyOf({ minor: amountMinor, currency }),
  };
}
