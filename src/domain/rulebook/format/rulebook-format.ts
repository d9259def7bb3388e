import { ClockBasis } from "../../clock/counted-time.js";
import { FreightBearer, FreightPayer, FreightSituation, type FreightRule } from "../freight-rule.js";
import type { AppealAuthority, AuthorityRule, EscalationStep } from "../level.js";
import type { CategoryOverride, PromiseRule } from "../rule-change.js";
import type { Rulebook, RulebookLimits } from "../rulebook.js";
import type { RulebookTimers, TimerRule } from "../timer-rule.js";
import { amounts } from "./amounts.js";
import { consistency, defaultConsistency, defaultDesk, desk } from "./desk-format.js";
import { mediation, noMediation } from "./mediation-format.js";
import {
  basisPoints,
  categoryChange,
  clause,
  clauseCode,
  clockBasis,
  code,
  localisedText,
  promiseChange,
} from "./parts.js";
import { defaultQueueRule, queue } from "./queue-format.js";
import { reasonRule } from "./reason-format.js";
import { corrections, defaultCorrections } from "./correction-format.js";
import { externalRoutes, noRulingChecks, rulingChecks } from "./ruling-format.js";
import {
  described,
  filledList,
  flag,
  list,
  nullable,
  object,
  oneOf,
  table,
  text,
  textLike,
  wholeNumber,
  type Shape,
} from "./shape.js";

const level = oneOf([1, 2, 3] as const);

function timer(description: string): Shape<TimerRule> {
  return described(
    object(
      {
        hours: described(wholeNumber(1, 87_600), "How long."),
        clause: clauseCode,
        basis: clockBasis,
        extensionHours: described(
          wholeNumber(0, 8_760),
          "By how much it can be extended once; 0: not at all.",
        ),
      },
      { basis: ClockBasis.ELAPSED, extensionHours: 0 },
    ),
    description,
  );
}

const timers: Shape<RulebookTimers> = object({
  offer: timer("How long an offer stands."),
  requestIntervention: timer("How long the platform can be called in."),
  assignment: timer("Until when the platform assigns a mediator."),
  evidence: timer("How long an evidence round lasts."),
  rebuttal: timer("How long the sides may answer the other's evidence."),
  proposal: timer("How long a mediator's proposal stands."),
  decisionLevel1: timer("Until when level 1 decides."),
  decisionLevel2: timer("Until when level 2 decides."),
  decisionLevel3: timer("Until when level 3 decides."),
  appealWindow: timer("How long a ruling can be appealed."),
  appealWindowUrgent: timer("The same for urgent reasons."),
  appealDecision: timer("Until when an appeal is decided."),
  reopening: timer("How long a closed dispute can be reopened."),
  finance: timer("Until when finance decides on an advance."),
  suspensionReview: timer("When a suspension is looked at again."),
  payment: timer("How long money owed may take, from when it is due to be paid."),
  shipReturn: timer("How long the shopper has to send goods back."),
  inspectReturn: timer("How long the merchant has to look at returned goods."),
  shipReplacement: timer("How long the merchant has to send a replacement."),
  repair: timer("How long a repair may take."),
  otherAct: timer("How long any other act may take."),
  performanceReview: timer("How soon the platform looks at overdue performance again."),
});

const limits: Shape<RulebookLimits> = object(
  {
    claimAmendments: described(wholeNumber(0, 20), "How often a claim can be amended."),
    attemptsPerLine: described(wholeNumber(1, 20), "How many disputes an order line can have."),
    informationHours: described(
      wholeNumber(1, 720),
      "How long the shopper has to answer what the merchant asks before it answers the claim.",
    ),
    appealAnswerHours: described(
      wholeNumber(1, 720),
      "How long a side has to answer the other's appeal; nobody decides before.",
    ),
    evidenceRounds: described(wholeNumber(1, 5), "How often a mediator can ask for evidence."),
    evidenceItemsPerSlot: described(
      wholeNumber(1, 100),
      "How many items a side can hand in for one slot of the checklist.",
    ),
    reopenings: described(
      wholeNumber(0, 10),
      "How often a closed dispute can be reopened; that something was not performed in full does not count.",
    ),
    suspensions: described(wholeNumber(0, 100), "How often a dispute can be suspended."),
    compensationBasisPoints: described(
      basisPoints,
      "Ceiling of compensation, of what was paid for the lines.",
    ),
    offerCompensationBasisPoints: described(
      nullable(basisPoints),
      "The same ceiling for what the sides offer each other; null where it is the same.",
    ),
    secondReviewAbove: described(amounts, "Above this amount a ruling needs a second reviewer."),
    secondReviewHumanOnly: described(
      flag,
      "Whether compensation for a reason that only people decide needs a second reviewer, whatever the amount.",
    ),
    rulingDrafts: described(wholeNumber(2, 1_000), "How many versions of the draft of a ruling are kept."),
  },
  {
    informationHours: 48,
    appealAnswerHours: 48,
    evidenceRounds: 2,
    evidenceItemsPerSlot: 10,
    reopenings: 1,
    suspensions: 12,
    offerCompensationBasisPoints: null,
    secondReviewAbove: {},
    secondReviewHumanOnly: false,
    rulingDrafts: 50,
  },
);

