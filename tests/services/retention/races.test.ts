import { setTimeout as pause } from "node:timers/promises";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import type { Database } from "../../../src/persistence/database.js";
import { inTransaction } from "../../../src/persistence/transaction.js";
import { openFile } from "../../../src/services/evidence/open-file.js";
import { applyRetention } from "../../../src/services/retention/apply-retention.js";
import { removeErased } from "../../../src/services/retention/remove-erased.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { objectPaths } from "../../support/kept-file.js";
import { KeptStory } from "../../support/kept-story.js";
import { outcomesAtOnce } from "../../support/story-at.js";

let database: Database;
const kept: KeptStory[] = [];
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(async () => {
  for (const { story } of kept) await story.factory.evidence.remove();
  await closeTestDatabase(database);
});

/** A closed dispute whose time is over. */
async function overdue(): Promise<KeptStory> {
  const one = await KeptStory.closed(database);
  kept.push(one);
  one.passYears(4);
  return one;
}

/** What is left of a dispute's evidence. */
async function stateOf(one: KeptStory) {
  const [row] = await database.query<{ keys: number; erasures: number; erased: number; holds: number }>(
    `SELECT (SELECT count(wrapped_key)::int FROM dispute_key WHERE dispute_id = $1) AS keys,
       (SELECT count(*)::int FROM dispute_erasure WHERE dispute_id = $1) AS erasures,
       (SELECT count(*)::int FROM evidence_file WHERE dispute_id = $1 AND status = 'ERASED') AS erased,
       (SELECT count(*)::int FROM legal_hold WHERE dispute_id = $1 AND lifted_at IS NULL) AS holds`,
    [one.disputeId],
  );
  return row!;
}

const wholly = { keys: 0, erasures: 1, erased: 2, holds: 0 };
const notAtAll = { keys: 1, erasures: 0, erased: 0, holds: 1 };

describe("at the same instant", () => {
  it("both sides and the platform erase: it happens once", async () => {
    const one = await overdue();
    const works = Array.from(
      { length: 30 },
      (_, index) => () => one.erase(index % 2 === 0 ? one.story.shopper : one.admin),
    );
    const codes = await outcomesAtOnce([
      ...works,
      () => applyRetention(one.as(systemViewer)).then(() => undefined),
    ]);
    const erasures = (await one.acts()).filter((act) => act === "ERASED");
    expect(erasures).toHaveLength(2);
    // The job is accepted whether it was faster or not.
    expect(codes.filter((code) => code === "accepted").length).toBeLessThanOrEqual(2);
    expect(new Set(codes)).toEqual(new Set(["STATE_CONFLICT", "accepted"]));
    expect(await stateOf(one)).toEqual(wholly);
    expect(await one.broken()).toEqual([]);
  });

  it("a hold is placed and the evidence erased: the hold wins or it was erased before, never half", async () => {
    for (let round = 0; round < 12; round += 1) {
      const one = await overdue();
      const erase = () => one.erase();
      const hold = () => one.hold();
      const job = () => applyRetention(one.as(systemViewer));
      const order = [
        [erase, hold],
        [hold, erase],
        [job, hold],
        [hold, job],
      ][round % 4]!;
      await outcomesAtOnce([...order, erase]);
      const state = await stateOf(one);
      expect([wholly, notAtAll]).toContainEqual(state);
      const acts = new Set(await one.acts());
      expect([acts.has("HELD"), acts.has("ERASED")]).toEqual([state.holds === 1, state.erasures === 1]);
      expect(await one.broken()).toEqual([]);
    }
  });

  it.each(["erase", "hold"] as const)("whoever waits first for the dispute decides: %s", async (first) => {
    const one = await overdue();
    const works = { erase: () => one.erase(), hold: () => one.hold() };
    const second = first === "erase" ? "hold" : "erase";
    const [codes] = await inTransaction(database, async (tx) => {
      await tx.query("SELECT FROM dispute WHERE id = $1 FOR UPDATE", [one.disputeId]);
      const waiting = [outcomesAtOnce([works[first]])];
      await pause(200);
      waiting.push(outcomesAtOnce([works[second]]));
      await pause(200);
      return [Promise.all(waiting)];
    });
    const refused = first === "erase" ? "STATE_CONFLICT" : "LEGAL_HOLD";
    expect(await codes).toEqual([["accepted"], [refused]]);
    expect(await stateOf(one)).toEqual(first === "erase" ? wholly : notAtAll);
    expect(await one.broken()).toEqual([]);
  });

  it("20 holds are placed and 20 lifted: at most one stands, and custody says each once", async () => {
    const one = await overdue();
    const placed = await outcomesAtOnce(Array.from({ length: 20 }, () => () => one.hold()));
    expect(placed.filter((code) => code === "accepted")).toHaveLength(1);
    const lifted = await outcomesAtOnce(Array.from({ length: 20 }, () => () => one.lift()));
    expect(lifted.filter((code) => code === "accepted")).toHaveLength(1);
    expect(await stateOf(one)).toMatchObject({ holds: 0, keys: 1 });
    expect((await one.acts()).slice(-4)).toEqual(["HELD", "HELD", "RELEASED", "RELEASED"]);
    expect(await one.broken()).toEqual([]);
  });

  it("two workers erase and remove: everything is gone once, and nothing fails", async () => {
    const one = await overdue();
    const applied = () => applyRetention(one.as(systemViewer));
    const removed = () => removeErased(one.as(systemViewer), one.disputeId);
    await outcomesAtOnce([applied, applied, removed, applied, removed, applied]);
    await removed();
    expect(await stateOf(one)).toEqual(wholly);
    expect(await objectPaths(one.story)).toEqual([]);
    expect(await one.broken()).toEqual([]);
  });

  it("files are opened while they are erased: each reader gets the whole file or nothing", async () => {
    const one = await overdue();
    const { shopper: viewer } = one.story;
    const read = async (index: number): Promise<number> => {
      const expiresAt = new Date(one.clock.now().getTime() + 60_000);
      const grant = {
        viewer,
        fileId: one.files.shopper,
        copy: "ORIGINAL",
        expiresAt,
        nonce: String(index),
      } as const;
      const opened = await openFile(one.as(viewer), grant);
      let length = 0;
      if (opened !== null) for await (const piece of await opened.read()) length += piece.byteLength;
      return length;
    };
    const reading = Array.from({ length: 20 }, (_, index) => read(index));
    const [lengths] = await Promise.all([Promise.all(reading), one.erase()]);
    expect(lengths.every((length) => length === 0 || length === 70_000)).toBe(true);
    expect(await read(100)).toBe(0);
    expect((await one.acts()).indexOf("ERASED")).toBeGreaterThan((await one.acts()).lastIndexOf("VIEWED"));
    expect(await one.broken()).toEqual([]);
  });
});
