import { Role, sideOf } from "../../access/viewer.js";
import type { decide } from "../../dispute/decide.js";
import { nextTimer } from "../../dispute/deadlines.js";
import { DisputeStatus, type Dispute } from "../../dispute/dispute.js";
import { evolve } from "../../dispute/evolve.js";
import { explore, pathTo, shapeOf, type Exploration, type ExplorationStep } from "../../dispute/explore.js";
import type { ReasonRule } from "../reason-rule.js";
import type { Rulebook } from "../rulebook.js";
import { ExitPromise, type CounterExample } from "./counter-example.js";
import { sampleActors, sampleCommands, sampleContext, sampleOpening, sampleStart } from "./sample-dispute.js";

/**
 * Amendments only restart a clock, and their number bounds what that adds up to (see MERCHANT_IN_TIME). So one shows
 * all that many would, and the machine is explored with no more.
 */
const EXPLORED_AMENDMENTS = 1;
/** A second evidence round is the first one again; their number bounds what rounds add up to. */
const EXPLORED_ROUNDS = 1;

/**
 * Plays every dispute that can arise for a reason, by everybody's acts and the clock, and looks for one that breaks a
 * promise.
 * @param deciding `decide`; another only to see whether a fault in it is found
 */
export function proveMachine(
  rulebook: Rulebook,
  reason: ReasonRule,
  deciding: typeof decide,
): CounterExample | null {
  // Who opens it makes no difference to how it ends; merchants cannot open any yet.
  const rule: ReasonRule = { ...reason, openedBy: "SHOPPER" };
  const { limits } = rulebook;
  const claimAmendments = Math.min(limits.claimAmendments, EXPLORED_AMENDMENTS);
  const evidenceRounds = Math.min(limits.evidenceRounds, EXPLORED_ROUNDS);
  const explored = { ...rulebook, limits: { ...limits, claimAmendments, evidenceRounds } };
  const contextFor = sampleContext(explored, rule);
  const starts: Dispute[] = [];
  for (const remedy of rule.remedies) {
    const context = contextFor(sampleActors.shopper, sampleStart);
    const verdict = deciding(sampleOpening(rule, remedy), null, context);
    if (!verdict.accepted) return cannotClaim(rule, remedy, verdict.refusal.message);
    starts.push(evolve(null, verdict.event, sampleStart));
  }
  const exploration = explore(starts, {
    decide: deciding,
    actors: Object.values(sampleActors),
    commandsFor: sampleCommands(explored, rule),
    contextFor,
  });
  return (
    proveTimedExit(exploration) ??
    proveLevels(exploration) ??
    proveNoStalling(exploration) ??
    proveNoCircle(exploration) ??
    proveEnd(exploration)
  );
}

function cannotClaim(rule: ReasonRule, remedy: string, why: string): CounterExample {
  return {
    promise: ExitPromise.REMEDY_PAYABLE,
    path: [`reasons.${rule.code}.remedies.${rule.remedies.findIndex((each) => each === remedy)}`],
    message: `${remedy} may be claimed for ${rule.code}, but nobody can open a dispute for it: ${why}`,
  };
}

function brokenBy(
  exploration: Exploration,
  { before, action }: ExplorationStep,
  { promise, message }: Pick<CounterExample, "promise" | "message">,
): CounterExample {
  const way = pathTo(exploration, before).slice(0, -1);
  return { promise, path: [before.reason, ...way, `${before.status}/${action}`], message };
}

function proveTimedExit(exploration: Exploration): CounterExample | null {
  const promise = ExitPromise.TIMED_EXIT;
  const [stuck] = exploration.stuck;
  if (stuck !== undefined) {
    const message = `In ${stuck.status} no clock runs that ever does anything.`;
    return { promise, path: [stuck.reason, ...pathTo(exploration, stuck)], message };
  }
  const idle = exploration.steps.find(
    ({ by, before, after }) => by === Role.SYSTEM && !movesOn(before, nextTimer(after)?.at ?? null),
  );
  if (idle === undefined) return null;
  const message = `In ${idle.before.status} the clock runs out again and again at the same instant.`;
  return brokenBy(exploration, idle, { promise, message });
}

