import { Role } from "../../../src/domain/access/viewer.js";
import type { Command, CommandInputs } from "../../../src/domain/dispute/command.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { standing } from "../../../src/domain/obligation/obligation.js";
import type { FormulaTrace } from "../../../src/domain/rulebook/formula-values.js";
import type { CorrectionRule } from "../../../src/domain/rulebook/correction-rule.js";
import { formatAmount } from "../../../src/domain/money.js";
import type { RuledRemedy } from "../../../src/domain/ruling/ruling.js";
import { addHours } from "../../../src/domain/time.js";
import { clause, lineIds, lines, refund, ruled, week } from "./appeal-stage.js";
import { contextFor, mediatorFacts, rulebook, start, viewers } from "./support.js";

const currency = "CNY";

/** What was paid for a line, whatever was ordered: its own formula gives that. */
function traceOf(minor: bigint): FormulaTrace {
  const shown = (amount: bigint) => formatAmount({ minor: amount, currency });
  return {
    ...{ formula: "REFUND_OF_LINE", currency, clause, rulebookVersion: rulebook.version },
    ...{ inputs: { paid: shown(minor), freight: shown(0n), refunded: shown(0n) }, result: shown(minor) },
  };
}

export const worked = (orderLineId: string, ordered: bigint, given = 100_00n): RuledRemedy => ({
  ...{ ...refund(orderLineId, ordered), formulaTrace: traceOf(given) },
  costBearers: [{ party: "MERCHANT", basisPoints: 10_000 }],
});

export const [first, other] = lineIds as [string, string];

/** Ruled on with a first line of which the amount was mistyped, and a second one that is right. */
export function mistyped(
  remedies: readonly RuledRemedy[] = [worked(first, 10_00n), worked(other, 100_00n)],
): Dispute {
  const dispute = ruled([]);
  const conclusions = [{ text: "It falls under it.", clause, rulebookVersion: "1", findingIndexes: [0] }];
  return { ...dispute, ruling: { ...dispute.ruling!, conclusions, remedies } };
}

export interface By {
  readonly role?: Role;
  readonly now?: Date;
  readonly id?: string;
  readonly rules?: Partial<CorrectionRule>;
  readonly author?: { readonly level: 1 | 2 | 3; readonly offShiftSince: Date | null };
}

export const hour = addHours(start, 1);

export function verdict(dispute: Dispute, command: Command, by: By = {}) {
  const { role = Role.MEDIATOR, now = hour, id, rules, author } = by;
  const viewer = { ...viewers[role], ...(id !== undefined && { id }) };
  const context = contextFor(viewer, { now, lines, mediator: { ...mediatorFacts, id: viewer.id } });
  return decide(command, dispute, {
    ...context,
    rulebook: { ...rulebook, corrections: { ...rulebook.corrections, ...rules } },
    ...(author !== undefined && { rulingAuthor: author }),
  });
}

export function after(dispute: Dispute, command: Command, by: By = {}): Dispute {
  const decided = verdict(dispute, command, by);
  if (!decided.accepted) throw new Error(`${decided.refusal.code} ${decided.refusal.message}`);
  return evolve(dispute, decided.event, by.now ?? hour);
}

export function codeOf(dispute: Dispute, command: Command, by: By = {}): string {
  const decided = verdict(dispute, command, by);
  return decided.accepted ? "ACCEPTED" : decided.refusal.code;
}

export const correcting = (change: Partial<CommandInputs["CORRECT_RULING"]>): Command<"CORRECT_RULING"> => ({
  ...{ action: "CORRECT_RULING", reason: "A slip.", texts: [], amounts: [], ...change },
});
export const amount = (amountMinor = 100_00n, position = 0) =>
  correcting({ amounts: [{ position, amountMinor }] });
export const text = (
  said: string,
  part: "CONCLUSION" | "FINDING" | "REASONS" = "FINDING",
  position: number | null = 0,
) => correcting({ texts: [{ part, position: part === "REASONS" ? null : position, text: said }] });
export const final = (dispute: Dispute): Dispute =>
  after(dispute, { action: "FINALISE_RULING" }, { role: Role.SYSTEM, now: week });
export const owed = (dispute: Dispute): string[] =>
  standing(dispute.obligations)
    .map(({ orderLineId, amountMinor }) => `${lineIds.indexOf(orderLineId)} ${amountMinor}`)
    .toSorted();
export const soon = addHours(week, 1);
