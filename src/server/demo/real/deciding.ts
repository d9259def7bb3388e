import { DisputeOutcome } from "../../../domain/dispute/dispute.js";
import { addHours } from "../../../domain/time.js";
import { expectThat } from "../demo-error.js";
import { consolationOf } from "./negotiation.js";
import type { DisputeStanding, Person } from "./platform-port.js";
import type { RealCase } from "./real-case.js";
import { halfOf, recommendedPlan, rulingOf, type RulingPlan } from "./ruling-plan.js";
import { passing } from "./staff.js";

/** A look at a case: where it stands, and when that is. */
export interface Turn {
  readonly played: RealCase;
  readonly standing: DisputeStanding;
  readonly at: Date;
}

/** The mediator who has the case, on shift. */
export function pass({ played: { desk }, standing, at }: Turn): Promise<Person> {
  return desk.staff.present(desk.staff.member(standing.mediatorId), at);
}

interface HandOn {
  readonly by: Person;
  readonly to: readonly Person[];
  readonly reason: string;
}

/** Gives the case to the first who may take it, once nobody else does anything; if nobody may, it goes on as it is. */
export function handOn(turn: Turn, how: HandOn): void {
  turn.played.planAlone(turn.at, () => handOnNow(turn, how));
}

async function handOnNow({ played, standing, at }: Turn, { by, to, reason }: HandOn): Promise<void> {
  const { desk, known } = played;
  for (const { subject: mediatorId } of to) {
    await desk.staff.present(desk.staff.member(mediatorId), at);
    const input = { disputeId: known.disputeId, mediatorId, reason };
    if (mediatorId === standing.mediatorId) continue;
    if ((await desk.tryAct(by, "transferCase", { input, codes: passing })) === null) continue;
    played.lookAt(at, 4);
    return;
  }
  desk.count("transferCase to nobody");
  played.lookAt(at, 4);
}

/** The mediator proposes terms; both accept, or one declines, or one stays silent. @returns whether there is a proposal */
export async function propose(turn: Turn): Promise<boolean> {
  const { played, at } = turn;
  const { desk, known, record, items } = played;
  const mediator = await pass(turn);
  const terms = halfOf(items) ?? [consolationOf(record, known.claim)];
  const input = { disputeId: known.disputeId, terms, explanation: "Meet half-way." };
  // Half may be further from what the rulebook recommends than a proposal may go.
  const codes = ["AMOUNT_TOO_HIGH", "AUTHORITY_EXCEEDED", "INVALID_AMOUNT"];
  const answer = await desk.tryAct(mediator, "proposeSettlement", { input, codes });
  if (answer === null) return false;
  expectThat(answer.terms !== undefined, "proposeSettlement answered no proposal.");
  const { id: proposalId, termsHash } = answer.terms;
  const lot = played.lot("proposal answered");
  const accepts = (who: Person) => async (): Promise<void> => {
    await played.by(who, "acceptProposal", { proposalId, termsHash });
  };
  played.plan(addHours(at, 6), accepts(known.shopper));
  if (lot < 50) {
    played.plan(addHours(at, 20), async () => {
      await accepts(known.merchant)();
      played.expectedOutcome = DisputeOutcome.MEDIATED;
    });
  } else if (lot < 75) {
    played.plan(addHours(at, 20), async () => {
      await played.by(known.merchant, "declineProposal", { proposalId });
    });
  }
  if (lot >= 50) played.lookAt(at, 50);
  return true;
}

/** What was found may be another reason than was given, for which not everybody is certified; what was joined, more than one may order. */
const beyond = ["AUTHORITY_EXCEEDED", "NOT_CERTIFIED"];

/** The mediator rules, after a senior has seen the draft in some cases. */
export async function decideCase(turn: Turn): Promise<void> {
  const { played, standing, at } = turn;
  const { desk, known } = played;
  const mediator = await pass(turn);
  const ruling = await planned(played, mediator);
  if (played.happens("draft", 25)) {
    await draft(turn, mediator, ruling);
    played.lookAt(at, 3);
    return;
  }
  const input = { disputeId: known.disputeId, ...ruling };
  if ((await desk.tryAct(mediator, "issueRuling", { input, codes: beyond })) === null) {
    const to = desk.staff.seniorsBut(standing.mediatorId, played.index);
    handOn(turn, { by: mediator, to, reason: "What I found is not mine to rule on." });
    return;
  }
  played.ruling = ruling;
  played.expectedOutcome = ruling.outcome;
  played.lookAt(at, 24);
}

/** Half of the rulings follow what the rulebook recommends, if it does; the others the record alone. */
async function planned(played: RealCase, mediator: Person): Promise<RulingPlan> {
  const { desk, known, record, items } = played;
  const own = rulingOf(record, known.claim, items);
  if (played.lot("follows the recommendation") >= 50) return own;
  const advice = await desk.port.advice(mediator, known.disputeId);
  return (advice === null ? null : recommendedPlan(record, known.claim, advice)) ?? own;
}

/** A draft goes to a senior, who approves it, or gives it back once. */
async function draft({ played, standing, at }: Turn, author: Person, ruling: RulingPlan): Promise<void> {
  const { desk } = played;
  const saved = await played.by(author, "draftRuling", { expectedDraftVersion: 0, ruling });
  const first = { disputeId: standing.id, draftVersion: saved.draftVersion };
  if ((await desk.tryAct(author, "submitRulingForReview", { input: first, codes: beyond })) === null) return;
  const [senior] = desk.staff.seniorsBut(author.subject, played.index);
  expectThat(senior !== undefined, "The desk has no other senior mediator.");
  const reviewer = await desk.staff.present(senior, at);
  if (played.lot("draft returned") < 40) {
    await desk.act(reviewer, "returnRuling", { ...first, reason: "Say it more plainly." });
    const { draftVersion: expectedDraftVersion } = saved;
    const again = await played.by(author, "draftRuling", { expectedDraftVersion, ruling });
    const second = { disputeId: standing.id, draftVersion: again.draftVersion };
    await desk.act(author, "submitRulingForReview", second);
    await desk.act(reviewer, "approveRuling", second);
    return;
  }
  await desk.act(reviewer, "approveRuling", first);
}
