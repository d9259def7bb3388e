import { Role } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { RemedyItem } from "../../../src/domain/dispute/remedy.js";
import { addHours } from "../../../src/domain/time.js";
import { commandFor } from "./commands.js";
import { contextFor, line, opened, start, viewers } from "./support.js";

type Options = Parameters<typeof contextFor>[1] & { now?: Date };

/** What the domain says to a command. */
export function verdictOf(dispute: Dispute | null, role: Role, command: Command, options: Options = {}) {
  return decide(
    command,
    dispute,
    contextFor(viewers[role], { reason: dispute?.reason ?? "QUALITY_DEFECT", ...options }),
  );
}

/** The dispute after a command, or a failure with the refusal. */
export function done(dispute: Dispute, role: Role, command: Command, options: Options = {}): Dispute {
  const verdict = verdictOf(dispute, role, command, options);
  if (!verdict.accepted)
    throw new Error(`${command.action}: ${verdict.refusal.code} ${verdict.refusal.message}`);
  return evolve(dispute, verdict.event, options.now ?? start);
}

/** The code of the refusal, or ACCEPTED. */
export function refusalOf(
  dispute: Dispute | null,
  role: Role,
  command: Command,
  options: Options = {},
): string {
  const verdict = verdictOf(dispute, role, command, options);
  return verdict.accepted ? "ACCEPTED" : verdict.refusal.code;
}

/** Does what the next timer does, at its time. */
export function fired(dispute: Dispute, action: Command["action"], hours: number): Dispute {
  return done(dispute, Role.SYSTEM, commandFor(action, dispute), { now: addHours(start, hours) });
}

/** One remedy for the only line. */
export const item = (kind: RemedyItem["kind"], amountMinor: bigint): RemedyItem => ({
  kind,
  orderLineId: line.orderLineId,
  amountMinor,
});
/** An offer of these terms. */
export const offer = (...terms: RemedyItem[]): Command => ({ action: "MAKE_OFFER", terms, message: null });
/** Accepting the open offer. */
export const accept = (dispute: Dispute): Command => commandFor("ACCEPT_OFFER", dispute);
/** A dispute that its mediator is about to decide. */
export const deciding = (): Dispute => {
  const queued = done(opened(), Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
  return done(
    done(queued, Role.MEDIATOR, { action: "CLAIM_NEXT_CASE" }),
    Role.MEDIATOR,
    commandFor("CLOSE_SUBMISSIONS", null),
  );
};
/** A good ruling with changes. */
export const ruling = (change: Partial<Command<"ISSUE_RULING">>): Command =>
  ({ ...commandFor("ISSUE_RULING", null), ...change }) as Command<"ISSUE_RULING">;
