import type { DemoClient } from "../demo-client.js";
import { DemoError, expectThat } from "../demo-error.js";
import type { World } from "./world.js";

/**
 * The mediators, each in turn, ask for the most urgent case that they may take, until one gets a case; it
 * may be another than the one that waited for this moment, whose turn then comes at the other's moment.
 * @throws DemoError if nobody may take any
 */
export async function claimCase(world: World, at: Date): Promise<void> {
  const { mediators } = world;
  const turn = (world.steps.get("claimNextCase") ?? 0) % (mediators.length - 1);
  const levelOne = mediators.slice(0, -1);
  const inTurn = [...levelOne.slice(turn), ...levelOne.slice(0, turn), ...mediators.slice(-1)];
  const reasons: string[] = [];
  for (const mediator of inTurn) {
    const reason = await tryToClaim(world, mediator, at);
    if (reason === null) return;
    reasons.push(`${mediator.name}: ${reason}`);
  }
  throw new DemoError(`A case is queued and no mediator may take it. ${reasons.join(" ")}`);
}

/** @returns null if the mediator got a case, else why not */
async function tryToClaim(world: World, mediator: DemoClient, at: Date): Promise<string | null> {
  const { dispute, userErrors } = await mediator.mutate("claimNextCase", {});
  if (dispute !== null) {
    world.count("claimNextCase");
    const taken = world.opened.get(dispute.id);
    expectThat(taken !== undefined, `${mediator.name} got dispute ${dispute.number}, which is not ours.`);
    taken.takenBy(mediator, at);
    return null;
  }
  const { code, message } = userErrors[0] ?? { code: "", message: "" };
  const passes = code === "NOT_FOUND" || code === "CAPACITY_REACHED";
  expectThat(passes, `${mediator.name}: claimNextCase was refused with ${code}: ${message}`);
  return message;
}
