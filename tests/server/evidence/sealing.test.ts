import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { systemViewer, type Viewer } from "../../../src/domain/access/viewer.js";
import { addHours } from "../../../src/domain/time.js";
import { toGlobalId } from "../../../src/graphql/global-id.js";
import { fireDeadline } from "../../../src/services/disputes/fire-deadline.js";
import { Factory } from "../../support/factory.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { SealedActor, sealedActs, type SealedAct } from "../../support/sealed-acts.js";
import { SealingObserver, type GuessedIds } from "../../support/sealing-observer.js";
import { UploadStage } from "../../support/upload-stage.js";
import { withoutIdentity } from "../../support/without-identity.js";

let platform: TestPlatform;

beforeAll(async () => {
  // Few files of little size, so that a side meets the limit.
  platform = await startTestPlatform("test", { EVIDENCE_SIDE_FILES: "6" });
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

/** One of two disputes that are alike: a side, and the other that looks. */
interface Twin {
  readonly stage: UploadStage;
  readonly actor: SealedActor;
  readonly observer: SealingObserver;
}

async function twin(byShopper: boolean): Promise<Twin> {
  const stage = await UploadStage.inRound(platform, new Factory(platform.database, platform.clock));
  const [side, other]: Viewer[] = byShopper
    ? [stage.shopper, stage.merchant]
    : [stage.merchant, stage.shopper];
  const observer = await SealingObserver.of(stage, other!);
  await observer.listen();
  return { stage, actor: new SealedActor(stage, side!), observer };
}

/** A minute passes between two things that happen. */
async function pass(hours = 1 / 60): Promise<void> {
  await platform.clock.moveTo(platform.database, addHours(platform.clock.now(), hours));
}

function guess({ itemIds, fileIds }: GuessedIds, twinOf: boolean): GuessedIds {
  const named = (ids: readonly string[], type: "EvidenceItem" | "EvidenceFile") =>
    ids.slice(-2).map((id) => (twinOf ? id : toGlobalId(type, randomUUID())));
  return { itemIds: named(itemIds, "EvidenceItem"), fileIds: named(fileIds, "EvidenceFile") };
}

async function expectAlike(
  twins: readonly Twin[],
  ask: (of: Twin, isBusy: boolean) => Promise<object>,
): Promise<void> {
  const [busy, quiet] = twins;
  const answers = await ask(busy!, true);
  const expected = await ask(quiet!, false);
  for (const [name, answer] of Object.entries(expected)) {
    const given = (answers as Record<string, unknown>)[name];
    expect({ name, answer: withoutIdentity(given) }).toEqual({ name, answer: withoutIdentity(answer) });
  }
}

async function expectSealed(acts: readonly SealedAct[], byShopper: boolean): Promise<void> {
  const twins = [await twin(byShopper), await twin(byShopper)] as const;
  const [{ actor }] = twins;
  for (const act of acts) {
    await pass();
    await actor.act(act);
  }
  await pass();
  await expectAlike(twins, ({ observer }) => observer.look());
  await expectAlike(twins, ({ observer }, isBusy) => observer.name(guess(actor, isBusy)));
  await expectAlike(twins, ({ observer }) => observer.act());
  await expectAlike(twins, ({ observer }) => observer.look());
  await expectAlike(twins, ({ observer }) => observer.heard());
}

it("before the exchange nothing that a side can ask, name, do or hear tells what the other did", async () => {
  await fc.assert(fc.asyncProperty(sealedActs(16), fc.boolean(), expectSealed), { numRuns: 8 });
}, 300_000);

it("the reminders of a round come alike, whether the other side is done or has not begun", async () => {
  const twins = [await twin(true), await twin(true)] as const;
  const [{ actor }] = twins;
  for (const verb of ["file", "replace", "finish"] as const) await actor.act({ verb, which: 0 });
  expect(actor.done).toBe(true);
  for (const hours of [25, 22]) {
    await pass(hours);
    for (const { stage } of twins)
      await fireDeadline(platform.contextOf(systemViewer), stage.story.disputeId);
    await expectAlike(twins, ({ observer }) => observer.look());
  }
  const { events } = (await twins[1].observer.look()) as { events: unknown };
  expect(JSON.stringify(events).split("DEADLINE_REMINDER").length).toBeGreaterThan(2);
});

it("whoever looks so is not blind: after the exchange the items and files are found", async () => {
  const { stage, actor, observer } = await twin(true);
  for (const verb of ["file", "examine", "draft", "submit"] as const) await actor.act({ verb, which: 0 });
  const before = await observer.look();
  for (const viewer of [stage.shopper, stage.merchant])
    await stage.mutate(viewer, "completeEvidence", { disputeId: stage.disputeId });
  const after = await observer.look();
  const changed = Object.keys(after).filter(
    (name) => withoutIdentity(after[name]) !== withoutIdentity(before[name]),
  );
  expect(changed).toEqual(
    expect.arrayContaining(["leaves", "evidence", "events", "evidenceRounds", "counts", "lastEvidence"]),
  );
  for (const id of [...actor.itemIds, ...actor.fileIds]) {
    expect(JSON.stringify(before)).not.toContain(id);
    expect(JSON.stringify(after)).toContain(id);
  }
});
