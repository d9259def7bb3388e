import { randomUUID } from "node:crypto";
import { demoMerchants, demoShoppers } from "../../../seeds/demo-parties.js";
import { DAY_MS } from "../../domain/time.js";
import type { DemoClient } from "./demo-client.js";
import { expectThat } from "./demo-error.js";

interface ImportAnswer {
  readonly results: readonly {
    readonly outcome: string;
    readonly orderId: string | null;
    readonly refusal: { readonly message: string } | null;
  }[];
  readonly userErrors: readonly { readonly message: string }[];
}

function party({ reference, city, region }: { reference: string; city: string; region: string }) {
  return { reference, city, region };
}

/** Headphones, delivered two days ago by platform time, under a reference that is new each time. */
function orderInput(now: Date): Record<string, unknown> {
  const daysAgo = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  const { audio } = demoMerchants;
  const { lin } = demoShoppers;
  return {
    reference: `DEMO-RUN-${randomUUID()}`,
    shopper: { ...party(lin), displayName: lin.displayName },
    currency: "CNY",
    status: "DELIVERED",
    purchasedAt: daysAgo(7),
    approvedAt: daysAgo(7),
    promisedAt: daysAgo(1),
    lines: [
      {
        position: 1,
        merchant: { ...party(audio), name: audio.name },
        sku: "HA-100",
        title: "Over-ear headphones Tide 头戴耳机",
        unitPrice: "899.00",
        freight: "12.00",
      },
    ],
    payments: [{ sequence: 1, method: "wallet", instalments: 1, amount: "911.00", paidAt: daysAgo(7) }],
    shipments: [
      {
        merchantReference: audio.reference,
        carrier: "Kingfisher Express",
        trackingNumber: "KF-DEMO",
        handedOverAt: daysAgo(5),
        deliveredAt: daysAgo(2),
        events: [{ status: "DELIVERED", occurredAt: daysAgo(2) }],
      },
    ],
  };
}

/**
 * Hands in a fresh order through the API and finds its only line as the shopper sees it.
 * @returns the line's id
 */
export async function importDemoOrder(integration: DemoClient, shopper: DemoClient): Promise<string> {
  const { platformClock } = await integration.ask<{ platformClock: { now: string } }>(
    "query { platformClock { now } }",
  );
  const selection = "results { outcome orderId refusal { message } }";
  const orders = [orderInput(new Date(platformClock.now))];
  const { results, userErrors } = await integration.mutate<ImportAnswer>(
    "importOrders",
    { orders },
    selection,
  );
  const [result] = results;
  const reason = userErrors[0]?.message ?? result?.refusal?.message ?? "";
  expectThat(result?.outcome === "TAKEN", `The demo order should be taken as new, but: ${reason}`);
  const { order } = await shopper.ask<{ order: { lines: { id: string }[] } | null }>(
    "query Order($id: ID!) { order(id: $id) { lines { id } } }",
    { id: result.orderId },
  );
  const line = order?.lines[0]?.id;
  expectThat(line !== undefined, "The shopper does not see the order that was imported for them.");
  return line;
}
