import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import type { ApiClient, Feed } from "../support/api-client.js";
import { eventually } from "../support/dispute-log.js";
import { Factory, person, type Purchase } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { startTestPlatform, type TestPlatform } from "../support/platform.js";

let platform: TestPlatform;
let purchase: Purchase;
let shopper: ApiClient;
let merchant: ApiClient;
let mediator: ApiClient;
let integration: ApiClient;
let strangers: readonly { readonly viewer: Viewer; readonly client: ApiClient; readonly all: Feed }[];

const strangeRoles = [
  ...[Role.LOGISTICS_AGENT, Role.CARRIER, Role.FINANCE_OFFICER, Role.COMPLIANCE_OFFICER],
  ...[Role.RISK_OFFICER, Role.RULE_EDITOR, Role.RULE_APPROVER],
];

beforeAll(async () => {
  platform = await startTestPlatform();
  const factory = new Factory(platform.database, platform.clock);
  purchase = await factory.purchase();
  const other = await factory.purchase();
  shopper = await platform.connect(purchase.shopper);
  merchant = await platform.connect(purchase.merchants[0]!);
  mediator = await platform.connect(await factory.mediator());
  integration = await platform.connect(person(Role.INTEGRATION));
  const viewers: Viewer[] = [
    other.shopper,
    other.merchants[0]!,
    { ...other.merchants[0]!, role: Role.MERCHANT_ADMIN },
    ...strangeRoles.map((role) => person(role)),
    // Sees the case while it is queued, and no longer once somebody else has it.
    await factory.mediator(),
  ];
  strangers = await Promise.all(
    viewers.map(async (viewer) => {
      const client = await platform.connect(viewer);
      return { viewer, client, all: client.follow("disputesUpdated") };
    }),
  );
});
afterAll(async () => {
  await expectFolded(platform.database);
  expect(platform.complaints).toEqual([]);
});
afterAll(() => platform.close());

/** A subscription starts when the server has read where: give it time before anything happens, more on a busy machine. */
async function settle(): Promise<void> {
  for (let count = 0; count < 10; count += 1) await strangers[0]!.client.query("{ disputes { totalCount } }");
  await pause(200);
}

function expectGapless(feed: Feed, first: number): void {
  const numbers = feed.deliveries.map(({ event }) => event.sequence);
  expect(numbers).toEqual(numbers.map((_, index) => first + index));
}

/**
 * What a mediator's feed delivered from the moment that the dispute was a mediator's to see. A feed that lags shows
 * what came before as well: it asks who may see the dispute when it delivers, not when it happened.
 */
function sinceQueued(feed: Feed): string[] {
  return feed.types().slice(Math.max(0, feed.types().indexOf("INTERVENTION_REQUESTED")));
}

const shared = [
  "CLAIM_REFUSED",
  "OFFER_MADE",
  "OFFER_DECLINED",
  "INTERVENTION_REQUESTED",
  "MEDIATOR_ASSIGNED",
];
/** Both sides are reminded at half the appeal window, and 24 and 2 hours before its end. */
const reminders = Array.from({ length: 3 }, () => "DEADLINE_REMINDER");
const ending = ["SUBMISSIONS_CLOSED", "RULING_ISSUED", ...reminders, "RULING_FINALISED"];

