import { randomUUID } from "node:crypto";
import type { Database } from "../../src/persistence/database.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { issueRuling, type IssueRulingInput } from "../../src/services/disputes/issue-ruling.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const found = (text: string) => ({ text, sources: ["ORDER_RECORD" as const], recordedAbsence: null });

function rulingFor(story: Story, change: Partial<IssueRulingInput> = {}): IssueRulingInput {
  return {
    ...story.input(),
    outcome: "RULED_SPLIT",
    findings: [found("The parcel left late."), found("The carrier lost it.")],
    reasons: "So it follows.",
    clauses: ["R-NOT_RECEIVED", "G-FAULT_SPLIT"],
    faultShares: [
      { party: "MERCHANT", basisPoints: 6_000 },
      { party: "CARRIER", basisPoints: 2_000 },
      { party: "SHOPPER", basisPoints: 2_000 },
    ],
    remedies: [{ kind: "PARTIAL_REFUND", orderLineId: story.lines[0]!, amount: "10.00" }],
    divergenceReason: "The shopper gave a wrong address.",
    ...change,
  };
}

function rule(story: Story, change: Partial<IssueRulingInput> = {}): Promise<unknown> {
  return issueRuling(story.factory.as(story.cast.mediator), rulingFor(story, change));
}

describe("the graph of a ruling", () => {
  it("tells which findings lead to which clause, who bears each remedy and what the rule would have given", async () => {
    const { story } = await storyAt(database, "DECIDING");
    const conclusions = [
      { text: "Late is not on time.", clause: "R-NOT_RECEIVED", findingIndexes: [0, 1] },
      { text: "Two were at fault.", clause: "G-FAULT_SPLIT", findingIndexes: [1] },
    ];
    await rule(story, { conclusions });
    const { data, errors } = await execute(
      story.factory.as(story.shopper),
      `query ($id: ID!) { dispute(id: $id) { rulebookVersion ruling { conclusions { text clause rulebookVersion findingIndexes }
        ruledRemedies { kind amount { amount } orderLine { id } costBearers { party basisPoints }
          formulaTrace { formula result inputs { name value } clause } } } } }`,
      { id: toGlobalId("Dispute", story.disputeId) },
    );
    expect(errors).toBeUndefined();
    const { dispute } = data as { dispute: { rulebookVersion: string; ruling: unknown } };
    const { rulebookVersion } = dispute;
    expect(dispute.ruling).toEqual({
      conclusions: conclusions.map((conclusion) => ({ ...conclusion, rulebookVersion })),
      ruledRemedies: [
        {
          ...{ kind: "PARTIAL_REFUND", amount: { amount: "10.00" } },
          orderLine: { id: toGlobalId("OrderLine", story.lines[0]!) },
          costBearers: [
            { party: "MERCHANT", basisPoints: 7_500 },
            { party: "CARRIER", basisPoints: 2_500 },
          ],
          formulaTrace: expect.objectContaining({
            formula: "REFUND_OF_LINE",
            clause: "R-NOT_RECEIVED",
          }) as object,
        },
      ],
    });
  });

  it("derives a conclusion for each clause where a client sends none", async () => {
    const { story } = await storyAt(database, "DECIDING");
    await rule(story);
    const { dispute } = await story.load();
    expect(dispute.ruling?.conclusions).toEqual(
      ["R-NOT_RECEIVED", "G-FAULT_SPLIT"].map((clause) => ({
        ...{ text: null, clause, rulebookVersion: dispute.rulebookVersion, findingIndexes: [0, 1] },
      })),
    );
  });

  it.each<[string, Partial<IssueRulingInput>, string]>([
    [
      "a conclusion without findings",
      { conclusions: [{ text: "So.", clause: "R-NOT_RECEIVED", findingIndexes: [] }] },
      "REASONS_REQUIRED",
    ],
    [
      "a finding that is not made",
      { conclusions: [{ text: "So.", clause: "R-NOT_RECEIVED", findingIndexes: [2] }] },
      "VALIDATION",
    ],
    [
      "a clause that is not cited",
      { conclusions: [{ text: "So.", clause: "G-AUTHORITY", findingIndexes: [0] }] },
      "VALIDATION",
    ],
    [
      "a cited clause that no conclusion applies",
      { conclusions: [{ text: "So.", clause: "R-NOT_RECEIVED", findingIndexes: [0] }] },
      "REASONS_REQUIRED",
    ],
    [
      "a conclusion of nothing visible",
      { conclusions: [{ text: " ", clause: "R-NOT_RECEIVED", findingIndexes: [0] }] },
      "INVALID_TEXT",
    ],
  ])("is refused with %s", async (_what, change, code) => {
    const { story } = await storyAt(database, "DECIDING");
    expect(await codeOf(rule(story, change))).toBe(code);
  });

  it("takes who bears a remedy from the mediator, as long as it is a whole", async () => {
    const { story } = await storyAt(database, "DECIDING");
    const remedy = { kind: "REFUND", orderLineId: story.lines[0]!, amount: null } as const;
    const half = [{ party: "PLATFORM" as const, basisPoints: 5_000 }];
    expect(await codeOf(rule(story, { remedies: [{ ...remedy, costBearers: half }] }))).toBe("VALIDATION");
    const costBearers = [...half, { party: "CARRIER" as const, basisPoints: 5_000 }];
    await rule(story, { remedies: [{ ...remedy, costBearers }] });
    expect((await story.load()).dispute.ruling?.remedies[0]?.costBearers).toEqual(costBearers);
  });
});

