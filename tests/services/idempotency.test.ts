import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { ErrorCode, refuse, RefusedError } from "../../src/domain/errors.js";
import type { Database, Tx } from "../../src/persistence/database.js";
import { idempotencyValues, insertIdempotencySql } from "../../src/persistence/idempotency.store.js";
import { addDays } from "../../src/domain/time.js";
import { forgetOldMutations, replayRetentionDays } from "../../src/services/forget-old-mutations.js";
import { hashInput, inTransactionOnce } from "../../src/services/idempotent.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => closeTestDatabase(database));

const notNeeded = () => Promise.reject(new Error("These tests need no rulebook."));
const now = new Date("2026-11-22T06:00:00.000Z");

function contextOf(viewer: Partial<Viewer> = {}): UseCaseContext {
  return {
    database,
    clock: { now: () => now },
    newId: randomUUID,
    viewer: { role: "SHOPPER", id: randomUUID(), merchantId: null, ...viewer },
    rulebook: notNeeded,
    currentRulebook: notNeeded,
  };
}

/** A key of its own for each test, so that tests share nothing. */
const keyOf = (input: unknown, mutation = "sendMessage") => ({
  mutation,
  clientMutationId: `key-${randomUUID()}`,
  input,
});

/** A use case with an effect that can be counted: it adds a merchant of this name. */
function adding(name: string) {
  return async (tx: Tx): Promise<{ id: string }> => {
    const id = randomUUID();
    const insert = "INSERT INTO merchant (id, reference, name, created_at) VALUES ($1, $2, $3, $4)";
    await tx.query(insert, [id, id, name, now]);
    return { id };
  };
}

async function countOf(name: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM merchant WHERE name = $1",
    [name],
  );
  return row?.count ?? 0;
}

async function refusedCodes(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals.map(({ code }) => code);
    throw error;
  }
}

