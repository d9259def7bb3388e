import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { addHours } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { acceptOffer } from "../../src/services/disputes/accept-offer.js";
import { answerAppeal } from "../../src/services/disputes/answer-appeal.js";
import { appealRuling, type AppealRulingInput } from "../../src/services/disputes/appeal-ruling.js";
import { decideAppeal, type DecideAppealInput } from "../../src/services/disputes/decide-appeal.js";
import type { RulingContent } from "../../src/services/ruling/ruling-content.js";
import { waiveAppeal } from "../../src/services/disputes/waive-appeal.js";
import { decideOnEvidence } from "../../src/services/evidence/decide-on-evidence.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story, type Cast } from "../support/story.js";

let database: Database;
let factory: Factory;
let people: Omit<Cast, "purchase">;
let second: Viewer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
  factory = new Factory(database);
  const seniors = { level: 3, role: Role.SENIOR_MEDIATOR } as const;
  people = { senior: await factory.mediator(seniors), mediator: await factory.mediator() };
  second = await factory.mediator(seniors);
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

async function ruled(): Promise<Story> {
  return (await Story.open(factory, { purchase: await factory.purchase(), ...people })).playTo("RULED");
}

const upheld = { outcome: "UPHELD", reasons: "It is right.", ruling: null, remittal: null } as const;

function appeal(story: Story, by: Viewer, change: Partial<AppealRulingInput> = {}) {
  const said = { grounds: ["FACT_ERROR"], statement: "It is not so.", orderLineIds: [] } as const;
  return appealRuling(factory.as(by), { ...story.input(), ...said, evidenceItemIds: [], ...change });
}

function decided(story: Story, by: Viewer, change: Partial<DecideAppealInput> = {}) {
  return decideAppeal(factory.as(by), { ...story.input(), ...upheld, ...change });
}

