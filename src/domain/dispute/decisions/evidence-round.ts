import { otherSide, Side } from "../../access/viewer.js";
import { ErrorCode, refuse } from "../../errors.js";
import {
  latestRound,
  type EvidenceAbsence,
  type EvidenceDemand,
  type EvidenceItem,
  type EvidenceRound,
} from "../../evidence/dispute-evidence.js";
import { EvidenceItemStatus } from "../../evidence/evidence-item.js";
import { EvidenceLevel } from "../../rulebook/evidence-slot.js";
import type { DecisionContext } from "../decision.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import { demandsOfRule } from "../requirements.js";
import { extendedClock } from "./clocks.js";
import { audienceOf, handedIn, onTheTable, sideActing } from "./handed-in.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** A request for more things than this is no request that a person could meet. */
const MAXIMUM_DEMANDS = 50;

/** The round that is open; the guards and the status let nothing pass where there is none. */
function openRound({ evidence }: Dispute): EvidenceRound {
  const round = latestRound(evidence);
  if (round === null) throw new Error("There is a round wherever evidence is awaited.");
  return round;
}

/** The mediator asks both sides for evidence, with one end for both; row 16. What the rule demands anyway is added. */
export const requestEvidence: Handler<"REQUEST_EVIDENCE"> = (dispute, { text, demands }, context) => {
  if (demands.length === 0 || demands.length > MAXIMUM_DEMANDS) {
    const message = `Name 1 to ${MAXIMUM_DEMANDS} slots; these are ${demands.length}.`;
    refuse(ErrorCode.VALIDATION, message, { field: ["slots"] });
  }
  const keys = demands.map(keyOf);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (twice >= 0) {
    refuse(ErrorCode.VALIDATION, "Each slot of a side appears once.", { field: ["slots", String(twice)] });
  }
  const fromRule = demandsOfRule(dispute, context.rule, context.evidence?.records ?? null).filter(
    (demand) => !keys.includes(keyOf(demand)),
  );
  const round: EvidenceRound = {
    number: dispute.evidence.rounds.length + 1,
    text,
    demands: [...demands, ...fromRule],
    requestedAt: context.now,
    ...{ extendedBy: [], completedBy: [], waived: [], absences: [], exchangedAt: null, rebuttedBy: [] },
  };
  return { occurrence: { type: "EVIDENCE_REQUESTED", round } };
};

function keyOf({ side, slot }: Pick<EvidenceDemand, "side" | "slot">): string {
  return `${side} ${slot}`;
}

/** A side has handed in everything, its drafts with it; the second one brings the exchange about; row 18. */
export const completeEvidence: Handler<"COMPLETE_EVIDENCE"> = (dispute, _command, context) => {
  const side = sideActing(context);
  const round = openRound(dispute);
  const submitted = draftsOf(context, [side], round.number);
  if (round.completedBy.includes(otherSide(side))) return exchange(dispute, submitted, context);
  return {
    occurrence: { type: "EVIDENCE_COMPLETED", side, submitted },
    to: DisputeStatus.EVIDENCE,
    audience: audienceOf(side),
  };
};

/** The end of the round: drafts are handed in as they are and everything is exchanged; row 18. */
export const exchangeEvidence: Handler<"EXCHANGE_EVIDENCE"> = (dispute, _command, context) => {
  const { completedBy, number } = openRound(dispute);
  const sides = [Side.MERCHANT, Side.SHOPPER].filter((side) => !completedBy.includes(side));
  return {
    ...exchange(dispute, draftsOf(context, sides, number), context),
    clause: context.rulebook.timers.evidence.clause,
  };
};

function draftsOf({ evidence, now }: DecisionContext, sides: readonly Side[], round: number): EvidenceItem[] {
  const drafts = evidence?.drafts ?? [];
  return drafts.filter(({ side }) => sides.includes(side)).map((draft) => handedIn(draft, now, round));
}

function exchange(
  dispute: Dispute,
  submitted: readonly EvidenceItem[],
  { now, evidence }: DecisionContext,
): HandlerOutcome {
  const round = openRound(dispute);
  const sealed = dispute.evidence.items.filter(({ status }) => status === EvidenceItemStatus.SUBMITTED);
  const items = [...sealed, ...submitted].map((item) => ({
    ...item,
    status: EvidenceItemStatus.EXCHANGED,
    exchangedAt: now,
  }));
  const present = [...dispute.evidence.items.filter(({ status }) => onTheTable.has(status)), ...items];
  const absences = absencesIn(round, present);
  return {
    occurrence: { type: "EVIDENCE_EXCHANGED", items, absences, custody: evidence?.custody ?? null },
    to: DisputeStatus.REBUTTAL,
  };
}

/** The mandatory demands that nobody met and nobody dropped. */
function absencesIn(
  { demands, waived }: Pick<EvidenceRound, "demands" | "waived">,
  items: readonly EvidenceItem[],
): EvidenceAbsence[] {
  return demands
    .filter(({ level }) => level === EvidenceLevel.MANDATORY)
    .filter((demand) => !waived.some((each) => keyOf(each) === keyOf(demand)))
    .filter(({ side, slot }) => !items.some((item) => item.side === side && item.slot === slot))
    .map(({ side, slot }) => ({ side, slot }));
}

/** A side takes the extension of the round, which it has once; the end moves for both. */
export const extendEvidence: Handler<"EXTEND_EVIDENCE"> = (dispute, { reason }, context) => {
  const side = sideActing(context);
  const { fromAt, toAt, ...moved } = extendedClock(dispute, context);
  return { occurrence: { type: "EVIDENCE_EXTENDED", side, fromAt, toAt, reason }, ...moved };
};

/** A side answers what the other handed in, or says that it has nothing to say; both done ends the rebuttal; row 19. */
export const rebutEvidence: Handler<"REBUT_EVIDENCE"> = (dispute, { statement }, context) => {
  const side = sideActing(context);
  const last = openRound(dispute).rebuttedBy.includes(otherSide(side));
  return {
    occurrence: { type: "EVIDENCE_REBUTTED", side, statement },
    to: last ? DisputeStatus.DECIDING : DisputeStatus.REBUTTAL,
  };
};

/** The time to answer is over; row 19. */
export const endRebuttal: Handler<"END_REBUTTAL"> = (_dispute, _command, { rulebook }) => ({
  occurrence: { type: "REBUTTAL_ENDED" },
  clause: rulebook.timers.rebuttal.clause,
});

/** The mediator drops a demand. */
export const waiveSlot: Handler<"WAIVE_SLOT"> = (dispute, { side, slot, reason }) => {
  const { demands, waived } = openRound(dispute);
  const key = keyOf({ side, slot });
  if (!demands.some((demand) => keyOf(demand) === key)) {
    refuse(ErrorCode.NOT_FOUND, `${slot} is not asked of the ${side} in this round.`, { field: ["slot"] });
  }
  if (waived.some((each) => keyOf(each) === key)) {
    refuse(ErrorCode.STATE_CONFLICT, `${slot} of the ${side} was waived already.`, { field: ["slot"] });
  }
  return { occurrence: { type: "EVIDENCE_SLOT_WAIVED", side, slot, reason } };
};
