import { negotiationStatuses } from "../access/policy.js";
import { sideOf, systemViewer, type Role, type Viewer } from "../access/viewer.js";
import type { DisputeAction } from "./action.js";
import type { Command } from "./command.js";
import type { DecisionContext } from "./decision.js";
import { nextTimer } from "./deadlines.js";
import type { decide } from "./decide.js";
import { DisputeStatus, OfferStatus, type Dispute } from "./dispute.js";
import { evolve } from "./evolve.js";
import { latestRound } from "../evidence/dispute-evidence.js";
import { ObligationStatus } from "../obligation/obligation.js";
import { pendingAppeals, wasRemitted } from "../ruling/appeal.js";
import { pendingReviewOf, presentAutomaticOutcome } from "./human-review.js";
import { awaitsInformation } from "./information-request.js";
import { openProposalOf } from "./proposal.js";
import { transitions } from "./transitions.js";

/** What a machine is explored with. */
export interface ExplorationSetup {
  /** `decide`; another only to see whether a fault in it is found. */
  readonly decide: typeof decide;
  /** Who acts beside the clock. */
  readonly actors: readonly Viewer[];
  /** Good commands of an action for a viewer, as far as the dispute allows one. */
  readonly commandsFor: (action: DisputeAction, dispute: Dispute, viewer: Viewer) => readonly Command[];
  readonly contextFor: (viewer: Viewer, now: Date) => DecisionContext;
}

/** One thing that somebody or the clock did. */
export interface ExplorationStep {
  readonly by: Role;
  readonly action: DisputeAction;
  readonly before: Dispute;
  readonly after: Dispute;
}

/** A dispute that was reached, one for all of its shape. */
export interface ExploredDispute {
  readonly dispute: Dispute;
  /** How it was reached first; null for where the exploration began. */
  readonly reachedBy: ExplorationStep | null;
}

/** All that was found. */
export interface Exploration {
  /** By {@link shapeOf}. */
  readonly found: ReadonlyMap<string, ExploredDispute>;
  readonly steps: readonly ExplorationStep[];
  /** Disputes that are not closed and whose clock does nothing: no timer, or one that is refused. */
  readonly stuck: readonly Dispute[];
}

/**
 * What tells two disputes apart for the machine; times, texts, amounts, what is waived and who offered first do not. How often the claim was amended and
 * whether it was refused only matters while the two sides are among themselves.
 */
export function shapeOf(dispute: Dispute): string {
  const { reason, status, level, outcome, claim, refusal, offers, obligations, evidence } = dispute;
  const open = offers.filter((offer) => offer.status === OfferStatus.OPEN).map(({ side }) => side);
  const owed = obligations
    .map((obligation) => obligation.status)
    .filter((each) => each !== ObligationStatus.WAIVED);
  const amendments = status === DisputeStatus.MERCHANT_RESPONSE ? claim.amendments : "";
  const refused = negotiationStatuses.has(status) && refusal !== null;
  // Whether another round can follow only matters where a mediator may ask for one.
  const rounds = asking.has(status) ? evidence.rounds.length : "";
  const parts = [
    reason,
    status,
    level,
    outcome,
    amendments,
    refused,
    open.toSorted(),
    owed,
    rounds,
    doneIn(dispute),
  ];
  const stands = [askedIn(dispute), acceptedIn(dispute), appealedIn(dispute), reviewedIn(dispute)];
  return [...parts, ...stands, dispute.suspendedFrom].join("|");
}

/** Whether the merchant has asked for information and still waits for it. */
function askedIn({ status, informationRequest, clock }: Dispute): string {
  if (status !== DisputeStatus.MERCHANT_RESPONSE || informationRequest === null) return "";
  return awaitsInformation(clock) ? "awaited" : "asked";
}

/** Whether a person was asked to look at what the clock decided, or has agreed with it. */
function reviewedIn(dispute: Dispute): string {
  if (pendingReviewOf(dispute) !== null) return "asked";
  return presentAutomaticOutcome(dispute) !== null && dispute.humanReview !== null ? "upheld" : "";
}

/** Who has appealed, answered or waived, and whether the case was remitted before. */
function appealedIn(dispute: Dispute): string {
  const pending = pendingAppeals(dispute).map(({ side, answer }) => `${side}${answer === null ? "" : "!"}`);
  return [...pending, ...dispute.appealWaivedBy, wasRemitted(dispute)].toSorted().join();
}

const asking: ReadonlySet<DisputeStatus> = new Set([DisputeStatus.IN_REVIEW, DisputeStatus.DECIDING]);

