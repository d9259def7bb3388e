import { DisputeOutcome } from "../../../domain/dispute/dispute.js";
import { afterRuling, decideAppeal } from "./appeal.js";
import { decideCase, pass, propose, type Turn } from "./deciding.js";
import { hearEvidence, rebut, askForEvidence } from "./evidence-round.js";
import { interludes } from "./interludes.js";
import { awaitMediator } from "./mediation.js";
import type { RealCase } from "./real-case.js";

/** What is done in each status; in the others nothing is left to do. */
const turns: Readonly<Record<string, (turn: Turn) => Promise<void>>> = {
  APPEALED: hearAppeal,
  CLOSED: reconsider,
  DECIDING: decide,
  EVIDENCE: hearEvidence,
  IN_REVIEW: review,
  PROPOSED: answerProposal,
  QUEUED: queue,
  REBUTTAL: rebut,
  RULED: afterRuling,
  SUSPENDED: resume,
};

/** Whoever is to act looks at the case and does the next thing; every turn enters the next look itself. */
export async function look(played: RealCase, at: Date): Promise<void> {
  const standing = await played.desk.standing(played.known.disputeId);
  await turns[standing.status]?.({ played, standing, at });
}

/** The case has come back: its mediator left it, or it was reopened. */
function queue({ played, at }: Turn): Promise<void> {
  const { desk, known } = played;
  if (!desk.waiting.has(known.disputeId)) awaitMediator(played, at);
  return Promise.resolve();
}

function hearAppeal(turn: Turn): Promise<void> {
  turn.played.planAlone(turn.at, () => decideAppeal(turn));
  return Promise.resolve();
}

async function review(turn: Turn): Promise<void> {
  const { played, standing, at } = turn;
  if (standing.stepsLeft) return confirm(turn);
  for (const { what, share, play } of interludes) {
    if (played.happens(what, share) && (await play(turn))) return;
  }
  if (played.happens("evidence round", 20)) return askForEvidence(turn);
  if (played.happens("proposal", 18) && (await propose(turn))) return;
  const mediator = await pass(turn);
  await played.by(mediator, "closeSubmissions", { reason: "The records suffice." });
  played.lookAt(at, 16);
}

async function decide(turn: Turn): Promise<void> {
  if (turn.standing.stepsLeft) return confirm(turn);
  if (turn.played.happens("late proposal", 5) && (await propose(turn))) return;
  return decideCase(turn);
}

/** A successor lets stand what was done before; a round that was interrupted goes on. */
async function confirm(turn: Turn): Promise<void> {
  const mediator = await pass(turn);
  await turn.played.by(mediator, "confirmSteps", { reason: "I would have asked for the same." });
  turn.played.lookAt(turn.at, 1);
}

/** The time of a proposal that not both sides accepted is not over yet. */
function answerProposal({ played, at }: Turn): Promise<void> {
  played.lookAt(at, 12);
  return Promise.resolve();
}

async function resume(turn: Turn): Promise<void> {
  const mediator = await pass(turn);
  await turn.played.by(mediator, "resumeDispute");
  turn.played.lookAt(turn.at, 2);
}

/** Some shoppers whose dispute lapsed come back with something new. */
async function reconsider({ played, standing, at }: Turn): Promise<void> {
  if (standing.outcome !== DisputeOutcome.LAPSED || !played.happens("reopening", 30)) return;
  await played.by(played.known.shopper, "reopenDispute", {
    ...{ ground: "NEW_EVIDENCE", statement: "The carrier has written to me meanwhile." },
  });
  played.expectedOutcome = null;
  awaitMediator(played, at);
}
