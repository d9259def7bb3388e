import { randomUUID } from "node:crypto";
import { v7 as newUuid } from "uuid";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { LineDraft, OrderDraft, ShipmentDraft } from "../../src/domain/order/order.js";
import type { Database } from "../../src/persistence/database.js";
import { insertMediators, insertMembers } from "../../src/persistence/staff.store.js";
import { importOrders } from "../../src/services/orders/import-orders.js";
import { createRulebookCache } from "../../src/services/rulebook/load-rulebook.js";
import type { Clock, UseCaseContext } from "../../src/services/use-case.js";
import { evidencePlace } from "./evidence.js";
import { person } from "./person.js";
import { RulebookMaker } from "./rulebook-maker.js";

export { person } from "./person.js";

/** When the stories of the factory begin. */
export const storyBegin = new Date("2026-11-22T06:00:00.000Z");
const purchasedAt = new Date("2026-11-01T10:00:00.000Z");

/** A clock that stands until it is set. */
export class TestClock implements Clock {
  constructor(private instant: Date = storyBegin) {}

  now(): Date {
    return this.instant;
  }

  /** Moves forward without firing anything. */
  pass(hours: number): void {
    this.instant = new Date(this.instant.getTime() + hours * 3_600_000);
  }
}

/** An order with its people. */
export interface Purchase {
  /** UUID. */
  readonly orderId: string;
  readonly reference: string;
  readonly shopper: Viewer;
  /** One agent for each merchant of the order. */
  readonly merchants: readonly Viewer[];
  /** UUIDs, in order of position: the first merchant's lines, then the second's. */
  readonly lines: readonly string[];
  /** The record that the marketplace sent. */
  readonly draft: OrderDraft;
}

/** What is bought; every line costs 100.00 CNY and 10.00 CNY freight. */
export interface PurchaseOptions {
  /** Default 1. */
  readonly merchants?: number;
  /** For each merchant; default 1. */
  readonly lines?: number;
  /** Default: somebody new. */
  readonly shopper?: Viewer;
  /** A merchant's agent to buy from; default: a new merchant. */
  readonly merchant?: Viewer;
}

/** Creates people and orders in one database through the use cases. */
export class Factory {
  private readonly rulebookCache: ReturnType<typeof createRulebookCache>;
  /** Makes versions of the rules. */
  readonly rulebooks: RulebookMaker;
  /** Where files that are handed in go; remove it after the tests. */
  readonly evidence = evidencePlace();

  constructor(
    readonly database: Database,
    readonly clock: Clock = new TestClock(),
  ) {
    this.rulebookCache = createRulebookCache(database);
    this.rulebooks = new RulebookMaker((viewer) => this.as(viewer));
  }

  /** The context in which somebody's use cases run. */
  as(viewer: Viewer): UseCaseContext {
    return {
      database: this.database,
      clock: this.clock,
      newId: () => newUuid(),
      viewer,
      evidence: this.evidence,
      rulebook: (version) => this.rulebookCache.byVersion(version),
      currentRulebook: () => this.rulebookCache.current(this.clock.now()),
    };
  }

  /** A registered mediator. @param capacity cases at a time, default 100 */
  async mediator(options: { level?: 1 | 2 | 3; capacity?: number; role?: Role } = {}): Promise<Viewer> {
    const viewer = person(options.role ?? Role.MEDIATOR);
    const { level = 1, capacity = 100 } = options;
    const profile = { publicName: `Mediator ${viewer.id.slice(0, 4)}`, certifiedReasons: [] };
    await insertMediators(this.database, [
      { id: viewer.id, level, capacity, relatedMerchantIds: [], ...profile },
    ]);
    return viewer;
  }

  /** Puts a merchant's viewer on the list of its members. */
  async register(member: Viewer, name: string): Promise<void> {
    const role = member.role === Role.MERCHANT_ADMIN ? Role.MERCHANT_ADMIN : Role.MERCHANT_AGENT;
    await insertMembers(this.database, [{ id: member.id, merchantId: member.merchantId ?? "", name, role }]);
  }