/** The code of a refusal, or what was accepted. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ACCEPTED";
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

const eventsOf = (story: Story): Promise<{ type: string }[]> =>
  database.query("SELECT type FROM dispute_event WHERE dispute_id = $1 ORDER BY sequence", [story.disputeId]);

describe("an appeal for new evidence", () => {
  it("rests on what was handed in since the ruling, which the second instance admits and cites", async () => {
    const story = await ruled();
    const itemId = await story.evidence.draft(story.merchant, "The neighbour's receipt.");
    await story.evidence.submit(story.merchant, itemId, "It came today.");
    await appeal(story, story.merchant, { grounds: ["NEW_EVIDENCE"], evidenceItemIds: [itemId] });
    await answerAppeal(factory.as(story.shopper), { ...story.input(), answer: "I know no neighbour." });
    const citing: RulingContent = {
      ...{ outcome: "RULED_FOR_MERCHANT", reasons: "The neighbour has it.", clauses: ["R-NOT_RECEIVED"] },
      findings: [
        { text: "It was handed over.", sources: [], recordedAbsence: null, evidenceItemIds: [itemId] },
      ],
      ...{ faultShares: [], remedies: [], divergenceReason: "The receipt is new." },
    };
    const reversed = { outcome: "REVERSED", ruling: citing } as const;
    expect(await codeOf(decided(story, second, reversed))).toBe("VALIDATION");
    const admission = { ...story.input(), itemId, reason: "It could not come before." };
    await decideOnEvidence(factory.as(second), "admitEvidence", admission);
    await decided(story, second, reversed);
    const { dispute } = await story.load();
    expect(dispute).toMatchObject({ status: "CLOSED", outcome: "RULED_FOR_MERCHANT", obligations: [] });
    const source = `query ($id: ID!) { node(id: $id) { ... on Dispute {
      rulings { outcome appeals { side newRuling { outcome } } }
      appeals { side status outcome evidence { id } orderLines { id } decidedBy { id } ruling { outcome }
        changes { outcomeBefore outcomeAfter faultShares { party before after }
          remedies { kind orderLine { id } before { amount currency } after { amount } } } } } } }`;
    const answer = await execute(factory.as(story.shopper), source, {
      id: toGlobalId("Dispute", story.disputeId),
    });
    expect(answer.errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(answer.data!["node"]))).toEqual({
      rulings: [
        {
          outcome: "RULED_SPLIT",
          appeals: [{ side: "MERCHANT", newRuling: { outcome: "RULED_FOR_MERCHANT" } }],
        },
        { outcome: "RULED_FOR_MERCHANT", appeals: [] },
      ],
      appeals: [
        {
          ...{ side: "MERCHANT", status: "DECIDED", outcome: "REVERSED", orderLines: [] },
          evidence: [{ id: toGlobalId("EvidenceItem", itemId) }],
          decidedBy: { id: toGlobalId("Mediator", second.id) },
          ruling: { outcome: "RULED_SPLIT" },
          changes: {
            ...{ outcomeBefore: "RULED_SPLIT", outcomeAfter: "RULED_FOR_MERCHANT" },
            faultShares: [{ party: "MERCHANT", before: 10_000, after: 0 }],
            remedies: [
              {
                kind: "PARTIAL_REFUND",
                orderLine: { id: toGlobalId("OrderLine", story.lines[0]!) },
                before: { amount: "60.00", currency: dispute.currency },
                after: null,
              },
            ],
          },
        },
      ],
    });
  });
});

describe("the second instance", () => {
  it("is nobody who had a part in the case, and of the level that the author's asks for", async () => {
    const story = await ruled();
    await appeal(story, story.merchant);
    await answerAppeal(factory.as(story.shopper), { ...story.input(), answer: "It is right." });
    const low = await factory.mediator({ level: 1, role: Role.SENIOR_MEDIATOR });
    expect(await codeOf(decided(story, low))).toBe("AUTHORITY_EXCEEDED");
    const author = { ...story.cast.mediator, role: Role.SENIOR_MEDIATOR };
    expect(await codeOf(decided(story, author))).toBe("CONFLICT_OF_INTEREST");
    expect(await codeOf(decided(story, story.shopper))).toBe("FORBIDDEN");
    // Whoever only gave the case to somebody had no part in it.
    expect(await codeOf(decided(story, people.senior))).toBe("ACCEPTED");
  });

  it("remits a case to another mediator, whose ruling can be appealed but not remitted again", async () => {
    const story = await ruled();
    await appeal(story, story.merchant);
    await answerAppeal(factory.as(story.shopper), { ...story.input(), answer: "It is right." });
    const other = await factory.mediator();
    const remittal = {
      ...{ mediatorId: other.id, text: "Ask the neighbour." },
      demands: [{ side: "MERCHANT", slot: "WITNESS_STATEMENT", level: "OPTIONAL" }] as const,
    };
    const remitted = { outcome: "REMITTED", remittal } as const;
    const toAuthor = { ...remittal, mediatorId: story.cast.mediator.id };
    expect(await codeOf(decided(story, second, { ...remitted, remittal: toAuthor }))).toBe(
      "CONFLICT_OF_INTEREST",
    );
    await decided(story, second, remitted);
    const { dispute } = await story.load();
    expect(dispute).toMatchObject({ status: "EVIDENCE", mediatorId: other.id, outcome: null });
    const anew = Story.resume(story, other);
    await anew.runOut();
    await anew.runOut();
    await anew.rule("30.00");
    await anew.appeal(anew.shopper);
    await answerAppeal(factory.as(anew.merchant), { ...anew.input(), answer: "It is right." });
    expect(await codeOf(decided(anew, people.senior, remitted))).toBe("ATTEMPT_LIMIT");
    expect(await codeOf(decided(anew, second))).toBe("CONFLICT_OF_INTEREST");
    await decided(anew, people.senior);
    expect((await anew.load()).dispute.obligations).toHaveLength(1);
  });

  it("decides once, however many try at once", async () => {
    const story = await ruled();
    await appeal(story, story.merchant);
    await answerAppeal(factory.as(story.shopper), { ...story.input(), answer: "It is right." });
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(decided(story, second))));
    expect(codes.filter((code) => code === "ACCEPTED")).toHaveLength(1);
    expect((await story.load()).dispute.obligations).toHaveLength(1);
  });
});

describe("50 appeals, waivers and acceptances at once", () => {
  it.each([1, 2, 3])("have one winner a step and make what is owed once (try %i)", async () => {
    const story = await ruled();
    await story.offer(story.merchant);
    const accept = await story.latestOffer();
    const { shopper, merchant } = story;
    const works = Array.from({ length: 50 }, (_, index) => {
      const by = index % 2 === 0 ? shopper : merchant;
      if (index % 5 === 0) return () => waiveAppeal(factory.as(by), story.input());
      if (index % 5 === 1)
        return () => acceptOffer(factory.as(shopper), { ...story.input(), ...accept, ...story.input() });
      return () => appeal(story, by);
    });
    await Promise.all(works.map((work) => codeOf(work())));
    const { dispute } = await story.load();
    const types = (await eventsOf(story)).map(({ type }) => type);
    const count = (type: string) => types.filter((each) => each === type).length;
    expect(count("OFFER_ACCEPTED")).toBeLessThanOrEqual(1);
    expect(count("APPEAL_WAIVED") + count("RULING_APPEALED")).toBeLessThanOrEqual(2);
    for (const side of ["SHOPPER", "MERCHANT"] as const) {
      const appeals = dispute.appeals.filter((each) => each.side === side);
      expect(appeals.length + Number(dispute.appealWaivedBy.includes(side))).toBeLessThanOrEqual(1);
    }
    expect(dispute.obligations).toHaveLength(dispute.status === "PERFORMING" ? 1 : 0);
  });
});

describe("the table of appeals", () => {
  it("holds none twice, none decided by the author, and none for new evidence without any", async () => {
    const story = await ruled();
    await appeal(story, story.merchant);
    const [row] = await database.query<{ id: string }>("SELECT id FROM appeal WHERE dispute_id = $1", [
      story.disputeId,
    ]);
    const copy = `INSERT INTO appeal SELECT (jsonb_populate_record(appeal, $2)).* FROM appeal WHERE id = $1`;
    const change = (values: object) => database.query(copy, [row!.id, JSON.stringify(values)]);
    const at = addHours(new Date(), 1);
    const other = { id: story.disputeId, side: "SHOPPER" };
    const ending = { status: "DECIDED", outcome: "UPHELD", reasons: "So.", decided_at: at };
    await expect(change({ id: story.disputeId })).rejects.toThrow("appeal_once_a_side");
    await expect(change({ ...other, ...ending, decided_by: story.cast.mediator.id })).rejects.toThrow(
      "author",
    );
    await expect(change({ ...other, grounds: ["NEW_EVIDENCE"] })).rejects.toThrow("appeal_new_evidence");
    await expect(change({ ...other, ...ending })).rejects.toThrow("appeal_decision_whole");
    await expect(change({ ...other, ...ending, decided_by: second.id, outcome: "VARIED" })).rejects.toThrow(
      "appeal_replacement",
    );
  });
});
