import { Role } from "../../../src/domain/access/viewer.js";
import type { Command, CommandInputs } from "../../../src/domain/dispute/command.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { addHours } from "../../../src/domain/time.js";
import { done } from "./acting.js";
import { commandFor } from "./commands.js";
import { opened, start } from "./support.js";

export const merchant = Role.MERCHANT_AGENT;

/** A dispute that the clock decided for the shopper, because the merchant was silent. */
export function defaulted(dispute: Dispute = opened()): Dispute {
  const silence = commandFor("APPLY_MERCHANT_SILENCE", null);
  return done(dispute, Role.SYSTEM, silence, { now: dispute.deadlineAt ?? start });
}

/** A dispute that the clock closed, because nobody called the platform in. */
export function lapsed(): Dispute {
  const refused = done(opened(), merchant, commandFor("REFUSE_CLAIM", null));
  return done(refused, Role.SYSTEM, commandFor("END_NEGOTIATION", null), {
    now: refused.deadlineAt ?? start,
  });
}

export const asking = (
  change: Partial<CommandInputs["REQUEST_HUMAN_REVIEW"]> = {},
): Command<"REQUEST_HUMAN_REVIEW"> => ({
  ...{ action: "REQUEST_HUMAN_REVIEW", grounds: ["COULD_NOT_ACT"], statement: "The mail was lost." },
  ...change,
});

export const deciding = (outcome: "UPHELD" | "OVERTURNED"): Command<"DECIDE_HUMAN_REVIEW"> => ({
  ...{ action: "DECIDE_HUMAN_REVIEW", outcome, reason: "I have looked at it." },
});

/** So many hours after a dispute changed last. */
export const later = (dispute: Dispute, hours: number): { now: Date } => ({
  now: addHours(dispute.updatedAt, hours),
});

/** A mediator has the case and decides on the review; the merchant asked for it two hours after its silence. */
export function underReview(before: Dispute = defaulted(), role: Role = merchant): Dispute {
  const asked = done(before, role, asking(), later(before, 2));
  return done(asked, Role.MEDIATOR, { action: "CLAIM_NEXT_CASE" }, later(asked, 3));
}
