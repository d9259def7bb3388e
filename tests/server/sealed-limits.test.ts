import fc from "fast-check";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { Factory, person } from "../support/factory.js";
import { startTestPlatform, type TestPlatform } from "../support/platform.js";
import { SealingObserver } from "../support/sealing-observer.js";
import { UploadStage } from "../support/upload-stage.js";
import { withoutIdentity } from "../support/without-identity.js";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform("test");
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

/** What a side does with its limit: states an amount that the other's never reaches, or takes it back (0). */
const limitActs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 3 });

async function pass(): Promise<void> {
  await platform.clock.moveTo(platform.database, addHours(platform.clock.now(), 1 / 60));
}

/** All that somebody can ask about a dispute, and what comes of stating a limit of one's own. */
async function asked(stage: UploadStage, viewer: Viewer, amount: string): Promise<Record<string, unknown>> {
  const observer = await SealingObserver.of(stage, viewer);
  const input = { disputeId: stage.disputeId };
  return {
    ...(await observer.look()),
    stated: await stage.mutate(viewer, "stateSealedLimit", { ...input, amount }),
    tooMuch: await stage.mutate(viewer, "stateSealedLimit", { ...input, amount: "999999.00" }),
    withdrawn: await stage.mutate(viewer, "withdrawSealedLimit", input),
    none: await stage.mutate(viewer, "withdrawSealedLimit", input),
  };
}

async function expectSealed(acts: readonly number[], byShopper: boolean): Promise<void> {
  const stages: UploadStage[] = [];
  const factory = new Factory(platform.database, platform.clock);
  while (stages.length < 2) stages.push(await UploadStage.inRound(platform, factory));
  const [busy, quiet] = stages as [UploadStage, UploadStage];
  await pass();
  const side = byShopper ? busy.shopper : busy.merchant;
  const input = { disputeId: busy.disputeId };
  for (const act of acts) {
    // The shopper asks for 60 and more, the merchant pays up to 9.
    const amount = byShopper ? `6${act}.00` : `${act}.00`;
    if (act === 0) await busy.mutate(side, "withdrawSealedLimit", input);
    else await busy.mutate(side, "stateSealedLimit", { ...input, amount });
  }
  await pass();
  const viewersOf = (stage: UploadStage): Viewer[] => [
    byShopper ? stage.merchant : stage.shopper,
    stage.story.cast.mediator,
    ...[Role.AUDITOR, Role.INTEGRATION].map((role) => person(role)),
  ];
  for (const [index, viewer] of viewersOf(busy).entries()) {
    const amount = byShopper ? "20.00" : "70.00";
    const given = await asked(busy, viewer, amount);
    const expected = await asked(quiet, viewersOf(quiet)[index]!, amount);
    for (const [name, answer] of Object.entries(expected)) {
      const role = viewer.role;
      expect({ role, name, answer: withoutIdentity(given[name]) }).toEqual({
        ...{ role, name, answer: withoutIdentity(answer) },
      });
    }
  }
}

it("nothing that the other side, staff or a machine can ask or do tells whether a limit was stated", async () => {
  await fc.assert(fc.asyncProperty(limitActs, fc.boolean(), expectSealed), { numRuns: 2 });
}, 300_000);
