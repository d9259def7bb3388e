import { join } from "node:path";
import { OlistSource } from "../../import/olist-source.js";
import type { OrderDraft } from "../../../domain/order/order.js";
import type { DemoClient } from "../demo-client.js";
import { expectThat } from "../demo-error.js";

interface ImportAnswer {
  readonly results: readonly {
    readonly reference: string;
    readonly outcome: string;
    readonly refusal: { readonly code: string } | null;
  }[];
  readonly userErrors: readonly { readonly message: string }[];
}

/** So many orders stay well below the 1 MiB of a request. */
const ORDERS_A_CALL = 100;

/** What became of the orders. */
export interface LoadedOrders {
  readonly taken: number;
  /** Code of the refusal by reference of the order. */
  readonly refused: ReadonlyMap<string, string>;
}

async function readDrafts(dataDirectory: string): Promise<OrderDraft[]> {
  const source = new OlistSource(join(dataDirectory, "small"));
  try {
    await source.prepare(() => undefined);
    const drafts: OrderDraft[] = [];
    for (const { draft, reference, refusal } of source.records()) {
      expectThat(draft !== null, `Order ${reference} cannot be read: ${refusal?.message ?? ""}`);
      drafts.push(draft);
    }
    return drafts;
  } finally {
    source.close();
  }
}

/** Hands the orders of `small/` in through the API. @throws DemoError if a whole call is refused */
export async function loadOrders(integration: DemoClient, dataDirectory: string): Promise<LoadedOrders> {
  const drafts = await readDrafts(dataDirectory);
  const refused = new Map<string, string>();
  let taken = 0;
  for (let start = 0; start < drafts.length; start += ORDERS_A_CALL) {
    const orders = drafts.slice(start, start + ORDERS_A_CALL);
    const answer = await integration.mutate<ImportAnswer>(
      "importOrders",
      { orders },
      "results { reference outcome refusal { code } }",
    );
    expectThat(answer.userErrors.length === 0, `importOrders: ${answer.userErrors[0]?.message ?? ""}`);
    for (const { reference, outcome, refusal } of answer.results) {
      if (outcome === "TAKEN") taken += 1;
      else refused.set(reference, refusal?.code ?? outcome);
    }
  }
  return { taken, refused };
}
