import { setTimeout as pause } from "node:timers/promises";
import { Role } from "../../domain/access/viewer.js";
import { demoClient, type DemoStage } from "./demo-stage.js";
import { importDemoOrder } from "./demo-order.js";
import type { DemoClient } from "./demo-client.js";
import { checkEnd } from "./dispute-end.js";
import { takeDossier } from "./dossier-scene.js";
import { DisputeScript } from "./dispute-script.js";
import { answerEvidence, hearEvidence } from "./evidence-scene.js";
import { Timeline } from "./timeline.js";
import { Watcher } from "./watcher.js";

/** A subscription is sent and not answered before its first event; this long it has to be in place. */
const SETTLE_MS = 500;

/** How the demo of one dispute is played. */
export interface DisputePlay {
  readonly stage: DemoStage;
  readonly say: (line: string) => void;
  /** Whether other disputes may wait in the queue: then a senior mediator assigns the case by hand. */
  readonly shared: boolean;
}

/**
 * Plays one whole dispute as three clients, from the claim to the obligations, and checks at every step
 * what came of it and who saw it.
 * @returns the number of the dispute
 * @throws DemoError if anything is not as expected
 */
export async function playDispute({ stage, say, shared }: DisputePlay): Promise<string> {
  const timeline = new Timeline(say);
  const watch = async (name: string, role: Role): Promise<Watcher> =>
    new Watcher(await demoClient(stage, name, role), timeline.onEvent);
  const cast = {
    shopper: await watch("shopper app", Role.SHOPPER),
    merchant: await watch("merchant console", Role.MERCHANT_AGENT),
    mediator: await watch("mediator tool", Role.MEDIATOR),
  };
  const watchers = [cast.shopper, cast.merchant, cast.mediator];
  const integration = await demoClient(stage, "marketplace", Role.INTEGRATION);
  const senior = shared ? await demoClient(stage, "senior mediator", Role.SENIOR_MEDIATOR) : null;
  try {
    const line = await importDemoOrder(integration, cast.shopper.client);
    for (const watcher of watchers) watcher.followAll();
    await pause(SETTLE_MS);
    const script = new DisputeScript(cast, timeline, { line, integration, senior });
    return await perform(script, integration);
  } finally {
    await Promise.all(watchers.map(({ client }) => client.close()));
  }
}

async function perform(script: DisputeScript, integration: DemoClient): Promise<string> {
  await script.negotiate();
  await script.callPlatformIn();
  await script.writePrivately();
  await hearEvidence(script);
  await answerEvidence(script);
  await script.rule();
  await script.letAppealWindowPass(integration);
  await checkEnd(script);
  await takeDossier(script);
  return script.number;
}