/** Which sides are done in the evidence round that is open; what was done in earlier ones makes no difference. */
function doneIn({ status, evidence }: Dispute): readonly string[] {
  const round = latestRound(evidence);
  if (round === null) return [];
  if (status === DisputeStatus.EVIDENCE) return round.completedBy.toSorted();
  return status === DisputeStatus.REBUTTAL ? round.rebuttedBy.toSorted() : [];
}

/** How many have accepted the proposal that waits; who it was makes no difference. */
function acceptedIn(dispute: Dispute): number {
  return openProposalOf(dispute)?.acceptedBy.length ?? 0;
}

/**
 * Finds every shape that people and the clock can bring about, breadth first. People act at once, the two sides also at
 * the last moment before the clock; the clock acts when it has run out.
 */
export function explore(starts: readonly Dispute[], setup: ExplorationSetup): Exploration {
  const found = new Map<string, ExploredDispute>(
    starts.map((dispute) => [shapeOf(dispute), { dispute, reachedBy: null }]),
  );
  const steps: ExplorationStep[] = [];
  const stuck: Dispute[] = [];
  for (const { dispute } of found.values()) {
    if (dispute.status === DisputeStatus.CLOSED) continue;
    const fired = stepOfClock(dispute, setup);
    // A clock that is set beyond all dates never runs out, and nobody can reckon with it.
    if (fired === null || Number.isNaN(dispute.deadlineAt?.getTime())) {
      stuck.push(dispute);
      continue;
    }
    for (const step of [...stepsOfPeople(dispute, setup), fired]) {
      steps.push(step);
      const shape = shapeOf(step.after);
      if (!found.has(shape)) found.set(shape, { dispute: step.after, reachedBy: step });
    }
  }
  return { found, steps, stuck };
}

function stepOfClock(dispute: Dispute, setup: ExplorationSetup): ExplorationStep | null {
  const timer = nextTimer(dispute);
  if (timer === null || Number.isNaN(timer.at.getTime())) return null;
  return stepOf({ action: timer.action } as Command, dispute, { setup, viewer: systemViewer, now: timer.at });
}

function stepsOfPeople(dispute: Dispute, setup: ExplorationSetup): ExplorationStep[] {
  return setup.actors.flatMap((viewer) =>
    actionsOf(viewer.role, dispute.status)
      .flatMap((action) => setup.commandsFor(action, dispute, viewer))
      .flatMap((command) => stepsOf(command, dispute, { setup, viewer })),
  );
}

/** What is refused at once is not tried again at the last millisecond before the clock. */
function stepsOf(
  command: Command,
  dispute: Dispute,
  { setup, viewer }: { setup: ExplorationSetup; viewer: Viewer },
): ExplorationStep[] {
  const atOnce = stepOf(command, dispute, { setup, viewer, now: dispute.updatedAt });
  if (atOnce === null) return [];
  const last = new Date((nextTimer(dispute)?.at.getTime() ?? NaN) - 1);
  if (sideOf(viewer.role) === null || !(last > dispute.updatedAt)) return [atOnce];
  const late = stepOf(command, dispute, { setup, viewer, now: last });
  return late === null ? [atOnce] : [atOnce, late];
}

function stepOf(
  command: Command,
  before: Dispute,
  { setup, viewer, now }: { setup: ExplorationSetup; viewer: Viewer; now: Date },
): ExplorationStep | null {
  const verdict = setup.decide(command, before, setup.contextFor(viewer, now));
  if (!verdict.accepted) return null;
  return { by: viewer.role, action: command.action, before, after: evolve(before, verdict.event, now) };
}

/** The offered actions of a role in a status, by the table. */
function actionsOf(role: Role, status: DisputeStatus): readonly DisputeAction[] {
  const key = `${role} ${status}`;
  const known = offered.get(key);
  if (known !== undefined) return known;
  const rows = transitions.filter((row) => row.offered && row.by.includes(role) && row.from.includes(status));
  const actions = [...new Set(rows.map(({ action }) => action))];
  offered.set(key, actions);
  return actions;
}

const offered = new Map<string, readonly DisputeAction[]>();

/** How a dispute was reached: "status/action" from the beginning on, and the status where it stands last. */
export function pathTo({ found }: Pick<Exploration, "found">, dispute: Dispute): string[] {
  const path: string[] = [dispute.status];
  const seen = new Set<string>();
  for (let at = dispute; ;) {
    const shape = shapeOf(at);
    const step = found.get(shape)?.reachedBy ?? null;
    if (step === null || seen.has(shape)) return path;
    seen.add(shape);
    path.unshift(`${step.before.status}/${step.action}`);
    at = step.before;
  }
}
