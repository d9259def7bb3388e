import { randomUUID } from "node:crypto";
import { hashInput } from "../../src/services/idempotent.js";
import type { Database } from "../../src/persistence/database.js";
import { genesisHash, hashEvent, type HashedEvent } from "../../src/persistence/event-hash.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import {
  appendEvent,
  appendInTransaction,
  beginning,
  createDispute,
  createParties,
  type Parties,
} from "../support/dispute-log.js";

let database: Database;
let parties: Parties;

beforeAll(async () => {
  database = await openTestDatabase();
  parties = await createParties(database);
});
afterAll(() => closeTestDatabase(database));

/** What only the owner of the table can do, and only by switching the guards off first. */
async function tamper(statement: string, values: readonly unknown[]): Promise<void> {
  await inTransaction(database, async (tx) => {
    await tx.query("ALTER TABLE dispute_event DISABLE TRIGGER USER");
    await tx.query("GRANT UPDATE, DELETE ON dispute_event TO CURRENT_USER");
    await tx.query(statement, values);
    await tx.query("REVOKE UPDATE, DELETE ON dispute_event FROM CURRENT_USER");
    await tx.query("ALTER TABLE dispute_event ENABLE TRIGGER USER");
  });
}

/** A message as it is stored beside the event that holds the hash of its text. */
async function disputeWithMessage(text: string): Promise<{ disputeId: string; messageId: string }> {
  const disputeId = await createDispute(database, parties);
  const messageId = randomUUID();
  await database.query(
    `INSERT INTO message (id, dispute_id, channel, author_role, author_id, text, sent_at)
     VALUES ($1, $2, 'PARTIES', 'SHOPPER', $3, $4, $5)`,
    [messageId, disputeId, randomUUID(), text, beginning],
  );
  const payload = { messageId, channel: "PARTIES", textHash: hashInput(text) };
  await appendEvent(database, disputeId, { type: "MESSAGE_SENT", payload });
  return { disputeId, messageId };
}

async function numberOf(disputeId: string): Promise<string> {
  const [row] = await database.query<{ number: string }>("SELECT number FROM dispute WHERE id = $1", [
    disputeId,
  ]);
  return row!.number;
}

async function disputeWithEvents(): Promise<string> {
  const id = await createDispute(database, parties);
  const payload = {
    z: 1,
    a: { nested: [1.5, 1e21, -0, "é\u0000".slice(0, 1), null, true], absent: undefined },
  };
  await appendEvent(database, id, { payload });
  await appendEvent(database, id, { audience: "STAFF", payload: { text: 'a "quoted" \u2028 line' } });
  await appendEvent(database, id, { audience: "SHOPPER" });
  await appendEvent(database, id, { audience: "MERCHANT" });
  return id;
}

describe("the hash of an event", () => {
  const event: HashedEvent = {
    disputeId: "018f0000-0000-7000-8000-000000000001",
    sequence: 1,
    type: "DISPUTE_OPENED",
    audience: "ALL",
    actorRole: "SHOPPER",
    actorId: "018f0000-0000-7000-8000-000000000002",
    payload: { b: 1, a: 2 },
    clause: null,
    occurredAt: beginning,
  };

  it("does not depend on the order of keys", () => {
    const hash = hashEvent(genesisHash(event.disputeId), event);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashEvent(genesisHash(event.disputeId), { ...event, payload: { a: 2, b: 1 } })).toBe(hash);
  });

  it("changes with everything that it covers", () => {
    const genesis = genesisHash(event.disputeId);
    const changed: HashedEvent[] = [
      { ...event, disputeId: event.actorId },
      { ...event, sequence: 2 },
      { ...event, type: "OTHER" },
      { ...event, audience: "STAFF" },
      { ...event, actorRole: "SYSTEM" },
      { ...event, actorId: event.disputeId },
      { ...event, payload: { b: 1, a: 3 } },
      { ...event, clause: "" },
      { ...event, occurredAt: new Date(beginning.getTime() + 1) },
    ];
    const hashes = [event, ...changed].map((each) => hashEvent(genesis, each));
    expect(new Set([...hashes, hashEvent("other", event)]).size).toBe(changed.length + 2);
  });
});

