import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Finding } from "../../src/domain/ruling/ruling.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import type { PurchaseOptions } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { codeOf, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

/** After a round in which the merchant did not hand in what was asked. */
async function heard(purchase: PurchaseOptions = {}) {
  const { story } = await storyAt(database, "IN_REVIEW", purchase);
  const { evidence, shopper } = story;
  await evidence.request();
  const shown = await evidence.handIn(shopper, "The box was empty.", { slot: "PHOTO_OF_PACKAGE" });
  await evidence.fireAt();
  return { story, shown };
}

async function toDecision(story: Story): Promise<void> {
  await story.evidence.rebut(story.shopper, null);
  await story.evidence.rebut(story.merchant, null);
}

function rule(story: Story, cited: Partial<Finding>): Promise<unknown> {
  return issueRuling(story.factory.as(story.cast.mediator), {
    ...story.input(),
    outcome: "NOT_PROVEN",
    findings: [{ text: "The parcel came.", sources: [], recordedAbsence: null, ...cited }],
    reasons: "So it follows.",
    clauses: ["R-NOT_RECEIVED"],
    faultShares: [],
    remedies: [],
    divergenceReason: "The photo is plain.",
  });
}

/** What somebody reads of the grounds of the ruling. */
async function groundsFor(story: Story, viewer: Viewer): Promise<unknown> {
  const { data, errors } = await execute(
    story.factory.as(viewer),
    `query ($id: ID!) { dispute(id: $id) { ruling { findings { sources recordedAbsence
      evidence { id slot narrative } absences { side slot } } } } }`,
    { id: toGlobalId("Dispute", story.disputeId) },
  );
  expect(errors).toBeUndefined();
  return (data as { dispute: { ruling: { findings: unknown } } }).dispute.ruling.findings;
}

describe("a ruling that cites evidence", () => {
  it("rests on an item and on an absence that was recorded, and both sides read which", async () => {
    const { story, shown } = await heard();
    await toDecision(story);
    const absences = [{ side: "MERCHANT", slot: "CARRIER_STATEMENT" }] as const;
    await rule(story, { evidenceItemIds: [shown], absences });
    for (const viewer of [story.shopper, story.merchant, story.cast.mediator]) {
      expect(await groundsFor(story, viewer)).toEqual([
        {
          sources: [],
          recordedAbsence: null,
          evidence: [
            {
              id: toGlobalId("EvidenceItem", shown),
              slot: "PHOTO_OF_PACKAGE",
              narrative: "The box was empty.",
            },
          ],
          absences,
        },
      ]);
    }
  });

  it("does not rest on nothing, on what is not on record, or on what another dispute holds", async () => {
    const { story } = await heard();
    const other = await heard();
    await toDecision(story);
    expect(await codeOf(rule(story, {}))).toBe("REASONS_REQUIRED");
    expect(await codeOf(rule(story, { evidenceItemIds: [other.shown] }))).toBe("NOT_FOUND");
    const never = { side: "SHOPPER", slot: "PHOTO_OF_PACKAGE" } as const;
    expect(await codeOf(rule(story, { absences: [never] }))).toBe("VALIDATION");
  });

  it("does not rest on an item that was excluded, until that is taken back", async () => {
    const { story, shown } = await heard();
    await story.evidence.decide("excludeEvidence", shown);
    await toDecision(story);
    expect(await codeOf(rule(story, { evidenceItemIds: [shown] }))).toBe("VALIDATION");
    await story.evidence.decide("admitEvidence", shown);
    expect(await codeOf(rule(story, { evidenceItemIds: [shown] }))).toBe("accepted");
  });

  it("rests on a late item only once it is admitted", async () => {
    const { story } = await heard();
    const late = await story.evidence.draft(story.merchant, "The driver remembers.");
    await story.evidence.submit(story.merchant, late, "He was on leave.");
    await toDecision(story);
    expect(await codeOf(rule(story, { evidenceItemIds: [late] }))).toBe("VALIDATION");
    await story.evidence.decide("admitEvidence", late);
    expect(await codeOf(rule(story, { evidenceItemIds: [late] }))).toBe("accepted");
  });

  it("does not know of an item that was taken back or never handed in", async () => {
    const { story } = await storyAt(database, "IN_REVIEW");
    const { evidence, shopper } = story;
    await evidence.request();
    const withdrawn = await evidence.handIn(shopper, "Not this one.");
    await evidence.withdraw(shopper, withdrawn);
    await evidence.fireAt();
    const draft = await evidence.draft(shopper, "Not yet.");
    await toDecision(story);
    for (const itemId of [withdrawn, draft]) {
      expect(await codeOf(rule(story, { evidenceItemIds: [itemId] }))).toBe("NOT_FOUND");
    }
  });

  it("shows a side no record that is the other's alone, though the ruling cites it", async () => {
    const { story } = await heard({ merchants: 2 });
    await toDecision(story);
    const { items } = (await story.load()).dispute.evidence;
    const alone = items.find(({ audience }) => audience === "SHOPPER");
    expect(alone).toBeDefined();
    await rule(story, { evidenceItemIds: [alone!.id] });
    expect(await groundsFor(story, story.shopper)).toMatchObject([{ evidence: [{ narrative: null }] }]);
    expect(await groundsFor(story, story.merchant)).toMatchObject([{ evidence: [] }]);
  });
});

describe("a ruling of which a finding rests on nothing", () => {
  it("is refused by the database too", async () => {
    const { story } = await storyAt(database, "RULED");
    const nothing = { text: "So.", sources: [], recordedAbsence: null };
    const stored = (finding: unknown) =>
      database.query(
        `INSERT INTO ruling (id, dispute_id, mediator_id, outcome, findings, reasons, clauses, conclusions, fault_shares,
           remedies, issued_at, appealable_until)
         SELECT gen_random_uuid(), dispute_id, gen_random_uuid(), outcome, $2::jsonb, reasons, clauses, conclusions,
           fault_shares, remedies, issued_at, appealable_until FROM ruling WHERE dispute_id = $1 LIMIT 1`,
        [story.disputeId, JSON.stringify([{ ...nothing, sources: ["MESSAGES"] }, finding])],
      );
    for (const finding of [
      ...[nothing, null, [], "So.", {}],
      ...[null, [null], [""], {}].map((sources) => ({ ...nothing, sources })),
      ...[null, [null], ["x"], ["0190aa5e-0000-7000-8000-000000000000"]].map((evidenceItemIds) => ({
        ...nothing,
        evidenceItemIds,
      })),
      ...[null, {}, [{}], [{ side: "SHOPPER" }]].map((absences) => ({ ...nothing, absences })),
      ...["", "  "].map((recordedAbsence) => ({ ...nothing, recordedAbsence })),
    ]) {
      await expect(stored(finding)).rejects.toThrow(/ruling_findings_grounds|without grounds/);
    }
    for (const ground of [
      { sources: ["ORDER_RECORD"] },
      { recordedAbsence: "没有照片" },
      { absences: [{ side: "SHOPPER", slot: "PHOTO_OF_PACKAGE" }] },
    ]) {
      // Of no mediator, so that it is not stored for another reason.
      await expect(stored({ ...nothing, ...ground })).rejects.toThrow(/foreign key/);
    }
  });
});
