import { addHours } from "../../../domain/time.js";
import { DemoError, expectThat } from "../demo-error.js";
import type { Desk } from "./desk.js";
import type { Person } from "./platform-port.js";
import type { RealCase } from "./real-case.js";

/** Hours from the queue to the first look, and to the next where nobody could take a case. */
const pause = { first: 2, next: 4 };
/** So many looks mean that a case starves: a week and more. */
const MOST_LOOKS = 50;

/** Enters a queued case, for which a mediator looks soon. */
export function awaitMediator(played: RealCase, at: Date): void {
  played.desk.waiting.add(played.known.disputeId);
  played.planAlone(addHours(at, pause.first), (now) => claimCase(played, now, 1));
}

/**
 * Whoever is at work asks in turn for the most urgent case that they may take, until one gets a case that waits; it
 * may be another than the one that waited for this moment, whose turn then comes at the other's moment.
 * What the platform has taken back and nobody has noticed yet may come first, and has no moment of its own to give.
 * Where nobody may take any, somebody looks again at the next hours.
 * @throws DemoError if a case finds nobody for too long
 */
async function claimCase(played: RealCase, at: Date, looks: number): Promise<void> {
  const { desk, index } = played;
  for (const mediator of desk.staff.atWork(at, index + looks)) {
    const taken = await tryToClaim(desk, await desk.staff.present(mediator, at), at);
    if (desk.waiting.size === 0 || taken === Taken.WAITING) return;
  }
  if (looks >= MOST_LOOKS)
    throw new DemoError(`Nobody takes what is queued: ${[...desk.waiting].join(", ")}.`);
  played.planAlone(addHours(at, pause.next), (now) => claimCase(played, now, looks + 1));
}

/** What somebody got who asked for a case. */
const Taken = { NOTHING: "NOTHING", UNNOTICED: "UNNOTICED", WAITING: "WAITING" } as const;
type Taken = (typeof Taken)[keyof typeof Taken];

async function tryToClaim(desk: Desk, mediator: Person, at: Date): Promise<Taken> {
  const codes = ["NOT_FOUND", "CAPACITY_REACHED"];
  const answer = await desk.tryAct(mediator, "claimNextCase", { input: {}, codes });
  if (answer === null) return Taken.NOTHING;
  const { disputeId = "" } = answer;
  const taken = desk.opened.get(disputeId);
  expectThat(taken !== undefined, `${mediator.name} got dispute ${disputeId}, which is not ours.`);
  taken.lookAt(at, pause.next);
  return desk.waiting.delete(disputeId) ? Taken.WAITING : Taken.UNNOTICED;
}