describe("verifyLog", () => {
  it("recomputes every chain from what is stored", async () => {
    await disputeWithEvents();
    await disputeWithEvents();
    const [counts] = await database.query<{ disputes: number; events: number }>(
      "SELECT count(DISTINCT dispute_id)::integer AS disputes, count(*)::integer AS events FROM dispute_event",
    );
    expect(await verifyLog(database)).toEqual({ ...counts, broken: null });
  });

  it("goes on across batches", async () => {
    const id = await createDispute(database, parties);
    await inTransaction(database, async (tx) => {
      for (let index = 0; index < 1_100; index += 1) await appendInTransaction(tx, id);
    });
    expect((await verifyLog(database)).broken).toBeNull();
  });

  const tampering: readonly [name: string, statement: string, sequence: number, problem: RegExp][] = [
    [
      "a changed payload",
      `UPDATE dispute_event SET payload = '{"x":1}' WHERE dispute_id = $1 AND sequence = 2`,
      2,
      /changed/,
    ],
    [
      "a changed time",
      "UPDATE dispute_event SET occurred_at = occurred_at + interval '1 ms' WHERE dispute_id = $1 AND sequence = 3",
      3,
      /changed/,
    ],
    ["a removed event", "DELETE FROM dispute_event WHERE dispute_id = $1 AND sequence = 2", 2, /missing/],
    ["a removed end", "DELETE FROM dispute_event WHERE dispute_id = $1 AND sequence = 5", 4, /ends/],
    [
      "a hidden event",
      "UPDATE dispute_event SET shopper_sequence = NULL WHERE dispute_id = $1 AND sequence = 4",
      4,
      /shopper/,
    ],
    [
      "another link",
      "UPDATE dispute_event SET previous_hash = hash WHERE dispute_id = $1 AND sequence = 4",
      4,
      /link/,
    ],
    ["a dispute without events", "DELETE FROM dispute_event WHERE dispute_id = $1", 0, /no event/],
  ];
  it.each(tampering)("finds %s", async (_name, statement, sequence, problem) => {
    const id = await disputeWithEvents();
    const copy = await database.query(
      `SELECT to_json(event)::text AS row FROM dispute_event AS event WHERE dispute_id = $1`,
      [id],
    );
    await tamper(statement, [id]);
    const { broken } = await verifyLog(database);
    expect(broken).toEqual({
      disputeNumber: await numberOf(id),
      sequence,
      chain: "events",
      fileId: null,
      problem: expect.stringMatching(problem) as string,
    });
    // Put back what was there, for the tests that follow.
    await tamper("DELETE FROM dispute_event WHERE dispute_id = $1", [id]);
    for (const { row } of copy as { row: string }[]) {
      await tamper(
        "INSERT INTO dispute_event OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::dispute_event, $1)",
        [row],
      );
    }
    expect((await verifyLog(database)).broken).toBeNull();
  });

  it("is kept by the database: nobody changes or removes an event", async () => {
    const id = await disputeWithEvents();
    for (const statement of [
      "UPDATE dispute_event SET type = 'X'",
      "DELETE FROM dispute_event",
      "TRUNCATE dispute_event",
    ]) {
      await expect(database.query(statement)).rejects.toThrow(/append-only|permission/);
    }
    expect((await verifyLog(database)).broken).toBeNull();
    expect(await numberOf(id)).toMatch(/^D-/);
  });
});

describe("the text of a message", () => {
  it("is kept by the database, and a change of it is found all the same", async () => {
    const { disputeId, messageId } = await disputeWithMessage("The lamp is broken.");
    expect((await verifyLog(database)).broken).toBeNull();
    const forge = "UPDATE message SET text = 'The lamp is fine.' WHERE id = $1";
    await expect(database.query(forge, [messageId])).rejects.toThrow();
    await inTransaction(database, async (tx) => {
      await tx.query("ALTER TABLE message DISABLE TRIGGER USER");
      await tx.query("GRANT UPDATE ON message TO CURRENT_USER");
      await tx.query(forge, [messageId]);
      await tx.query("REVOKE UPDATE ON message FROM CURRENT_USER");
      await tx.query("ALTER TABLE message ENABLE TRIGGER USER");
    });
    const { broken } = await verifyLog(database);
    expect(broken).toMatchObject({ disputeNumber: await numberOf(disputeId), sequence: 2 });
  });
});
