import { Role } from "../../../src/domain/access/viewer.js";
import type { Command, CommandInputs } from "../../../src/domain/dispute/command.js";
import type { SecondInstanceFacts } from "../../../src/domain/dispute/decision.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { ClaimableLine } from "../../../src/domain/dispute/eligibility.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { RemedyItem } from "../../../src/domain/dispute/remedy.js";
import { standing, type Obligation } from "../../../src/domain/obligation/obligation.js";
import type { RuledRemedy, Ruling } from "../../../src/domain/ruling/ruling.js";
import { addHours } from "../../../src/domain/time.js";
import { contextFor, line, mediatorFacts, newId, opened, rulebook, start, viewers } from "./support.js";

export const lines: readonly ClaimableLine[] = [
  line,
  ...[0, 1].map(() => ({ ...line, orderLineId: newId() })),
];
export const lineIds = lines.map(({ orderLineId }) => orderLineId);
export const second = { ...mediatorFacts, id: newId() };
export const clause = Object.keys(rulebook.clauses)[0]!;
export const week = addHours(start, 168);

export const refund = (orderLineId: string, amountMinor: bigint): RuledRemedy => ({
  ...{ kind: "REFUND", orderLineId, amountMinor, costBearers: [], formulaTrace: null },
});

/** A dispute about three lines that the mediator has ruled on. */
export function ruled(remedies: readonly RemedyItem[]): Dispute {
  const items = lineIds.map((id) => refund(id, 50_00n));
  const ruling: Ruling = {
    ...{ id: newId(), mediatorId: mediatorFacts.id, outcome: "RULED_SPLIT", reasons: "So." },
    findings: [{ text: "It is cold.", sources: ["SHOPPER_STATEMENT"], recordedAbsence: null }],
    ...{ clauses: [clause], conclusions: [], faultShares: [], issuedAt: start, appealableUntil: week },
    remedies: remedies.map((remedy) => ({ ...remedy, costBearers: [], formulaTrace: null })),
    ...{ recommended: null, divergenceReason: null, review: null, deficiencies: [] },
  };
  const dispute = opened();
  return {
    ...{ ...dispute, claim: { ...dispute.claim, items }, status: "RULED", waitingOn: "BOTH" },
    ...{ mediatorId: mediatorFacts.id, outcome: "RULED_SPLIT", ruling, deadlineAt: week },
  };
}

export interface By {
  readonly role?: Role;
  readonly now?: Date;
  readonly facts?: Partial<SecondInstanceFacts>;
  readonly level?: 1 | 2 | 3;
}

export function verdict(
  dispute: Dispute,
  command: Command,
  { role = Role.SHOPPER, now = start, facts, level }: By,
) {
  const viewer = role === Role.SENIOR_MEDIATOR ? { ...viewers[role], id: second.id } : viewers[role];
  return decide(command, dispute, {
    ...contextFor(viewer, { now, lines, mediator: { ...second, level: level ?? 2 } }),
    secondInstance: { authorLevel: 1, ownActs: [], successor: null, ...facts },
  });
}

export function after(dispute: Dispute, command: Command, by: By = {}): Dispute {
  const decided = verdict(dispute, command, by);
  if (!decided.accepted)
    throw new Error(`${command.action}: ${decided.refusal.code} ${decided.refusal.message}`);
  return evolve(dispute, decided.event, by.now ?? start);
}

export function codeOf(dispute: Dispute, command: Command, by: By = {}): string {
  const decided = verdict(dispute, command, by);
  return decided.accepted ? "ACCEPTED" : decided.refusal.code;
}

export const appealing = (
  change: Partial<CommandInputs["APPEAL_RULING"]> = {},
): Command<"APPEAL_RULING"> => ({
  ...{ action: "APPEAL_RULING", grounds: ["FACT_ERROR"], statement: "It is not so." },
  ...{ orderLineIds: [], evidenceItemIds: [], ...change },
});
export const deciding = (change: Partial<CommandInputs["DECIDE_APPEAL"]> = {}): Command<"DECIDE_APPEAL"> => ({
  ...{ action: "DECIDE_APPEAL", outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null },
  ...change,
});
export const ordering = (remedies: readonly RemedyItem[], outcome: Ruling["outcome"] = "RULED_SPLIT") => ({
  ...{ outcome, reasons: "Otherwise.", clauses: [clause], faultShares: [], remedies, finalReason: null },
  findings: [{ text: "It is warm.", sources: ["ORDER_RECORD"] as const, recordedAbsence: null }],
});
export const answer: Command = { action: "ANSWER_APPEAL", answer: "It is." };
export const waive: Command = { action: "WAIVE_APPEAL" };
export const withdraw: Command = { action: "WITHDRAW_APPEAL" };
export const merchant = { role: Role.MERCHANT_ADMIN };
export const senior = { role: Role.SENIOR_MEDIATOR };
export const heard = { ...senior, now: addHours(start, 48) };

/** What is owed, whatever its id and due time. */
export const owed = (obligations: readonly Obligation[]) =>
  standing(obligations)
    .map(({ orderLineId, kind, amountMinor, owner }) => `${orderLineId} ${kind} ${amountMinor} ${owner}`)
    .toSorted();