describe("inTransactionOnce", () => {
  it("gives the first answer to a replay and does nothing again", async () => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({ text: "hello", amount: 5n, at: now });
    const first = await inTransactionOnce(context, key, adding(name));
    const again = await inTransactionOnce(context, key, adding(name));
    expect(again).toEqual(first);
    expect(await countOf(name)).toBe(1);
  });

  it("gives the first answer even where the state has moved on and would refuse", async () => {
    const context = contextOf();
    const key = keyOf({});
    const first = await inTransactionOnce(context, key, adding(randomUUID()));
    const again = await inTransactionOnce(context, key, () => refuse(ErrorCode.STATE_CONFLICT, "Too late."));
    expect(again).toEqual(first);
  });

  it.each([
    ["another input", { input: { text: "other" } }],
    ["another mutation", { mutation: "makeOffer" }],
  ])("refuses a used key with %s", async (_, change) => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({ text: "hello" });
    await inTransactionOnce(context, key, adding(name));
    const second = inTransactionOnce(context, { ...key, ...change }, adding(name));
    expect(await refusedCodes(second)).toEqual(["IDEMPOTENCY_MISMATCH"]);
    expect(await countOf(name)).toBe(1);
  });

  it("keeps the keys of two viewers apart", async () => {
    const name = randomUUID();
    const key = keyOf({});
    await inTransactionOnce(contextOf(), key, adding(name));
    await inTransactionOnce(contextOf(), { ...key, input: { other: true } }, adding(name));
    expect(await countOf(name)).toBe(2);
  });

  it("keeps nothing of a refusal: the key may be used again, even with another input", async () => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({ text: "" });
    const refused = inTransactionOnce(context, key, async (tx) => {
      await adding(name)(tx);
      return refuse(ErrorCode.INVALID_TEXT, "Empty.");
    });
    expect(await refusedCodes(refused)).toEqual(["INVALID_TEXT"]);
    expect(await countOf(name)).toBe(0);
    await inTransactionOnce(context, { ...key, input: { text: "corrected" } }, adding(name));
    expect(await countOf(name)).toBe(1);
  });

  it("lets a fault pass and keeps nothing of it", async () => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({});
    const failing = inTransactionOnce(context, key, async (tx) => {
      await adding(name)(tx);
      throw new Error("broken");
    });
    await expect(failing).rejects.toThrow("broken");
    await inTransactionOnce(context, key, adding(name));
    expect(await countOf(name)).toBe(1);
  });

  it("does one thing for 20 identical mutations at once, and gives all the same answer", async () => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({ text: "hello" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => inTransactionOnce(context, key, adding(name))),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await countOf(name)).toBe(1);
  });

  it("lets the second go ahead when the first of two at once is rolled back", async () => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({});
    let insertedFirst: () => void = () => undefined;
    const firstHasKey = new Promise<void>((resolve) => (insertedFirst = resolve));
    const first = inTransactionOnce(
      context,
      key,
      async (tx, entry) => {
        await tx.query(insertIdempotencySql(1), idempotencyValues(entry, {}));
        insertedFirst();
        await tx.query("SELECT pg_sleep(0.2)");
        throw new Error("broken");
      },
      { workInserts: true },
    );
    await firstHasKey;
    const second = inTransactionOnce(context, key, adding(name));
    await expect(first).rejects.toThrow("broken");
    await second;
    expect(await countOf(name)).toBe(1);
  });

  it("costs one statement beside the work, and none where the work inserts the key itself", async () => {
    const context = contextOf();
    const texts: string[] = [];
    database.onStatement = (text) => texts.push(text);
    await inTransactionOnce(context, keyOf({}), adding(randomUUID()));
    const alone = texts.splice(0).length;
    await inTransactionOnce(
      context,
      keyOf({}),
      async (tx, entry) => {
        const answer = { id: randomUUID() };
        const write = `WITH merchants AS (
            INSERT INTO merchant (id, reference, name, created_at) VALUES ($1::uuid, $2, $3, $4)
          ) ${insertIdempotencySql(5)}`;
        await tx.query(write, [answer.id, answer.id, "folded", now, ...idempotencyValues(entry, answer)]);
        return answer;
      },
      { workInserts: true },
    );
    database.onStatement = undefined;
    expect([alone, texts.length]).toEqual([2, 1]);
  });

  it.each(["", "x".repeat(101), "tab\there", "nul\u0000", "ключ"])("refuses the key %j", async (bad) => {
    const key = { ...keyOf({}), clientMutationId: bad };
    expect(await refusedCodes(inTransactionOnce(contextOf(), key, adding(randomUUID())))).toEqual([
      "VALIDATION",
    ]);
  });
});

describe("forgetOldMutations", () => {
  it("forgets keys when their time is over and not before; what they did stays", async () => {
    const context = contextOf();
    const name = randomUUID();
    const key = keyOf({ name });
    const later = (days: number, minutes = 0): UseCaseContext => ({
      ...context,
      clock: { now: () => new Date(addDays(now, days).getTime() + minutes * 60_000) },
    });
    const first = await inTransactionOnce(context, key, adding(name));
    await forgetOldMutations(later(replayRetentionDays));
    const refusing = () => Promise.resolve().then(() => refuse(ErrorCode.STATE_CONFLICT, "Not now."));
    expect(await inTransactionOnce(context, key, refusing)).toEqual(first);
    expect(await forgetOldMutations(later(replayRetentionDays, 1))).toBeGreaterThan(0);
    expect(await refusedCodes(inTransactionOnce(context, key, refusing))).toEqual(["STATE_CONFLICT"]);
    expect(await countOf(name)).toBe(1);
    expect(await forgetOldMutations(later(replayRetentionDays, 1))).toBe(0);
  });
});

describe("hashInput", () => {
  it("does not depend on the order of keys or on absent values", () => {
    expect(hashInput({ a: 1n, b: [now, null], c: undefined })).toBe(hashInput({ b: [now, null], a: 1n }));
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: null }, {}],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: "\u00e9" }, { a: "e\u0301" }],
  ])("tells %j from %j", (one, other) => {
    expect(hashInput(one)).not.toBe(hashInput(other));
  });

  it("refuses half a surrogate pair", () => {
    expect(() => hashInput({ text: "\ud83d" })).toThrow(RefusedError);
  });
});