describe("a ruling without grounds", () => {
  it.each([
    ["no finding", `findings = '[]'`],
    ["a finding that says nothing", `findings = jsonb_set(findings, '{0,text}', '" "')`],
    ["a finding that rests on nothing", `findings = jsonb_set(findings, '{0,sources}', '[]')`],
    [
      "evidence of another dispute",
      `findings = jsonb_set(findings, '{0,evidenceItemIds}', '["${randomUUID()}"]')`,
    ],
    ["reasons of white space", `reasons = E' \\n\\t'`],
    ["an unknown clause", `clauses = clauses || 'R-NO_SUCH'::text`],
    ["a clause that nothing leads to", `clauses = clauses || 'G-AUTHORITY'::text`],
    ["no conclusion", `conclusions = '[]'`],
    ["a conclusion from no finding", `conclusions = jsonb_set(conclusions, '{0,findingIndexes}', '[]')`],
    [
      "a conclusion from a finding that is not made",
      `conclusions = jsonb_set(conclusions, '{0,findingIndexes}', '[2]')`,
    ],
    [
      "a conclusion from half a finding",
      `conclusions = jsonb_set(conclusions, '{0,findingIndexes}', '[0.5]')`,
    ],
    [
      "a conclusion under another version",
      `conclusions = jsonb_set(conclusions, '{0,rulebookVersion}', '"1999-01"')`,
    ],
    ["conclusions that are none", `conclusions = '[1]'`],
    ["shares above the whole", `fault_shares = jsonb_set(fault_shares, '{0,basisPoints}', '6001')`],
    [
      "a share below 0",
      `fault_shares = '[{"party": "MERCHANT", "basisPoints": -1}, {"party": "CARRIER", "basisPoints": 10001}]'`,
    ],
    ["a party twice", `fault_shares = jsonb_set(fault_shares, '{1,party}', '"MERCHANT"')`],
    ["a party that is none", `fault_shares = jsonb_set(fault_shares, '{1,party}', '"NOBODY"')`],
    [
      "cost bearers that make no whole",
      `remedies = jsonb_set(remedies, '{0,costBearers,0,basisPoints}', '1')`,
    ],
    ["remedies though nothing was proven", `outcome = 'NOT_PROVEN'`],
    ["nothing ordered for the shopper", `remedies = '[]'`],
    ["a line that is not disputed", `remedies = jsonb_set(remedies, '{0,orderLineId}', '"${randomUUID()}"')`],
  ])("is not kept with %s, not even by SQL", async (_what, change) => {
    const story = await ruled();
    await expect(insertLike(story, change)).rejects.toMatchObject({ code: "23514" });
  });

  it("is kept when what is changed leaves its grounds", async () => {
    const { story } = await storyAt(database, "DECIDING");
    await rule(story);
    await insertLike(story, `reasons = reasons || ' Indeed.'`).catch((error: unknown) => {
      expect(error).toMatchObject({ message: "taken back" });
    });
  });
});

/** Inserts what a ruling is with something changed, and takes it back. */
async function insertLike({ disputeId }: Story, change: string): Promise<void> {
  await inTransaction(database, async (tx) => {
    await tx.query(
      `CREATE TEMPORARY TABLE altered ON COMMIT DROP AS SELECT * FROM ruling WHERE dispute_id = '${disputeId}'`,
    );
    await tx.query(`UPDATE altered SET id = gen_random_uuid(), ${change}`);
    await tx.query("INSERT INTO ruling SELECT * FROM altered");
    throw new Error("taken back");
  });
}

let once: Promise<Story> | undefined;

/** One ruling for all attempts: none of them changes it. */
function ruled(): Promise<Story> {
  once ??= storyAt(database, "DECIDING").then(async ({ story }) => {
    await rule(story);
    return story;
  });
  return once;
}
