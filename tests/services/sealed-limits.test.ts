import type { Viewer } from "../../src/domain/access/viewer.js";
import type { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { stateSealedLimit, withdrawSealedLimit } from "../../src/services/disputes/state-sealed-limit.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf, outcomesAtOnce, storyAt } from "../support/story-at.js";
import type { ReachableStatus, Story } from "../support/story.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

const state = ({ factory, ...story }: Story, by: Viewer, amount: string) =>
  stateSealedLimit(factory.as(by), {
    ...{ clientMutationId: crypto.randomUUID(), disputeId: story.disputeId },
    amount,
  });
const at = async (status: ReachableStatus): Promise<Story> => (await storyAt(database, status)).story;
const kept = async ({ disputeId }: Story): Promise<number> =>
  (
    await database.query("SELECT 1 FROM sealed_limit WHERE dispute_id = $1 AND sealed IS NOT NULL", [
      disputeId,
    ])
  ).length;

async function own({ factory, disputeId }: Story, viewer: Viewer): Promise<unknown> {
  const query = "query ($id: ID!) { dispute(id: $id) { sealedLimit { amount currency } } }";
  const { data, errors } = await execute(factory.as(viewer), query, { id: toGlobalId("Dispute", disputeId) });
  expect(errors).toBeUndefined();
  return (data!["dispute"] as { sealedLimit: unknown }).sealedLimit;
}

describe("sealed limits", () => {
  it("are their own side's alone to read, can be replaced and taken back", async () => {
    const story = await at("QUEUED");
    const { shopper, merchant, factory } = story;
    await state(story, shopper, "70.00");
    await state(story, shopper, "61.37");
    expect(await own(story, shopper)).toMatchObject({ amount: "61.37" });
    for (const viewer of [merchant, story.cast.mediator, story.cast.senior])
      expect(await own(story, viewer)).toBeNull();
    const withdraw = (by: Viewer) => withdrawSealedLimit(factory.as(by), story.input());
    expect(await codeOf(withdraw(merchant))).toBe("NOT_FOUND");
    await withdraw(shopper);
    expect(await own(story, shopper)).toBeNull();
    expect(await kept(story)).toBe(0);
  });

  it("answer a limit that crosses nothing alike, whether the other side has stated one or not", async () => {
    const stories = [await at("IN_REVIEW"), await at("IN_REVIEW")] as const;
    const before = (await stories[0].load()).dispute;
    await state(stories[0], stories[0].shopper, "70.00");
    const answers = await Promise.all(stories.map((story) => state(story, story.merchant, "20.00")));
    expect(answers.map((answer) => ({ ...answer, disputeId: null }))).toEqual(
      Array(2).fill({ disputeId: null, eventId: null, offerId: null, messageId: null, rulingId: null }),
    );
    const refused = stories.map((story) => codeOf(state(story, story.merchant, "99999.00")));
    expect(await Promise.all(refused)).toEqual(["AMOUNT_TOO_HIGH", "AMOUNT_TOO_HIGH"]);
    expect((await stories[0].load()).dispute).toEqual(before);
  });

  it("can be stated so often as the rulebook allows, taken back or not, and are refused alike however near they are", async () => {
    const stories = [await at("IN_REVIEW"), await at("IN_REVIEW")] as const;
    await state(stories[0], stories[0].shopper, "50.00");
    const refusals = stories.map(async (story) => {
      const { merchant, factory } = story;
      for (const amount of ["10.00", "20.00"]) await state(story, merchant, amount);
      await withdrawSealedLimit(factory.as(merchant), story.input());
      await state(story, merchant, "30.00");
      // The fourth would cross the shopper's in the first dispute, and nothing in the second.
      const fourth = await state(story, merchant, "60.00").catch((error: unknown) => error);
      expect(await own(story, merchant)).toMatchObject({ amount: "30.00" });
      return fourth;
    });
    const [near, far] = (await Promise.all(refusals)) as [RefusedError, RefusedError];
    expect(near.refusals[0]).toMatchObject({ code: "ATTEMPT_LIMIT", details: { most: 3 } });
    expect(near.refusals).toEqual(far.refusals);
    expect((await stories[0].load()).dispute.status).toBe("IN_REVIEW");
    expect(await codeOf(state(stories[0], stories[0].shopper, "30.00"))).toBe("accepted");
  });

  it("settle at once where they cross, half-way, and are gone then", async () => {
    const story = await at("DECIDING");
    await state(story, story.merchant, "58.90");
    await state(story, story.shopper, "41.10");
    const { dispute } = await story.load();
    expect(dispute).toMatchObject({ status: "PERFORMING", outcome: "SETTLED" });
    expect(dispute.obligations.map(({ kind, amountMinor }) => ({ kind, amountMinor }))).toEqual([
      { kind: "REFUND", amountMinor: 50_00n },
    ]);
    expect(await kept(story)).toBe(0);
    expect(await own(story, story.shopper)).toBeNull();
    const events = await database.query<{ payload: unknown }>(
      "SELECT payload FROM dispute_event WHERE dispute_id = $1",
      [story.disputeId],
    );
    expect(JSON.stringify(events)).not.toMatch(/"(4110|5890)"/);
  });

  it("settle exactly once where both sides state them at once, again and again", async () => {
    const stories = await Promise.all(Array.from({ length: 4 }, () => at("QUEUED")));
    await Promise.all(
      stories.map(async (story) => {
        const works = Array.from({ length: 6 }, (_, index) => () => {
          const byShopper = index % 2 === 0;
          return state(story, byShopper ? story.shopper : story.merchant, byShopper ? "40.00" : "60.00");
        });
        const outcomes = await outcomesAtOnce(works);
        expect(new Set(outcomes)).toEqual(new Set(["STATE_CONFLICT", "accepted"]));
        const crossed = await database.query(
          "SELECT 1 FROM dispute_event WHERE dispute_id = $1 AND type = 'LIMITS_CROSSED'",
          [story.disputeId],
        );
        expect(crossed).toHaveLength(1);
        expect((await story.load()).dispute.obligations).toHaveLength(1);
        expect(await kept(story)).toBe(0);
      }),
    );
  });

  it("are dropped with whatever else ends the platform's part", async () => {
    const ends: readonly ((story: Story) => Promise<unknown>)[] = [
      (story) => story.withdraw(),
      (story) => story.rule(),
      (story) => story.offer(story.merchant).then(() => story.acceptLatest(story.shopper)),
    ];
    for (const end of ends) {
      const story = await at("DECIDING");
      await state(story, story.shopper, "70.00");
      expect(await kept(story)).toBe(1);
      await end(story);
      expect(await kept(story)).toBe(0);
      expect(await codeOf(state(story, story.shopper, "70.00"))).toBe("STATE_CONFLICT");
    }
  });

  it("stand in no table in the clear, nor in a way that can be guessed", async () => {
    const story = await at("QUEUED");
    await state(story, story.shopper, "61.37");
    const tables = await database.query<{ name: string }>(
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    for (const { name } of tables) {
      const rows = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
      const text = rows.map(({ row }) => row).join("\n");
      expect([name, /61\.37|["(,]6137[",)]/.test(text)]).toEqual([name, false]);
    }
    const hashes = await database.query<{ hash: string }>(
      "SELECT DISTINCT input_hash AS hash FROM idempotency_key WHERE mutation = 'stateSealedLimit'",
    );
    const lengths = await database.query<{ length: number }>(
      "SELECT DISTINCT octet_length(sealed) AS length FROM sealed_limit WHERE sealed IS NOT NULL",
    );
    expect(hashes.length).toBeGreaterThan(0);
    expect(lengths).toEqual([{ length: 44 }]);
  });
});