  /** An order, delivered two days ago, with payments, shipments, tracking, a promise, a refund and a review. */
  async purchase(options: PurchaseOptions = {}): Promise<Purchase> {
    const shopper = options.shopper ?? person(Role.SHOPPER);
    const merchants = Array.from({ length: options.merchants ?? 1 }, (): Viewer => {
      return options.merchant ?? { role: Role.MERCHANT_AGENT, id: newUuid(), merchantId: newUuid() };
    });
    const draft = draftOf(shopper, merchants, options.lines ?? 1);
    const orderId = await this.import(draft);
    const rows = await this.database.query<{ id: string }>(
      "SELECT id FROM order_line WHERE order_id = $1 ORDER BY position",
      [orderId],
    );
    const { reference } = draft;
    return { orderId, reference, shopper, merchants, lines: rows.map(({ id }) => id), draft };
  }

  /** Hands an order in as the marketplace does. Returns its UUID. */
  async import(draft: OrderDraft): Promise<string> {
    const [result] = await importOrders(this.as(person(Role.INTEGRATION)), { orders: [draft] });
    if (!result?.orderId || result.refusal !== null) {
      throw new Error(`The order was not taken: ${JSON.stringify(result)}`);
    }
    return result.orderId;
  }
}

function partyOf(id: string, text: string) {
  return { id, reference: id, city: `City of ${text} ${id}`, region: "Region" };
}

function draftOf(shopper: Viewer, merchants: readonly Viewer[], linesEach: number): OrderDraft {
  const lines = merchants.flatMap(({ merchantId }) =>
    Array.from({ length: linesEach }, () => merchantId ?? ""),
  );
  return {
    reference: `order-${randomUUID()}`,
    shopper: { ...partyOf(shopper.id, "shopper"), displayName: `Shopper ${shopper.id}` },
    currency: "CNY",
    status: "DELIVERED",
    purchasedAt,
    approvedAt: purchasedAt,
    promisedAt: new Date("2026-11-06T10:00:00.000Z"),
    lines: lines.map((merchantId, index) => lineOf(merchantId, index + 1)),
    payments: lines.map((_, index) => ({
      sequence: index + 1,
      method: "CARD",
      instalments: 1,
      amount: "110.00",
      paidAt: purchasedAt,
    })),
    shipments: merchants.map(({ merchantId }) => shipmentOf(merchantId ?? "")),
    reviews: [
      {
        reference: `review-${randomUUID()}`,
        score: 1,
        title: null,
        message: "It never came.",
        askedAt: null,
        answeredAt: storyBegin,
      },
    ],
  };
}

function lineOf(merchantId: string, position: number): LineDraft {
  return {
    position,
    merchant: { ...partyOf(merchantId, "merchant"), name: `Merchant ${merchantId}` },
    sku: `LAMP-${position}-${merchantId}`,
    title: `Desk lamp of ${merchantId}`,
    variant: null,
    category: null,
    quantity: 1,
    unitPrice: "100.00",
    discount: "0.00",
    freight: "10.00",
    perishable: false,
    shipBy: null,
    promises: [{ kind: "FREE_RETURN", text: "Free return", until: null }],
    refunds: [{ reference: `refund-${randomUUID()}`, amount: "5.00", refundedAt: storyBegin }],
  };
}

function shipmentOf(merchantId: string): ShipmentDraft {
  const handedOverAt = new Date("2026-11-03T10:00:00.000Z");
  const deliveredAt = new Date("2026-11-20T10:00:00.000Z");
  return {
    merchantReference: merchantId,
    carrier: `Carrier of ${merchantId}`,
    trackingNumber: `TRACK-${merchantId}`,
    handedOverAt,
    deliveredAt,
    events: [{ status: "IN_TRANSIT", occurredAt: handedOverAt, location: null, description: null }],
  };
}
