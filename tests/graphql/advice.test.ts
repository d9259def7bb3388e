import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addDays } from "../../src/domain/time.js";
import type { RefusedError } from "../../src/domain/errors.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let senior: Viewer;
let mediator: Viewer;
const REASON = "SECRET-STAFF: the tracking contradicts itself.";

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR, capacity: 100 });
  mediator = await factory.mediator({ capacity: 100 });
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

/** A dispute that waits for its ruling: the merchant refused, the goods are on their way and late. */
async function undecided(by = factory): Promise<Story> {
  const purchase = await by.purchase();
  await database.query("UPDATE shipment SET delivered_at = NULL WHERE order_id = $1", [purchase.orderId]);
  const story = await Story.open(by, { purchase, senior, mediator });
  return story.playTo("DECIDING");
}

async function ask(viewer: Viewer, source: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await execute(factory.as(viewer), source, variables);
  return { data: data as Record<string, unknown>, errors };
}

const dispute = async (viewer: Viewer, { disputeId }: Story, fields: string) => {
  const source = `query ($id: ID!) { dispute(id: $id) { ${fields} } }`;
  const { data, errors } = await ask(viewer, source, { id: toGlobalId("Dispute", disputeId) });
  expect(errors).toBeUndefined();
  return data["dispute"] as Record<string, unknown>;
};

const advised = `recommendation { outcome clauses remedies { kind orderLineId amount { amount } missingFacts }
  trace { condition clause state missingFacts } burdenOfProof burdenClause }`;

describe("Dispute.recommendation", () => {
  it("tells the mediator what the rulebook recommends and which conditions were looked at", async () => {
    const story = await undecided();
    expect(await dispute(story.cast.mediator, story, advised)).toEqual({
      recommendation: {
        outcome: "RULED_FOR_SHOPPER",
        clauses: ["R-NOT_RECEIVED"],
        remedies: [
          {
            kind: "REFUND",
            orderLineId: toGlobalId("OrderLine", story.lines[0]!),
            amount: { amount: "105.00" },
            missingFacts: [],
          },
        ],
        trace: [
          {
            condition: 'goodsStatus != "DELIVERED" && daysLate > 0',
            clause: "R-NOT_RECEIVED",
            state: "HELD",
            missingFacts: [],
          },
        ],
        burdenOfProof: "MERCHANT_AND_CARRIER",
        burdenClause: "R-NOT_RECEIVED",
      },
    });
  });

  it("does not exist for the sides and for machines", async () => {
    const story = await undecided();
    for (const viewer of [story.shopper, story.merchant, person(Role.INTEGRATION)]) {
      expect(await dispute(viewer, story, advised)).toEqual({ recommendation: null });
    }
  });
});

const recommended = (story: Story) => ({
  ...story.input(),
  outcome: "RULED_FOR_SHOPPER" as const,
  findings: [{ text: "It never came.", sources: ["SHIPMENT_RECORD" as const], recordedAbsence: null }],
  reasons: "The merchant bears the risk of the way.",
  clauses: ["R-NOT_RECEIVED"],
  faultShares: [],
  remedies: [{ kind: "REFUND" as const, orderLineId: story.lines[0]!, amount: "105.00" }],
});
const halved = (story: Story) => ({
  ...recommended(story),
  remedies: [{ kind: "REFUND" as const, orderLineId: story.lines[0]!, amount: "50.00" }],
});

const inRuling = `ruling { recommendedOutcome recommendedByClause divergenceReason }`;

