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
export function awaitMediator(desk: Desk, { disputeId }: RealCase["known"], at: Date): void {
  desk.waiting.add(disputeId);
  desk.agenda.add(addHours(at, pause.first), (now) => claimCase(desk, now, 1));
}

/**
 * Whoever is at work asks in turn for the most urgent case that they may take, until one gets a case; it
 * may be another than the one that waited for this moment, whose turn then comes at the other's moment.
 * Where nobody may take any, somebody looks again at the next hours.
 * @throws DemoError if a case finds nobody for too long
 */
async function claimCase(desk: Desk, at: Date, looks: number): Promise<void> {
  for (const mediator of desk.staff.atWork(at)) {
    if (await tryToClaim(desk, await desk.staff.present(mediator, at), at)) return;
  }
  if (desk.waiting.size === 0) return;
  if (looks >= MOST_LOOKS)
    throw new DemoError(`Nobody takes what is queued: ${[...desk.waiting].join(", ")}.`);
  desk.agenda.add(addHours(at, pause.next), (now) => claimCase(desk, now, looks + 1));
}

async function tryToClaim(desk: Desk, mediator: Person, at: Date): Promise<boolean> {
  const codes = ["NOT_FOUND", "CAPACITY_REACHED"];
  const answer = await desk.tryAct(mediator, "claimNextCase", { input: {}, codes });
  if (answer === null) return false;
  const { disputeId = "" } = answer;
  const taken = desk.opened.get(disputeId);
  expectThat(taken !== undefined, `${mediator.name} got dispute ${disputeId}, which is not ours.`);
  desk.waiting.delete(disputeId);
  taken.lookAt(at, pause.next);
  return true;
}