it("plays a dispute from the claim to what was ruled, live for those who may and for nobody else", async () => {
  const feeds = {
    shopper: shopper.follow("disputesUpdated"),
    merchant: merchant.follow("disputesUpdated"),
    mediator: mediator.follow("disputesUpdated"),
  };
  await settle();

  const line = toGlobalId("OrderLine", purchase.lines[0]!);
  const opened = await shopper.act("openDispute", {
    reason: "NOT_RECEIVED",
    remedy: "REFUND",
    statement: "The lamp never came.",
    lines: [{ orderLineId: line }],
  });
  const disputeId = opened.dispute!.id;
  const onCase = { shopper: shopper.follow("disputeEvents", { disputeId }), strangers: [] as Feed[] };
  const beforeTheCut = merchant.follow("disputeEvents", { disputeId });
  for (const { client } of strangers) onCase.strangers.push(client.follow("disputeEvents", { disputeId }));
  const early = mediator.follow("disputeEvents", { disputeId });
  await eventually(() => onCase.strangers.every(({ codes }) => codes.length > 0), "refused strangers");
  await settle();
  expect(onCase.strangers.map(({ codes }) => codes)).toEqual(strangers.map(() => ["NOT_FOUND"]));
  // Nobody called the platform in yet.
  expect(early.codes).toEqual(["NOT_FOUND"]);

  const why = { code: "DELIVERED_AS_PROMISED", statement: "The carrier says delivered." };
  await merchant.act("refuseClaim", { disputeId, ...why });
  const terms = [{ kind: "PARTIAL_REFUND", orderLineId: line, amount: "20.00" }];
  const { offer } = await merchant.act("makeOffer", { disputeId, terms });
  await beforeTheCut.until(2);
  await feeds.merchant.until(3);
  merchant.cut();
  await shopper.act("declineOffer", { disputeId, offerId: offer!.id });
  await shopper.act("requestIntervention", { disputeId, statement: "Please look." });
  const after = beforeTheCut.deliveries.at(-1)!.cursor;
  const afterTheCut = merchant.follow("disputeEvents", { disputeId, after });
  const mediators = [feeds.mediator, strangers.at(-1)!.all];
  for (const feed of mediators) {
    await eventually(() => feed.types().includes("INTERVENTION_REQUESTED"), "the queued case");
    expect(feed.types().at(-1)).toBe("INTERVENTION_REQUESTED");
  }

  const claimed = await mediator.act("claimNextCase", {});
  expect(claimed.dispute).toMatchObject({ id: disputeId, status: "IN_REVIEW" });
  const inReview = mediator.follow("disputeEvents", { disputeId });
  await settle();
  await mediator.act("sendMessage", { disputeId, channel: "SHOPPER_PRIVATE", text: "Was anybody at home?" });
  await mediator.act("sendMessage", { disputeId, channel: "STAFF", text: "The tracking ends in the depot." });
  await mediator.act("closeSubmissions", { disputeId, reason: "The records suffice." });
  const { dispute: ruled } = await mediator.act("issueRuling", {
    disputeId,
    outcome: "RULED_SPLIT",
    findings: [{ text: "The parcel was lost.", sources: ["SHIPMENT_RECORD"] }],
    reasons: "The merchant bears the risk of the way.",
    clauses: ["R-NOT_RECEIVED"],
    divergenceReason: "The tracking contradicts itself.",
    faultShares: [{ party: "MERCHANT", basisPoints: 10_000 }],
    remedies: [{ kind: "PARTIAL_REFUND", orderLineId: line, amount: "60.00" }],
  });
  expect(ruled?.status).toBe("RULED");
  // The appeal window is a week.
  await integration.act("advanceClock", { byHours: 169 });

  await onCase.shopper.until(12);
  await afterTheCut.until(9);
  await inReview.until(8);
  await feeds.shopper.until(13);
  await eventually(() => feeds.mediator.types().includes("RULING_FINALISED"), "the final ruling");
  await settle();
  const forShopper = [...shared, "MESSAGE_SENT", ...ending];
  const forMerchant = [...shared, ...ending];
  const forMediator = ["MESSAGE_SENT", "MESSAGE_SENT", ...ending];
  expect(onCase.shopper.types()).toEqual(forShopper);
  expect([...beforeTheCut.types(), ...afterTheCut.types()]).toEqual(forMerchant);
  expect(inReview.types()).toEqual(forMediator);
  expect(feeds.shopper.types()).toEqual(["DISPUTE_OPENED", ...forShopper]);
  expect(feeds.merchant.types()).toEqual(["DISPUTE_OPENED", "CLAIM_REFUSED", "OFFER_MADE"]);
  expect(sinceQueued(feeds.mediator)).toEqual([
    "INTERVENTION_REQUESTED",
    "MEDIATOR_ASSIGNED",
    ...forMediator,
  ]);
  expectGapless(onCase.shopper, 2);
  expectGapless(feeds.shopper, 1);
  expectGapless(afterTheCut, 4);
  expectGapless(inReview, 7);
  expectGapless(feeds.mediator, feeds.mediator.deliveries[0]!.event.sequence);

  const ofStrangers = strangers.map(({ all }) => sinceQueued(all));
  expect(ofStrangers).toEqual([...strangers.slice(1).map(() => []), ["INTERVENTION_REQUESTED"]]);
  expect(strangers.flatMap(({ all }) => all.codes)).toEqual([]);
  await expectPerforming(disputeId, line);
});

interface Side {
  readonly status: string;
  readonly outcome: string;
  readonly obligations: readonly unknown[];
  readonly events: { readonly totalCount: number; readonly nodes: readonly { sequence: number }[] };
  readonly messages: { readonly nodes: readonly { text: string }[] };
}

async function expectPerforming(disputeId: string, line: string): Promise<void> {
  const query = `query ($id: ID!) { dispute(id: $id) {
    status outcome
    obligations { kind owner beneficiary status dueAt amount { amount currency } orderLine { id } }
    events(last: 50) { totalCount nodes { sequence } }
    messages(first: 50) { nodes { text } }
  } }`;
  const read = async (client: ApiClient) =>
    (await client.query(query, { id: disputeId })).data!["dispute"] as Side;
  const sides = await Promise.all([shopper, merchant, mediator].map(read));
  const counts = [13, 12, 14];
  const messages = [1, 0, 2];
  for (const [index, side] of sides.entries()) {
    expect(side).toMatchObject({ status: "PERFORMING", outcome: "RULED_SPLIT" });
    expect(side.obligations).toEqual([
      {
        ...{ kind: "REFUND", owner: "MERCHANT", beneficiary: "SHOPPER", status: "DUE" },
        // Final a week after the ruling, payable within a day.
        dueAt: "2026-11-30T06:00:00.000Z",
        amount: { amount: "60.00", currency: "CNY" },
        orderLine: { id: line },
      },
    ]);
    expect(side.events.totalCount).toBe(counts[index]);
    expect(side.events.nodes.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: counts[index]! }, (_, n) => n + 1),
    );
    expect(side.messages.nodes).toHaveLength(messages[index]!);
  }
  expect(await verifyLog(platform.database)).toMatchObject({ disputes: 1, events: 14, broken: null });
}

it("answers strangers as if the dispute did not exist", async () => {
  const [row] = await platform.database.query<{ id: string; number: string }>(
    "SELECT id, number FROM dispute LIMIT 1",
  );
  const id = toGlobalId("Dispute", row!.id);
  for (const { client } of strangers) {
    const known = await client.query("query ($id: ID!) { dispute(id: $id) { status } }", { id });
    const unknown = await client.query("query ($id: ID!) { dispute(id: $id) { status } }", {
      id: toGlobalId("Dispute", randomUUID()),
    });
    expect(known).toEqual(unknown);
    expect(known.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
    const byNumber = "query ($number: String!) { dispute(number: $number) { status } }";
    expect((await client.query(byNumber, { number: row!.number })).errors?.[0]?.extensions.code).toBe(
      "NOT_FOUND",
    );
  }
});
