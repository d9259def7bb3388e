import { randomUUID } from "node:crypto";
import { Role, systemViewer } from "../../../src/domain/access/viewer.js";
import { RefusedError, type Refusal } from "../../../src/domain/errors.js";
import { addYears } from "../../../src/domain/retention/retention.js";
import type { Database } from "../../../src/persistence/database.js";
import { requestErasure } from "../../../src/services/retention/request-erasure.js";
import { removeErased } from "../../../src/services/retention/remove-erased.js";
import { fileOf } from "../../support/bytes.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { person, TestClock } from "../../support/factory.js";
import { expectFolded } from "../../support/folded.js";
import { objectPaths } from "../../support/kept-file.js";
import { KeptStory } from "../../support/kept-story.js";
import { codeOf, storyAt } from "../../support/story-at.js";

let database: Database;
const kept: KeptStory[] = [];
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(async () => {
  await expectFolded(database);
  for (const { story } of kept) await story.factory.evidence.remove();
  await closeTestDatabase(database);
});

async function closed(end?: "ruled"): Promise<KeptStory> {
  const one = await KeptStory.closed(database, end);
  kept.push(one);
  return one;
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0];
    throw error;
  }
  throw new Error("It was accepted.");
}

/** A dossier that was built before. @returns its UUID */
async function dossierOf({ story, disputeId, clock }: KeptStory): Promise<string> {
  const bytes = Buffer.from("A dossier.");
  const { objects } = story.factory.evidence.storage;
  const { address } = await objects.put(fileOf(bytes));
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO dossier (id, dispute_id, language, requested_by_role, requested_by_id, status, attempt, done, total,
       object_address, requested_at, alive_at)
     VALUES (gen_random_uuid(), $1, 'EN', 'SHOPPER', $2, 'READY', 1, 1, 1, $3, $4, $4) RETURNING id`,
    [disputeId, story.shopper.id, address, clock.now()],
  );
  return row!.id;
}

describe("erasing on request", () => {
  it("is refused for three years to the millisecond, with until when", async () => {
    const one = await closed();
    const closedAt = (await one.story.load()).dispute.closedAt!;
    const erasableFrom = addYears(closedAt, 3);
    const at = (now: Date) => {
      const context = { ...one.as(one.story.shopper), clock: new TestClock(now) };
      return requestErasure(context, { clientMutationId: randomUUID(), disputeId: one.disputeId });
    };
    for (const now of [one.clock.now(), new Date(erasableFrom.getTime() - 1)]) {
      const { code, details, message } = await refusalOf(at(now));
      const iso = erasableFrom.toISOString();
      expect({ code, details }).toEqual({
        code: "RETENTION_NOT_OVER",
        details: { erasableFrom: iso, keepUntil: iso },
      });
      expect(message).toContain(iso);
    }
    expect(await one.opens()).toBe(true);
    await at(erasableFrom);
    expect(await one.opens()).toBe(false);
  });

  it("destroys the key and what people wrote, keeps the log, and verifies", async () => {
    const one = await closed();
    await one.story.say(one.story.shopper, "PARTIES", "MESSAGE-SHOPPER");
    const before = await one.story.load();
    one.passYears(3.1);
    expect(await one.erase()).toEqual({ disputeId: one.disputeId });
    expect(await one.opens()).toBe(false);

    const [key] = await database.query("SELECT * FROM dispute_key WHERE dispute_id = $1", [one.disputeId]);
    expect(key).toMatchObject({ wrapped_key: null, destroyed_at: one.clock.now() });
    expect((await one.fileRows()).map(({ status, filename }) => [status, filename])).toEqual([
      ["ERASED", "erased"],
      ["ERASED", "erased"],
    ]);
    expect((await one.acts()).slice(-2)).toEqual(["ERASED", "ERASED"]);
    for (const [table, via] of [
      ["message", "dispute_id"],
      ["evidence_item", "dispute_id"],
      ["evidence_file", "dispute_id"],
    ] as const) {
      const rows = await database.query(`SELECT * FROM ${table} WHERE ${via} = $1`, [one.disputeId]);
      expect(rows.length).toBeGreaterThan(0);
      expect(
        JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
      ).not.toMatch(/NARRATIVE|MESSAGE-SHOPPER|SECRET|SEALED|photo\.png/);
    }
    const versions = await database.query(
      `SELECT version.content FROM evidence_item_version AS version JOIN evidence_item AS item ON item.id = item_id
       WHERE item.dispute_id = $1`,
      [one.disputeId],
    );
    expect(JSON.stringify(versions)).not.toMatch(/NARRATIVE|SEALED/);

    const dossier = await dossierOf(one);
    expect(await objectPaths(one.story)).toHaveLength(5);
    expect(await removeErased(one.as(systemViewer), one.disputeId)).toBe(5);
    expect(
      await database.query("SELECT status, object_address FROM dossier WHERE id = $1", [dossier]),
    ).toEqual([{ status: "FAILED", object_address: null }]);
    expect(await objectPaths(one.story)).toEqual([]);
    expect(await removeErased(one.as(systemViewer), one.disputeId)).toBe(0);
    expect((await one.story.load()).dispute).toEqual(before.dispute);
    expect(await one.broken()).toEqual([]);
  });

  it("says why it is refused: open, held without the reason, not theirs, not for the role, done before", async () => {
    const { story: open } = await storyAt(database, "QUEUED");
    const input = { clientMutationId: randomUUID(), disputeId: open.disputeId };
    expect(await refusalOf(requestErasure(open.factory.as(open.shopper), input))).toMatchObject({
      code: "STATE_CONFLICT",
      details: { status: "QUEUED" },
    });
    const one = await closed();
    const erase = async (by = one.story.shopper) => refusalOf(one.erase(by));
    one.passYears(4);
    await one.hold();
    const held = await erase();
    expect(held).toMatchObject({ code: "LEGAL_HOLD", details: null });
    expect(JSON.stringify(held)).not.toMatch(/SECRET|Lyon/);
    expect(await erase(person(Role.SHOPPER))).toMatchObject({ code: "NOT_FOUND" });
    for (const role of [Role.MERCHANT_AGENT, Role.AUDITOR, Role.SENIOR_MEDIATOR, Role.INTEGRATION]) {
      const merchantId = role === Role.MERCHANT_AGENT ? one.story.merchant.merchantId : null;
      expect(await erase({ ...person(role), merchantId })).toMatchObject({ code: "FORBIDDEN" });
    }
    await one.lift();
    await one.erase(one.admin);
    expect(await erase()).toMatchObject({
      code: "STATE_CONFLICT",
      details: { erasedAt: one.clock.now().toISOString() },
    });
    expect(await codeOf(one.hold())).toBe("STATE_CONFLICT");
    expect(await one.broken()).toEqual([]);
  });

  it("gives the same answer to the same key", async () => {
    const one = await closed();
    one.passYears(4);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.erase(one.story.shopper, key)));
    expect(new Set(answers.map(({ disputeId }) => disputeId))).toEqual(new Set([one.disputeId]));
    expect((await one.acts()).filter((act) => act === "ERASED")).toHaveLength(2);
  });
});
