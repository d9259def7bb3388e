import type { OrderDraft } from "../../domain/order/order.js";
import { findKnownOrders } from "../../persistence/order.store.js";
import {
  insertMediators,
  insertMembers,
  type MediatorProfile,
  type MerchantMember,
} from "../../persistence/staff.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { ImportOutcome, importOrders } from "../orders/import-orders.js";
import type { UseCaseContext } from "../use-case.js";

/** A small marketplace as data: who is on it and what was bought. */
export interface DemoMarketplace {
  /** Orders with the shoppers and merchants they name. */
  readonly orders: readonly OrderDraft[];
  readonly members: readonly MerchantMember[];
  readonly mediators: readonly MediatorProfile[];
}

/**
 * Puts a demo marketplace into the database through the same use case that takes real orders. What is
 * there already stays as it is, so a second run changes nothing, whatever the time.
 * @param context its viewer must have the role INTEGRATION
 * @returns how many orders were added
 * @throws Error if an order of the demo is refused: then the demo data is wrong
 */
export async function seedDemo(context: UseCaseContext, marketplace: DemoMarketplace): Promise<number> {
  const references = marketplace.orders.map(({ reference }) => reference);
  const known = await inTransaction(context.database, (tx) => findKnownOrders(tx, references));
  const stored = new Set(known.map(({ reference }) => reference));
  const orders = marketplace.orders.filter(({ reference }) => !stored.has(reference));
  const results = await importOrders(context, { orders });
  for (const { reference, outcome, refusal } of results) {
    if (outcome === ImportOutcome.REFUSED) {
      throw new Error(
        `The demo order ${reference} was refused (${refusal?.message ?? "no reason"}). Correct seeds/.`,
      );
    }
  }
  await inTransaction(context.database, async (tx) => {
    await insertMembers(tx, marketplace.members);
    await insertMediators(tx, marketplace.mediators);
  });
  return results.length;
}
