import { randomUUID } from "node:crypto";
import type { Database, Sql } from "../../src/persistence/database.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { complainAboutMediator } from "../../src/services/conflict/complain-about-mediator.js";
import { declareRelation } from "../../src/services/conflict/declare-relation.js";
import { endRelation } from "../../src/services/conflict/end-relation.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { linkDisputes } from "../../src/services/disputes/link-disputes.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;
let story: Story;
let another: Story;

/** A dispute with a proposal that was declined, an appeal that was answered, and what else is kept of people. */
beforeAll(async () => {
  database = await openTestDatabase();
  ({ story } = await storyAt(database, "PROPOSED"));
  ({ story: another } = await storyAt(database, "PROPOSED"));
  const { factory, cast, shopper, merchant } = story;
  const as = factory.as(cast.mediator);
  await another.acceptProposal(another.shopper);
  await story.declineProposal(merchant);
  await story.rule();
  await story.offer(merchant);
  await story.appeal();
  await answerAppeal(factory.as(shopper), { ...story.input(), answer: "It is right." });
  const key = { clientMutationId: "kept" };
  const complaint = { ground: "BIAS", statement: "They took sides." } as const;
  await complainAboutMediator(factory.as(merchant), { ...key, disputeId: story.disputeId, ...complaint });
  const partyId = randomUUID();
  await declareRelation(as, { ...key, side: "SHOPPER", partyId, kind: "FAMILY", until: null });
  await endRelation(as, { clientMutationId: "ended", partyId });
  await linkDisputes(factory.as(cast.senior), {
    ...{ clientMutationId: "linked", disputeId: story.disputeId, otherId: another.disputeId },
    ...{ kind: "REPEAT", reason: "The same again." },
  });
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const refused = { code: "42501" };

describe("what was said in a dispute", () => {
  it.each([
    ["an appeal's statement", "UPDATE appeal SET statement = 'Never mind.'"],
    ["an appeal's grounds", "UPDATE appeal SET grounds = '{FRAUD_IN_DECISION}'"],
    ["whose an appeal is", "UPDATE appeal SET side = 'SHOPPER'"],
    ["the time to answer an appeal", "UPDATE appeal SET answer_until = filed_at"],
    ["an answer that was given", "UPDATE appeal SET answer = 'It is wrong.'"],
    ["an answer, taken back", "UPDATE appeal SET answer = NULL, answered_at = NULL"],
    ["the terms of a proposal", `UPDATE proposal SET terms = terms || terms`],
    ["the hash of the terms", "UPDATE proposal SET terms_hash = ''"],
    ["what a proposal says of itself", "UPDATE proposal SET explanation = 'Take it.'"],
    ["that a proposal was declined", "UPDATE proposal SET status = 'EXPIRED' WHERE status = 'DECLINED'"],
    [
      "that one side has accepted",
      "UPDATE proposal SET status = 'SENT', accepted_by = '{}' WHERE status = 'HALF_ACCEPTED'",
    ],
    [
      "which side has accepted",
      "UPDATE proposal SET accepted_by = '{MERCHANT}' WHERE status = 'HALF_ACCEPTED'",
    ],
    ["the terms of an offer", "UPDATE offer SET terms = terms || terms"],
    ["that an offer was declined", "UPDATE offer SET status = 'ACCEPTED' WHERE status = 'DECLINED'"],
    ["what a complaint says", "UPDATE mediator_complaint SET statement = 'They were kind.'"],
    ["to whom somebody is related", "UPDATE mediator_relation SET party_id = gen_random_uuid()"],
    ["that a relation ended", "UPDATE mediator_relation SET ended_at = NULL"],
    ["why disputes are linked", "UPDATE dispute_link SET reason = 'No reason.'"],
  ])("stays: %s", async (_what, statement) => {
    await expect(database.query(statement)).rejects.toMatchObject(refused);
  });

  const tables = ["appeal", "offer", "proposal", "mediator_complaint", "mediator_relation", "dispute_link"];

  it.each(tables)("is not deleted: %s", async (table) => {
    await expect(database.query(`DELETE FROM ${table}`)).rejects.toMatchObject(refused);
    await expect(database.query(`TRUNCATE ${table}`)).rejects.toMatchObject(refused);
  });

  it("stays as it ended", async () => {
    const { story: over } = await storyAt(database, "RULED");
    await over.offer(over.merchant);
    await over.appeal();
    await over.acceptLatest(over.shopper);
    const reopened = `UPDATE appeal SET status = 'UNDER_REVIEW' WHERE dispute_id = $1`;
    const later = `UPDATE offer SET expires_at = expires_at + interval '1 day' WHERE dispute_id = $1`;
    const more = "UPDATE obligation SET amount_minor = amount_minor + 1 WHERE dispute_id = $1";
    for (const statement of [reopened, later, more])
      await expect(database.query(statement, [over.disputeId])).rejects.toMatchObject(refused);
    // What changes nothing passes.
    await database.query("UPDATE appeal SET status = status WHERE dispute_id = $1", [over.disputeId]);
  });
});

describe("what is cited", () => {
  const rulingWith = (finding: object) =>
    database.query(
      `INSERT INTO ruling SELECT (jsonb_populate_record(ruling, jsonb_build_object('id', gen_random_uuid(), 'findings',
         jsonb_build_array(jsonb_build_object('text', 'So.', 'sources', '[]'::jsonb, 'recordedAbsence', null) || $2::jsonb)))).*
       FROM ruling WHERE dispute_id = $1 LIMIT 1`,
      [story.disputeId, JSON.stringify(finding)],
    );
  const itemOf = async ({ disputeId }: Story) =>
    (
      await database.query<{ id: string }>(
        "SELECT id FROM evidence_item WHERE dispute_id = $1 AND status = 'EXCHANGED' LIMIT 1",
        [disputeId],
      )
    )[0]!.id;

  it("by a finding is there in its dispute, also for SQL", async () => {
    const own = await itemOf(story);
    const none: readonly object[] = [
      { sources: ["ORDER_RECORD", "HEARSAY"] },
      { evidenceItemIds: [own, await itemOf(another)] },
      { evidenceItemIds: [randomUUID()] },
      { absences: [{ side: "MERCHANT", slot: "CARRIER_STATEMENT" }] },
    ];
    for (const finding of none) await expect(rulingWith(finding)).rejects.toMatchObject({ code: "23514" });
  });

  it("by a finding was exchanged, also for SQL", async () => {
    const { story: open } = await storyAt(database, "REBUTTAL");
    const draft = await open.evidence.draft(open.shopper, "Not yet.");
    const [author] = await database.query<{ id: string }>("SELECT id FROM mediator LIMIT 1");
    const insert = (sql: Sql, evidenceItemId: string) =>
      sql.query(
        `INSERT INTO ruling SELECT (jsonb_populate_record(ruling, jsonb_build_object('id', gen_random_uuid(), 'dispute_id', $2::text,
           'mediator_id', $4::text, 'remedies', '[]'::jsonb, 'outcome', 'NOT_PROVEN', 'findings', $3::jsonb))).* FROM ruling WHERE dispute_id = $1 LIMIT 1`,
        [
          ...[story.disputeId, open.disputeId],
          ...[JSON.stringify([{ text: "So.", evidenceItemIds: [evidenceItemId] }]), author!.id],
        ],
      );
    await expect(insert(database, draft)).rejects.toMatchObject({
      code: "23514",
      constraint: "ruling_citations",
    });
    const shown = await itemOf(open);
    const takenBack = inTransaction(database, async (tx) => {
      await insert(tx, shown);
      throw new Error("taken back");
    });
    await expect(takenBack).rejects.toThrow("taken back");
    await expect(database.query("DELETE FROM ruling")).rejects.toMatchObject(refused);
  });

  it("by an appeal is evidence of its own side and dispute, also for SQL", async () => {
    const copy = `INSERT INTO appeal SELECT (jsonb_populate_record(appeal, $2)).* FROM appeal WHERE dispute_id = $1`;
    for (const cited of [randomUUID(), await itemOf(another)]) {
      const values = { id: randomUUID(), side: "SHOPPER", evidence_item_ids: [cited] };
      await expect(database.query(copy, [story.disputeId, JSON.stringify(values)])).rejects.toMatchObject({
        code: "23503",
      });
    }
  });
});
