import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { OrderDraft } from "../../src/domain/order/order.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { importOrders } from "../../src/services/orders/import-orders.js";
import { createRulebookCache, type RulebookCache } from "../../src/services/rulebook/load-rulebook.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { evidencePlace } from "./evidence.js";
import { execute } from "./graphql.js";

const purchasedAt = new Date("2026-11-01T10:00:00.000Z");
const now = new Date("2026-11-22T06:00:00.000Z");
const integration: Viewer = { role: Role.INTEGRATION, id: randomUUID(), merchantId: null };

/** What a client sends as `input`. */
export type Input = Record<string, unknown>;

/** The two sides and the only line of an order. */
export interface Scene {
  readonly shopper: Viewer;
  readonly merchant: Viewer;
  /** API id of the order's only line, for which 100.00 CNY were paid. */
  readonly line: string;
}

/** A scene with an open dispute about the line. */
export interface OpenedScene extends Scene {
  /** API id. */
  readonly disputeId: string;
  readonly version: number;
}

/** What the tests read of a payload. */
export interface Payload {
  readonly clientMutationId: string;
  readonly dispute: { readonly id: string; readonly version: number; readonly status: string } | null;
  readonly event?: { readonly id: string } | null;
  readonly offer?: { readonly id: string; readonly termsHash: string; readonly status: string } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[];
    readonly details: Record<string, unknown> | null;
  }[];
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function draftOrder(shopperId: string, merchantId: string): OrderDraft {
  return {
    reference: randomUUID(),
    shopper: { id: shopperId, reference: shopperId, displayName: "Ana", city: null, region: null },
    currency: "CNY",
    status: "DELIVERED",
    purchasedAt,
    approvedAt: purchasedAt,
    promisedAt: new Date("2026-11-06T10:00:00.000Z"),
    lines: [
      {
        position: 1,
        merchant: { id: merchantId, reference: merchantId, name: "Lamps", city: null, region: null },
        sku: "LAMP-1",
        title: "Desk lamp",
        variant: null,
        category: null,
        quantity: 1,
        unitPrice: "100.00",
        discount: "0.00",
        freight: "0.00",
        perishable: false,
        shipBy: null,
        promises: [],
        refunds: [],
      },
    ],
    payments: [{ sequence: 1, method: "CARD", instalments: 1, amount: "100.00", paidAt: purchasedAt }],
    shipments: [
      {
        merchantReference: merchantId,
        carrier: null,
        trackingNumber: null,
        handedOverAt: new Date("2026-11-03T10:00:00.000Z"),
        deliveredAt: new Date("2026-11-20T10:00:00.000Z"),
        events: [],
      },
    ],
    reviews: [],
  };
}

/** The input of openDispute about a line, with changes. */
export function opening(line: string, change: Input = {}): Input {
  return {
    reason: "NOT_RECEIVED",
    remedy: "REFUND",
    statement: "The lamp never came.",
    lines: [{ orderLineId: line, amount: "100.00" }],
    ...change,
  };
}

/** Plays mutations on a database of a test, at a fixed time. */
export class MutationStage {
  private readonly rulebooks: RulebookCache;
  readonly evidence = evidencePlace();

  constructor(readonly database: Database) {
    this.rulebooks = createRulebookCache(database);
  }

  contextOf(viewer: Viewer, at = now): UseCaseContext {
    return {
      database: this.database,
      clock: { now: () => at },
      newId: randomUUID,
      viewer,
      evidence: this.evidence,
      rulebook: (version) => this.rulebooks.byVersion(version),
      currentRulebook: () => this.rulebooks.current(at),
    };
  }

  /** An order of its own for each test: one line, delivered. */
  async orderScene(): Promise<Scene> {
    const [shopperId, merchantId] = [randomUUID(), randomUUID()];
    const orders = [draftOrder(shopperId, merchantId)];
    const [result] = await importOrders(this.contextOf(integration), { orders });
    if (!result?.orderId) throw new Error(`The order was not taken: ${JSON.stringify(result)}`);
    const select = "SELECT id FROM order_line WHERE order_id = $1";
    const [line] = await this.database.query<{ id: string }>(select, [result.orderId]);
    return {
      shopper: { role: Role.SHOPPER, id: shopperId, merchantId: null },
      merchant: { role: Role.MERCHANT_AGENT, id: randomUUID(), merchantId },
      line: toGlobalId("OrderLine", line!.id),
    };
  }

  async openedScene(): Promise<OpenedScene> {
    const scene = await this.orderScene();
    const { dispute, userErrors } = await this.mutate(scene.shopper, "openDispute", opening(scene.line));
    if (!dispute) throw new Error(JSON.stringify(userErrors));
    return { ...scene, disputeId: dispute.id, version: dispute.version };
  }

  /** Runs the documented example operation of a mutation. */
  async mutate(viewer: Viewer, mutation: string, input: Input, at = now): Promise<Payload> {
    const source = readFileSync(`schema/operations/${kebab(mutation)}.graphql`, "utf8");
    const variables = { input: { clientMutationId: randomUUID(), ...input } };
    const { data, errors } = await execute(this.contextOf(viewer, at), source, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as Record<string, Payload>)[mutation]!;
  }

  /** What a mutation could have written. */
  async writtenRows(): Promise<unknown> {
    const tables = ["dispute", "dispute_line", "dispute_event", "offer", "message", "idempotency_key"];
    const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
    const versions = "(SELECT sum(version)::int FROM dispute) AS versions";
    const jobs = "(SELECT count(*)::int FROM graphile_worker.jobs) AS jobs";
    const [row] = await this.database.query(`SELECT ${[...counts, versions, jobs].join(", ")}`);
    return row;
  }

  /** Asserts that a mutation is refused with this code, says why, and leaves nothing behind. */
  async expectRefused(run: () => Promise<Payload>, code: string, field?: string[]): Promise<Payload> {
    const before = await this.writtenRows();
    const payload = await run();
    const [error] = payload.userErrors;
    expect(error).toMatchObject({ code, ...(field ? { field } : {}) });
    expect(error!.message).toMatch(/^\S.{15,}\.$/);
    expect(payload.dispute ?? null).toBeNull();
    expect(await this.writtenRows()).toEqual(before);
    return payload;
  }
}
