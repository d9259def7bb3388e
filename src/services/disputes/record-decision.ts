import { ruleOfDispute, type RuleAdjustment } from "../../domain/rulebook/adjustments.js";
import type { Command } from "../../domain/dispute/command.js";
import type { Decision, DecisionContext } from "../../domain/dispute/decision.js";
import { dueNow } from "../../domain/dispute/deadlines.js";
import { decide } from "../../domain/dispute/decide.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { DisputeEvent } from "../../domain/dispute/event.js";
import { evolve } from "../../domain/dispute/evolve.js";
import { DisputeAction } from "../../domain/dispute/action.js";
import type { EvidenceItem } from "../../domain/evidence/dispute-evidence.js";
import { showHandedIn } from "../../persistence/evidence-item.store.js";
import { withEvidence } from "../evidence/with-evidence.js";
import type { MediatorFacts } from "../../domain/dispute/guards.js";
import { systemViewer } from "../../domain/access/viewer.js";
import { RefusedError } from "../../domain/errors.js";
import { ordinaryShopper, ranksSince } from "../../domain/queue/priority.js";
import type { LineFacts } from "../../domain/rulebook/refundable.js";
import type { ClockFacts } from "../../persistence/clock-facts.js";
import type { Sql, Tx } from "../../persistence/database.js";
import { writeDecision, type LoadedDispute } from "../../persistence/dispute.store.js";
import type { IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { clockSettingOf } from "../clock/clock-setting.js";
import { hashInput } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import type { DisputeChange } from "./change.js";

/** The context in which the domain decides, made from a use case's. */
export async function decisionContext(
  sql: Sql,
  context: UseCaseContext,
  about: {
    rulebookVersion: string;
    reason: string;
    adjustments: readonly RuleAdjustment[];
    lines: readonly LineFacts[];
    clocks: ClockFacts;
    mediator?: MediatorFacts | null;
  },
): Promise<DecisionContext> {
  const rulebook = await context.rulebook(about.rulebookVersion, sql);
  const now = context.clock.now();
  return {
    now,
    viewer: context.viewer,
    rulebook,
    rule: ruleOfDispute(rulebook, about),
    lines: about.lines,
    mediator: about.mediator ?? null,
    clocks: clockSettingOf(about.clocks, now),
    newId: context.newId,
    hash: hashInput,
  };
}

/** What is recorded with a decision beside what the decision itself says. */
export interface Recording {
  /** The text of the message that the decision sends; the event holds its hash. */
  readonly text?: string;
  /** What the records say that an opening attaches, by the id of their item. */
  readonly records?: ReadonlyMap<string, unknown>;
  readonly entry: IdempotencyEntry | null;
}

/**
 * Writes what was decided and returns what it brought about, and the dispute after it if there was one before.
 * @param loaded the dispute before; null when the decision opens it
 */
export async function recordDecision(
  tx: Tx,
  context: UseCaseContext,
  { decision, loaded, now }: { decision: Decision; loaded: LoadedDispute | null; now: Date },
  { text, records, entry }: Recording,
): Promise<{ change: DisputeChange; loaded: LoadedDispute | null }> {
  const { event } = decision;
  const after = evolve(loaded?.dispute ?? null, event, now);
  const change = changeOf(event, after.id, context.newId());
  const handedIn = handedInBy(event);
  if (handedIn.length > 0) await showHandedIn(tx, handedIn);
  const end = await writeDecision(tx, {
    before: loaded,
    after,
    ranksSince: await rankOf(tx, context, { after, loaded }),
    decision,
    eventId: change.eventId,
    actor: context.viewer,
    occurredAt: now,
    text: text ?? null,
    records,
    key: entry === null ? null : { entry, answer: change },
    readAlong: (committed) => context.readAlong?.(change, committed),
  });
  return { change, loaded: loaded === null ? null : { ...loaded, dispute: after, end } };
}

/** An opening does not read what is known of the shopper: nobody waits for a mediator yet. */
async function rankOf(
  tx: Tx,
  context: UseCaseContext,
  { after, loaded }: { readonly after: Dispute; readonly loaded: LoadedDispute | null },
): Promise<Date> {
  const rulebook = await context.rulebook(after.rulebookVersion, tx);
  const rule = ruleOfDispute(rulebook, after);
  return ranksSince(after, { queue: rulebook.queue, rule, shopper: loaded?.shopper ?? ordinaryShopper });
}

/** The items of the sides that an event tells to be handed in; they may have later versions that are not. */
function handedInBy(event: DisputeEvent): readonly EvidenceItem[] {
  switch (event.type) {
    case "EVIDENCE_SUBMITTED":
      return [event.item];
    case "EVIDENCE_COMPLETED":
      return event.submitted;
    case "EVIDENCE_EXCHANGED":
      return event.items;
    default:
      return [];
  }
}

function changeOf(
  event: DisputeEvent,
  disputeId: string,
  eventId: string,
): DisputeChange & { readonly eventId: string } {
  const none = { offerId: null, messageId: null, rulingId: null, itemId: null };
  return { disputeId, eventId, ...none, ...subjectOf(event) };
}

type Subject = Partial<Omit<DisputeChange, "disputeId" | "eventId">>;

/** What an event is about, beside the dispute. */
function subjectOf(event: DisputeEvent): Subject {
  return negotiated(event) ?? ofEvidence(event) ?? ruled(event) ?? {};
}

function negotiated(event: DisputeEvent): Subject | null {
  switch (event.type) {
    case "OFFER_MADE":
      return { offerId: event.offer.id };
    case "OFFER_ACCEPTED":
    case "OFFER_DECLINED":
      return { offerId: event.offerId };
    case "MESSAGE_SENT":
      return { messageId: event.messageId };
    case "SETTLEMENT_PROPOSED":
      return { proposalId: event.proposal.id };
    default:
      return "proposalId" in event ? { proposalId: event.proposalId } : null;
  }
}

function ofEvidence(event: DisputeEvent): Subject | null {
  switch (event.type) {
    case "EVIDENCE_SUBMITTED":
      return { itemId: event.item.id };
    case "EVIDENCE_WITHDRAWN":
    case "EVIDENCE_ADMITTED":
    case "EVIDENCE_EXCLUDED":
      return { itemId: event.itemId };
    case "EVIDENCE_REDACTED":
      return { fileId: event.copyId };
    default:
      return null;
  }
}

function ruled(event: DisputeEvent): Subject | null {
  if (event.type === "RULING_ISSUED") return { rulingId: event.ruling.id };
  return event.type === "APPEAL_DECIDED" ? { rulingId: event.rulingId } : null;
}

/**
 * Fires the earliest timer of a dispute if it is due, as the system; reminders too.
 * @returns the dispute after it, or null when nothing was due
 */
export async function fireDueTimer(
  tx: Tx,
  context: UseCaseContext,
  loaded: LoadedDispute,
): Promise<LoadedDispute | null> {
  const now = context.clock.now();
  const timer = dueNow(loaded.dispute, now);
  if (timer === null) return null;
  const asSystem: UseCaseContext = { ...context, viewer: systemViewer };
  const { dispute } = loaded;
  const basic = await decisionContext(tx, asSystem, { ...dispute, ...loaded });
  const deciding = needsEvidence.has(timer.action)
    ? await withEvidence(tx, { dispute, deciding: basic })
    : basic;
  const decision = accepted(decide({ action: timer.action } as Command, dispute, { ...deciding, now }));
  const recorded = await recordDecision(tx, asSystem, { decision, loaded, now }, { entry: null });
  return recorded.loaded;
}

/** The timers that hand in what was prepared. */
const needsEvidence: ReadonlySet<DisputeAction> = new Set([DisputeAction.EXCHANGE_EVIDENCE]);

/** The same context with the clock standing, so that one decision reads one time. */
export function atOneInstant(context: UseCaseContext): UseCaseContext {
  const now = context.clock.now();
  return { ...context, clock: { now: () => now } };
}

/** The decision of a verdict. @throws RefusedError with the refusal */
export function accepted(verdict: ReturnType<typeof decide>): Decision {
  if (!verdict.accepted) throw new RefusedError([verdict.refusal]);
  return verdict;
}

/** The dispute that a command is about; for builders of commands. */
export type CommandFor = (about: { dispute: Dispute; deciding: DecisionContext }) => Command;
