import { Role } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import type { EvidenceFacts } from "../../../src/domain/dispute/decision.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { EvidenceDraft } from "../../../src/domain/evidence/dispute-evidence.js";
import { done } from "../dispute/acting.js";
import { commandFor } from "../dispute/commands.js";
import { contextFor, opened, start, viewers } from "../dispute/support.js";

const { MEDIATOR, MERCHANT_AGENT } = Role;

/** A dispute that a mediator has in hand. */
export function inReview(): Dispute {
  const queued = done(opened(), MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
  return done(queued, MEDIATOR, { action: "CLAIM_NEXT_CASE" });
}

/** What the mediator asks for. */
export const asked = {
  action: "REQUEST_EVIDENCE",
  text: "Show the kettle, and the test report.",
  demands: [
    { side: "SHOPPER", slot: "PHOTO_OF_ITEM", level: "MANDATORY" },
    { side: "MERCHANT", slot: "INSPECTION_REPORT", level: "MANDATORY" },
    { side: "MERCHANT", slot: "WITNESS_STATEMENT", level: "OPTIONAL" },
  ],
} satisfies Command;

/** A dispute in an evidence round. */
export const inRound = (): Dispute => done(inReview(), MEDIATOR, asked);

/** The command that hands a draft in. */
export const handIn = (prepared: EvidenceDraft, lateGround: string | null = null): Command => ({
  action: "SUBMIT_EVIDENCE",
  draft: prepared,
  lateGround,
});

/** What a decision finds of evidence where these drafts are prepared. */
export const facts = (drafts: readonly EvidenceDraft[]): EvidenceFacts => ({
  drafts,
  custody: null,
  records: null,
});

/** The dispute after a command that finds these drafts prepared. */
export function doneWith(
  dispute: Dispute,
  role: Role,
  command: Command,
  { drafts, now = start }: { readonly drafts: readonly EvidenceDraft[]; readonly now?: Date },
) {
  const verdict = decide(command, dispute, {
    ...contextFor(viewers[role], { now }),
    evidence: facts(drafts),
  });
  if (!verdict.accepted) throw new Error(verdict.refusal.message);
  return { after: evolve(dispute, verdict.event, now), verdict };
}

/** When the clock of a dispute ends. */
export const ends = (dispute: Dispute): Date => dispute.deadlineAt!;
