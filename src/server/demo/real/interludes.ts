import { DisputeOutcome } from "../../../domain/dispute/dispute.js";
import { underReview } from "../../../domain/dispute/table-parts.js";
import { addHours } from "../../../domain/time.js";
import { DemoError, expectThat } from "../demo-error.js";
import { reais } from "./claim.js";
import { handOn, pass, type Turn } from "./deciding.js";
import { joinAnother } from "./joining.js";
import { passing } from "./staff.js";

/** Something that comes between in a share of the cases under review. */
interface Interlude {
  readonly what: string;
  /** Of 100 cases. */
  readonly share: number;
  /** @returns whether anything came of it; else the case goes on at once */
  readonly play: (turn: Turn) => Promise<boolean>;
}

/** In the order in which they come, each at most once a case. */
export const interludes: readonly Interlude[] = [
  { what: "transfer", share: 5, play: transfer },
  { what: "recusal", share: 3, play: recuse },
  { what: "free challenge", share: 3, play: challengeFreely },
  { what: "challenge", share: 4, play: challenge },
  { what: "silence", share: 3, play: fallSilent },
  { what: "suspension", share: 3, play: suspend },
  { what: "escalation", share: 4, play: escalate },
  { what: "second dispute", share: 100, play: joinAnother },
  { what: "sealed limits", share: 12, play: sealLimits },
];

async function transfer(turn: Turn): Promise<boolean> {
  const { played, standing, at } = turn;
  const mediator = await pass(turn);
  const colleagues = played.desk.staff
    .atWork(at, played.index)
    .filter(({ subject }) => subject !== standing.mediatorId);
  handOn(turn, { by: mediator, to: colleagues, reason: "I am away for a week." });
  return true;
}

async function recuse(turn: Turn): Promise<boolean> {
  const mediator = await pass(turn);
  await turn.played.by(mediator, "recuse", { reason: "I know the shop too well." });
  turn.played.lookAt(turn.at, 1);
  return true;
}

async function challengeFreely({ played, at }: Turn): Promise<boolean> {
  await played.by(played.known.shopper, "challengeMediator", {});
  played.lookAt(at, 1);
  return true;
}

/** A senior who had no part in the case decides. @throws DemoError where there is none */
async function challenge({ played, standing, at }: Turn): Promise<boolean> {
  const { desk, known } = played;
  const complaint = { ground: "PREJUDGED", statement: "They had made up their mind before I was heard." };
  await played.by(known.merchant, "challengeMediator", complaint);
  const upheld = played.lot("challenge upheld") < 50;
  const reason = upheld ? "The first letter reads like it." : "Nothing on file shows that.";
  const input = { disputeId: standing.id, upheld, reason };
  for (const senior of desk.staff.seniorsBut(standing.mediatorId, played.index)) {
    const judge = await desk.staff.present(senior, at);
    if ((await desk.tryAct(judge, "decideChallenge", { input, codes: passing })) === null) continue;
    played.lookAt(at, 3);
    return true;
  }
  throw new DemoError(`No senior mediator may decide on the challenge in ${standing.number}.`);
}

/** The mediator does nothing for days, until a senior gives the case to somebody else or the platform has taken it back. */
function fallSilent({ played, at }: Turn): Promise<boolean> {
  played.plan(addHours(at, 50), (now) => replaceSilent(played, now));
  return Promise.resolve(true);
}

async function replaceSilent(played: Turn["played"], at: Date): Promise<void> {
  const { desk, known } = played;
  const standing = await desk.standing(known.disputeId);
  const [senior] = desk.staff.seniorsBut(standing.mediatorId, played.index);
  // Meanwhile the sides may have settled, or the platform has taken the case back.
  if (!underReview.some((status) => status === standing.status) || senior === undefined) {
    played.lookAt(at, 0);
    return;
  }
  const by = await desk.staff.present(senior, at);
  const others = desk.staff.atWork(at, played.index).filter(({ subject }) => subject !== standing.mediatorId);
  handOn({ played, standing, at }, { by, to: others, reason: "Nothing was heard of the mediator." });
}

async function suspend(turn: Turn): Promise<boolean> {
  const mediator = await pass(turn);
  const held = { reason: "INSPECTION", statement: "An expert looks at the goods." };
  await turn.played.by(mediator, "suspendDispute", held);
  turn.played.lookAt(turn.at, 72);
  return true;
}

/** A side asks for the next level, and a senior takes the case over. */
async function escalate(turn: Turn): Promise<boolean> {
  const { played, standing, at } = turn;
  if (standing.level > 1) return false;
  const { desk, known } = played;
  await played.by(known.merchant, "escalateDispute", { reason: "This is about more than one parcel." });
  const seniors = desk.staff.seniorsBut(standing.mediatorId, played.index);
  const [first] = seniors;
  if (first === undefined) return false;
  handOn(turn, {
    by: await desk.staff.present(first, at),
    to: seniors,
    reason: "Level 2 was asked for.",
  });
  return true;
}

/** Both sides state what they would settle for; in half of the cases that crosses. */
async function sealLimits({ played, at }: Turn): Promise<boolean> {
  const { shopper, merchant, disputeId } = played.known;
  const total = played.items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (total < 10n) return false;
  const [low, high] = [(total * 4n) / 10n, (total * 6n) / 10n];
  const crosses = played.lot("limits cross") < 50;
  await played.by(shopper, "stateSealedLimit", { amount: reais(crosses ? low : high) });
  await played.by(merchant, "stateSealedLimit", { amount: reais(crosses ? high : low) });
  const { status } = await played.desk.standing(disputeId);
  expectThat((status === "PERFORMING") === crosses, `Limits that cross: ${crosses}; and it is ${status}.`);
  if (crosses) played.expectedOutcome = DisputeOutcome.SETTLED;
  else played.lookAt(at, 1);
  return true;
}
