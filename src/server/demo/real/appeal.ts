import { addHours } from "../../../domain/time.js";
import { DemoError, expectThat } from "../demo-error.js";
import type { Turn } from "./deciding.js";
import { demands } from "./evidence-round.js";
import type { RealCase } from "./real-case.js";
import { halved, reversed } from "./ruling-plan.js";
import { passing } from "./staff.js";

/** Hours in which the other side answers, and after which it has not. */
const pause = { answer: 20, decide: 6, unanswered: 50 };
const reasons = "The first instance was read again with both sides' letters.";

/** A day after the ruling: both waive, or one does, or one appeals; else the window runs out. */
export async function afterRuling({ played, at }: Turn): Promise<void> {
  const { shopper, merchant } = played.known;
  if (played.happens("both waive", 12)) {
    for (const who of [shopper, merchant]) await played.by(who, "waiveAppeal");
    return;
  }
  const loser = played.ruling?.outcome === "RULED_FOR_MERCHANT" ? shopper : merchant;
  const winner = loser === merchant ? shopper : merchant;
  if (played.happens("one waives", 10)) await played.by(winner, "waiveAppeal");
  if (!played.happens("appeal", 25)) return;
  await played.by(loser, "appealRuling", {
    ...{ grounds: ["FACT_ERROR"], statement: "The records were read wrongly." },
    ...{ orderLineIds: [], evidenceItemIds: [] },
  });
  if (!played.happens("answer to the appeal", 70)) {
    played.lookAt(at, pause.unanswered);
    return;
  }
  played.plan(addHours(at, pause.answer), async (now) => {
    await played.by(winner, "answerAppeal", { answer: "They were read rightly." });
    played.lookAt(now, pause.decide);
  });
}

/** A senior who had no part in the case decides. @throws DemoError where there is none */
export async function decideAppeal(turn: Turn): Promise<void> {
  const { played, standing, at } = turn;
  const { desk } = played;
  if (played.happens("remittal", 15)) return remit(turn);
  const { outcome, ruling } = decisionOn(played);
  const input = { disputeId: standing.id, outcome, reasons, ...(ruling !== null && { ruling }) };
  for (const senior of desk.staff.seniorsBut(standing.mediatorId, played.index)) {
    const judge = await desk.staff.present(senior, at);
    if ((await desk.tryAct(judge, "decideAppeal", { input, codes: passing })) === null) continue;
    desk.count(`decideAppeal ${outcome}`);
    if (ruling !== null) played.expectedOutcome = ruling.outcome;
    return;
  }
  throw new DemoError(`No senior mediator may decide the appeal in ${standing.number}.`);
}

function decisionOn(played: RealCase) {
  const { ruling, known, items } = played;
  expectThat(ruling !== null, "There is no ruling that could be appealed.");
  const lot = played.lot("appeal decided");
  if (lot >= 75) return { outcome: "REVERSED", ruling: reversed(ruling, known.claim, items) };
  const less = lot >= 50 ? halved(ruling) : null;
  return less === null ? { outcome: "UPHELD", ruling: null } : { outcome: "VARIED", ruling: less };
}

/** Somebody who had no part in it either hears the case again. */
async function remit({ played, standing, at }: Turn): Promise<void> {
  const { desk } = played;
  const text = "What was left open is heard again.";
  for (const senior of desk.staff.seniorsBut(standing.mediatorId, played.index)) {
    const judge = await desk.staff.present(senior, at);
    // Who had no part in it may be off shift, and comes in.
    const others = desk.staff.seniorsBut(standing.mediatorId, played.index);
    for (const { subject: mediatorId } of [...desk.staff.atWork(at, played.index), ...others]) {
      await desk.staff.present(desk.staff.member(mediatorId), at);
      const remittal = { mediatorId, text, slots: demands };
      const input = { disputeId: standing.id, outcome: "REMITTED", reasons, remittal };
      if ((await desk.tryAct(judge, "decideAppeal", { input, codes: passing })) === null) continue;
      desk.count("decideAppeal REMITTED");
      played.expectedOutcome = null;
      played.lookAt(at, 10);
      return;
    }
  }
  throw new DemoError(`Nobody may hear ${standing.number} again.`);
}