const authority: Shape<readonly AuthorityRule[]> = filledList(
  object({ level, amounts: described(amounts, "Up to which amount the level may rule.") }),
);

const freightMatrix: Shape<readonly FreightRule[]> = list(
  object({
    situation: oneOf(Object.values(FreightSituation)),
    paysFirst: described(oneOf(Object.values(FreightPayer)), "Who advances it."),
    outbound: described(oneOf(Object.values(FreightBearer)), "Who bears the way out in the end."),
    return: described(oneOf(Object.values(FreightBearer)), "Who bears the way back in the end."),
    clause: clauseCode,
  }),
);

const reasons = described(list(code), "Codes of the reasons that it concerns; none listed means all.");

const categoryOverrides: Shape<readonly CategoryOverride[]> = list(
  object(
    {
      category: described(text, "The marketplace's own name of the category."),
      reasons,
      change: described(categoryChange, "What is different."),
      clause: clauseCode,
    },
    { reasons: [] },
  ),
);

const promises: Shape<readonly PromiseRule[]> = list(
  object(
    {
      kind: described(code, "The marketplace's code of the promise."),
      reasons,
      change: described(promiseChange, "What it makes different, where that is better for the shopper."),
      windowToItsEnd: described(flag, "Whether the window lasts as long as the promise itself."),
      clause: clauseCode,
    },
    { reasons: [], change: {}, windowToItsEnd: false },
  ),
);

const appealAuthority: Shape<readonly AppealAuthority[]> = list(
  object({
    ruledBy: described(level, "The level of whoever ruled."),
    decidedFrom: described(level, "The lowest level that decides the appeal."),
  }),
);

const escalation: Shape<readonly EscalationStep[]> = list(object({ from: level, to: level }));

/** A rulebook document: the one description of the format that is read and published. */
export const rulebookFormat: Shape<Rulebook> = object(
  {
    version: described(
      textLike(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
        `at most 64 letters, digits, ".", "_" and "-" are expected, such as 2026-11.`,
      ),
      "Unique name of the version, e.g. 2026-11.",
    ),
    title: described(localisedText, "What people call the version."),
    major: described(flag, "Whether it changes so much that a longer notice is due."),
    clauses: described(table(clause), "The numbered rules, by code."),
    reasons: described(table(reasonRule), "What a dispute can be about, by code."),
    timers: described(timers, "The clocks beside the merchant's response limit."),
    limits: described(limits, "Caps that are no clocks."),
    desk: described(desk, "Who may have a case and for how long, beside the clocks; hours are elapsed ones."),
    mediation: described(mediation, "Settling with the platform's help."),
    authority: described(authority, "Up to which amount each level may rule: 1, 2 and 3 in this order."),
    appealAuthority: described(
      appealAuthority,
      "From which level on an appeal is decided, by the level of whoever ruled; always by somebody else.",
    ),
    escalation: described(escalation, "Which level is next when one is late or exceeded."),
    freightMatrix: described(freightMatrix, "Who pays freight, by situation."),
    categoryOverrides: described(categoryOverrides, "Goods of a category that follow other rules."),
    promises: described(promises, "What promises made with an order amount to."),
    reasonGroups: described(
      table(filledList(code)),
      "Reasons that mediators are certified for together, by the code of the group.",
    ),
    queue: described(queue, "In which order mediators work off what waits for them."),
    consistency: described(consistency, "How the platform looks after its own rulings."),
    rulingChecks: described(rulingChecks, "What a ruling is looked at for before it is issued."),
    corrections: described(corrections, "Within which limits a ruling is corrected and made clear."),
    externalRoutes: described(
      externalRoutes,
      "Where the sides can turn beside the platform; rulings tell it to them.",
    ),
  },
  {
    major: false,
    desk: defaultDesk,
    appealAuthority: [
      { ruledBy: 1, decidedFrom: 2 },
      { ruledBy: 2, decidedFrom: 2 },
      { ruledBy: 3, decidedFrom: 3 },
    ],
    mediation: noMediation,
    escalation: [
      { from: 1, to: 2 },
      { from: 2, to: 3 },
    ],
    freightMatrix: [],
    categoryOverrides: [],
    promises: [],
    reasonGroups: {},
    queue: defaultQueueRule,
    consistency: defaultConsistency,
    rulingChecks: noRulingChecks,
    corrections: defaultCorrections,
    externalRoutes: [],
  },
);

/** The format as a JSON Schema, for editors that complete and check rulebooks. */
export const rulebookJsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Rulebook",
  description:
    "One version of the platform's rules. Beyond this schema: what is cited must exist and rules must not contradict " +
    "one another; `npm run rulebook -- check FILE` tells.",
  ...rulebookFormat.schema,
};