/** Whether the clock stands later after it ran out, or stands still for good, or another of the same instant is next. */
function movesOn(before: Dispute, next: Date | null): boolean {
  const fired = nextTimer(before)?.at ?? null;
  if (next === null || fired === null || next > fired) return true;
  return before.offers.some(({ expiresAt }) => expiresAt.getTime() === next.getTime());
}

function proveLevels(exploration: Exploration): CounterExample | null {
  const falls = exploration.steps.find(({ before, after }) => after.level < before.level);
  if (falls === undefined) return null;
  const message = `The level falls from ${falls.before.level} to ${falls.after.level}, so a case can go round in circles.`;
  return brokenBy(exploration, falls, { promise: ExitPromise.LEVEL_RISES, message });
}

/** A side that acts without leaving the status must not move its end, but by the few amendments and the one question that it has. */
function proveNoStalling(exploration: Exploration): CounterExample | null {
  const stalls = exploration.steps.find(
    ({ by, before, after }) =>
      sideOf(by) !== null &&
      before.status === after.status &&
      before.claim.amendments === after.claim.amendments &&
      (before.informationRequest === null) === (after.informationRequest === null) &&
      (after.deadlineAt?.getTime() ?? 0) > (before.deadlineAt?.getTime() ?? 0),
  );
  if (stalls === undefined) return null;
  const message = `The ${stalls.by} puts off the end of ${stalls.before.status} and can do so again and again.`;
  return brokenBy(exploration, stalls, { promise: ExitPromise.NO_STALLING, message });
}

/** A dispute has one human review at most, so asking for it leads back once. */
function asksForPerson(before: Dispute, after: Dispute): boolean {
  return before.humanReview === null && after.humanReview !== null;
}

/** The acts of the two sides and of the clock must lead from status to status and never back. */
function proveNoCircle(exploration: Exploration): CounterExample | null {
  const leads = new Map<DisputeStatus, Set<DisputeStatus>>();
  const moves = exploration.steps.filter(
    ({ by, before, after }) =>
      (sideOf(by) !== null || by === Role.SYSTEM) &&
      before.status !== after.status &&
      !asksForPerson(before, after),
  );
  for (const { before, after } of moves) {
    leads.set(before.status, (leads.get(before.status) ?? new Set()).add(after.status));
  }
  const back = moves.find(({ before, after }) => reaches(leads, after.status, before.status));
  if (back === undefined) return null;
  const message = `${back.after.status} leads back to ${back.before.status} without the platform, so the two can go in circles.`;
  return brokenBy(exploration, back, { promise: ExitPromise.NO_STALLING, message });
}

function reaches(
  leads: ReadonlyMap<DisputeStatus, ReadonlySet<DisputeStatus>>,
  from: DisputeStatus,
  to: DisputeStatus,
): boolean {
  const seen = new Set([from]);
  for (const status of seen) for (const next of leads.get(status) ?? []) seen.add(next);
  return seen.has(to);
}

/** Statuses in which a dispute is decided; performance has clocks of its own. */
const ends: ReadonlySet<DisputeStatus> = new Set([DisputeStatus.CLOSED, DisputeStatus.PERFORMING]);

function proveEnd(exploration: Exploration): CounterExample | null {
  const disputes = [...exploration.found.values()].map(({ dispute }) => dispute);
  const ending = new Set(disputes.filter(({ status }) => ends.has(status)).map(shapeOf));
  const moves = exploration.steps
    .filter(({ by }) => sideOf(by) === null)
    .map(({ before, after }) => [shapeOf(before), shapeOf(after)] as const);
  for (let known = -1; known < ending.size;) {
    known = ending.size;
    for (const [before, after] of moves) if (ending.has(after)) ending.add(before);
  }
  const endless = disputes.find((dispute) => !ending.has(shapeOf(dispute)));
  if (endless === undefined) return null;
  return {
    promise: ExitPromise.ENDS_WITHOUT_PARTIES,
    path: [endless.reason, ...pathTo(exploration, endless)],
    message: `From ${endless.status} neither the clock nor a mediator can bring the dispute to its end.`,
  };
}