describe("a ruling other than recommended", () => {
  it("needs a reason, and says what was recommended", async () => {
    const story = await undecided();
    const refused = await issueRuling(factory.as(mediator), halved(story)).catch((error: unknown) => error);
    expect((refused as RefusedError).refusals[0]).toMatchObject({
      code: "REASONS_REQUIRED",
      field: ["divergenceReason"],
      details: {
        outcome: "RULED_FOR_SHOPPER",
        clause: "R-NOT_RECEIVED",
        currency: "CNY",
        remedies: [`REFUND 105.00 ${story.lines[0]!}`],
      },
    });
    expect((await story.load()).dispute.status).toBe("DECIDING");
  });

  it("is accepted with one, which staff see and the sides do not", async () => {
    const story = await undecided();
    await issueRuling(factory.as(mediator), { ...halved(story), divergenceReason: REASON });
    expect(await dispute(senior, story, inRuling)).toEqual({
      ruling: {
        recommendedOutcome: "RULED_FOR_SHOPPER",
        recommendedByClause: "R-NOT_RECEIVED",
        divergenceReason: REASON,
      },
    });
    const hidden = { recommendedOutcome: null, recommendedByClause: null, divergenceReason: null };
    const log = `events(last: 10) { nodes { type payload } }`;
    for (const viewer of [story.shopper, story.merchant, person(Role.INTEGRATION)]) {
      expect(await dispute(viewer, story, inRuling)).toEqual({ ruling: hidden });
      const said = JSON.stringify(await dispute(viewer, story, log));
      expect(said).toContain("RULING_ISSUED");
      expect(said).not.toMatch(/SECRET-STAFF|recommended|divergence/);
    }
    expect(JSON.stringify(await dispute(senior, story, log))).toContain(REASON);
  });

  it("keeps no reason where the ruling is as recommended", async () => {
    const story = await undecided();
    await issueRuling(factory.as(mediator), { ...recommended(story), divergenceReason: REASON });
    expect(await dispute(senior, story, inRuling)).toMatchObject({
      ruling: { recommendedOutcome: "RULED_FOR_SHOPPER", divergenceReason: null },
    });
  });

  it("is asked nothing where the rulebook recommends nothing for the reason that was found", async () => {
    const story = await undecided();
    await issueRuling(factory.as(mediator), { ...halved(story), finalReason: "SERVICE_REFUSED_OR_STALLED" });
    expect(await dispute(senior, story, inRuling)).toMatchObject({
      ruling: { recommendedOutcome: null, divergenceReason: null },
    });
  });
});

describe("rulingDivergences", () => {
  const query = operationOf("rulingDivergences");
  // Its own time: other tests rule as well.
  const from = addDays(storyBegin, 5);
  const window = { from: from.toISOString(), until: addDays(from, 1).toISOString() };

  it("counts by reason and clause how many rulings were otherwise, within the time asked for", async () => {
    const then = new Factory(database, new TestClock(from));
    const [first, second, third] = await Promise.all([undecided(then), undecided(then), undecided(then)]);
    await issueRuling(then.as(mediator), recommended(first));
    await issueRuling(then.as(mediator), { ...halved(second), divergenceReason: REASON });
    await issueRuling(then.as(mediator), { ...halved(third), finalReason: "SERVICE_REFUSED_OR_STALLED" });
    const counted = {
      reason: "NOT_RECEIVED",
      clause: "R-NOT_RECEIVED",
      rulings: 2,
      diverged: 1,
      shareBasisPoints: 5_000,
    };
    for (const viewer of [mediator, person(Role.AUDITOR), person(Role.RULE_EDITOR)]) {
      expect((await ask(viewer, query, window)).data).toEqual({ rulingDivergences: [counted] });
    }
    for (const narrowed of [
      { reason: "OTHER" },
      { clause: "G-LAPSE" },
      { from: window.until, until: null },
    ]) {
      const { data } = await ask(mediator, query, { ...window, ...narrowed });
      expect(data).toEqual({ rulingDivergences: [] });
    }
  });

  it.each([Role.SHOPPER, Role.MERCHANT_AGENT, Role.INTEGRATION, Role.FINANCE_OFFICER])(
    "is refused to a %s",
    async (role) => {
      const { errors } = await ask({ role, id: randomUUID(), merchantId: null }, query);
      expect((errors?.[0]?.originalError as RefusedError).refusals[0].code).toBe("FORBIDDEN");
    },
  );
});

it("gives both sides the same checklist and the same preview of freight", async () => {
  const story = await undecided();
  const fields = `requirements { slot side level satisfied dueAt }
    freightPreview { ifShopperWins { situation } ifMerchantWins { situation } }`;
  const seen = await dispute(story.shopper, story, fields);
  expect(await dispute(story.merchant, story, fields)).toEqual(seen);
  expect(seen["requirements"]).toContainEqual({
    slot: "PARTY_STATEMENT",
    side: "SHOPPER",
    level: "MANDATORY",
    satisfied: true,
    dueAt: null,
  });
});
