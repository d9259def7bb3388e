import { randomUUID } from "node:crypto";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import { addYears } from "../../../src/domain/retention/retention.js";
import type { Database } from "../../../src/persistence/database.js";
import { applyRetention } from "../../../src/services/retention/apply-retention.js";
import { removeErased } from "../../../src/services/retention/remove-erased.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { TestClock } from "../../support/factory.js";
import { objectPaths } from "../../support/kept-file.js";
import { KeptStory } from "../../support/kept-story.js";

let database: Database;
const kept: KeptStory[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  for (const { story } of kept) await story.factory.evidence.remove();
  await closeTestDatabase(database);
});

async function closed(end?: "ruled"): Promise<KeptStory> {
  const one = await KeptStory.closed(database, end);
  kept.push(one);
  return one;
}

describe("the database", () => {
  it("lets nobody erase early, of an open dispute or under a hold, nor destroy a key or a message without an erasure", async () => {
    const one = await closed();
    const { closedAt } = (await one.story.load()).dispute;
    const record = (erasedAt: Date, at = closedAt) =>
      database.query(
        `INSERT INTO dispute_erasure (dispute_id, ground, closed_at, erased_at, erased_by_role, erased_by_id)
         VALUES ($1, 'REQUESTED', $2, $3, 'SYSTEM', $4)`,
        [one.disputeId, at, erasedAt, randomUUID()],
      );
    const early = new Date(addYears(closedAt!, 3).getTime() - 1);
    await expect(record(early)).rejects.toThrow(/dispute_erasure_minimum/);
    await expect(record(early, addYears(closedAt!, -1))).rejects.toThrow(/closed at another time/);
    await one.hold();
    await expect(record(addYears(closedAt!, 4))).rejects.toThrow(/under a legal hold/);
    for (const statement of [
      "UPDATE legal_hold SET ends_at = placed_at + interval '1 ms' WHERE dispute_id = $1",
      "UPDATE legal_hold SET lifted_at = placed_at, lifted_by_role = 'SYSTEM', lifted_by_id = id, lift_reason = 'x', reason = 'x' WHERE dispute_id = $1",
      "DELETE FROM legal_hold WHERE dispute_id = $1",
    ]) {
      await expect(database.query(statement, [one.disputeId])).rejects.toThrow(/only placed and lifted/);
    }
    await expect(database.query("TRUNCATE legal_hold")).rejects.toThrow(/append-only/);
    for (const statement of [
      "UPDATE dispute_key SET wrapped_key = NULL, destroyed_at = now() WHERE dispute_id = $1",
      "UPDATE dispute_key SET wrapped_key = '\\\\x00' WHERE dispute_id = $1",
      "UPDATE dispute_key SET master_key_id = 'another' WHERE dispute_id = $1",
      "DELETE FROM dispute_key WHERE dispute_id = $1",
    ]) {
      await expect(database.query(statement, [one.disputeId])).rejects.toThrow(/only by an erasure/);
    }
    await expect(database.query("UPDATE message SET text = ''")).rejects.toThrow(/append-only/);
    expect(await one.opens()).toBe(true);
  });
});

describe("what time brings", () => {
  it("erases each class when its years are over, and what is held when it is not any more", async () => {
    const [standard, ruled, held] = [await closed(), await closed("ruled"), await closed()];
    await held.hold();
    const erased = async () =>
      Promise.all([standard, ruled, held].map(async (one) => (await one.fileRows())[0]!.status === "ERASED"));
    const applyAfter = async (years: number) => {
      const clock = new TestClock(addYears(held.clock.now(), 0));
      clock.pass(years * 365.25 * 24);
      await applyRetention({ ...held.as(systemViewer), clock });
      return erased();
    };
    expect(await applyAfter(2.9)).toEqual([false, false, false]);
    expect(await applyAfter(3.2)).toEqual([true, false, false]);
    expect(await applyAfter(4.9)).toEqual([true, false, false]);
    expect(await applyAfter(5.2)).toEqual([true, true, false]);
    held.passYears(5.3);
    await held.lift();
    expect(await applyAfter(5.3)).toEqual([true, true, true]);
    for (const one of [standard, ruled, held]) expect(await one.broken()).toEqual([]);
  });

  it("releases holds that have ended by themselves, and then erases", async () => {
    const one = await closed();
    one.passYears(4);
    await one.hold({ until: addYears(one.clock.now(), 1) });
    const run = async () => {
      await applyRetention(one.as(systemViewer));
      return one.acts();
    };
    expect((await run()).slice(-2)).toEqual(["HELD", "HELD"]);
    one.passYears(1.1);
    expect((await run()).slice(-4)).toEqual(["RELEASED", "RELEASED", "ERASED", "ERASED"]);
    expect(await one.broken()).toEqual([]);
  });

  it("removes what a worker left that was killed between the key and the bytes, and all of it", async () => {
    const one = await closed();
    one.passYears(4);
    await one.erase();
    const { storage } = one.story.factory.evidence;
    let removed = 0;
    const dying = {
      ...storage,
      objects: Object.assign(Object.create(storage.objects) as typeof storage.objects, {
        remove: async (address: string) => {
          if (removed === 2) throw new Error("The worker was killed.");
          removed += 1;
          await storage.objects.remove(address);
        },
      }),
    };
    const context = one.as(systemViewer);
    const dies = { ...context, evidence: { ...one.story.factory.evidence, storage: dying } };
    await expect(removeErased(dies, one.disputeId)).rejects.toThrow("killed");
    expect(await objectPaths(one.story)).toHaveLength(2);
    expect(await one.broken()).toEqual([]);
    await applyRetention(context);
    expect(await objectPaths(one.story)).toEqual([]);
    expect((await one.fileRows()).map(({ object, shared }) => [object, shared])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await one.broken()).toEqual([]);
  });
});
