import { createHash } from "node:crypto";
import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { refuseChangeUnderDispute } from "../../domain/order/change-order.js";
import type { OrderDraft } from "../../domain/order/order.js";
import { orderContent } from "../../domain/order/order-content.js";
import { OrderRefusalCode, type OrderRefusal } from "../../domain/order/order-refusal.js";
import { prepareOrder } from "../../domain/order/prepare-order.js";
import type { PreparedOrder } from "../../domain/order/prepared-order.js";
import type { Tx } from "../../persistence/database.js";
import {
  findKnownOrders,
  lockOrders,
  partKey,
  readDisputedLines,
  readPartIds,
  saveOrders,
  type LockedOrder,
} from "../../persistence/order.store.js";
import type { PlacedOrder } from "../../persistence/order-rows.js";
import { saveMerchants, saveShoppers } from "../../persistence/party.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** The most orders that one call takes. */
export const MAXIMUM_ORDERS = 500;

/** What became of one order of a call. */
export const ImportOutcome = {
  /** Not taken; `refusal` says why. Nothing of it was written. */
  REFUSED: "REFUSED",
  /** New, and written. */
  TAKEN: "TAKEN",
  /** Known, and exactly as it was. Nothing was written. */
  UNCHANGED: "UNCHANGED",
  /** Known, and the marketplace's record has moved on: written. */
  UPDATED: "UPDATED",
} as const;
export type ImportOutcome = (typeof ImportOutcome)[keyof typeof ImportOutcome];

/** The answer for one order, in the place that it had in the call. */
export interface ImportResult {
  readonly reference: string;
  /** UUID of the order; null if it is not stored. */
  readonly orderId: string | null;
  readonly outcome: ImportOutcome;
  /** Why it was refused; null otherwise. */
  readonly refusal: OrderRefusal | null;
}

/** What to import. */
export interface ImportOrdersInput {
  /** Idempotency key; left out by readers of files, which are idempotent by the orders' references alone. */
  readonly clientMutationId?: string;
  /** At most {@link MAXIMUM_ORDERS}. */
  readonly orders: readonly OrderDraft[];
}

/** An order that passed the checks which need no database. */
interface Candidate {
  readonly index: number;
  readonly order: PreparedOrder;
  readonly contentHash: string;
}

type Answer = ImportResult | null;

function hashContent(draft: OrderDraft): string {
  return createHash("sha256").update(orderContent(draft)).digest("hex");
}

/** A reference that may be anything, cut to what jsonb, which keeps the answer, can hold: no NUL, no half surrogate. */
function quotable(reference: string): string {
  return reference
    .slice(0, 200)
    .replaceAll("\0", "\u{fffd}")
    .replace(/\p{Surrogate}/gu, "\u{fffd}");
}

function refused(reference: string, refusal: OrderRefusal, orderId: string | null = null): ImportResult {
  return { reference, orderId, outcome: ImportOutcome.REFUSED, refusal };
}

/** Checks each order by itself: fills in the refusals and returns the others, sorted by reference. */
function examine(drafts: readonly OrderDraft[], answers: Answer[]): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const [index, draft] of drafts.entries()) {
    const { order, refusal } = prepareOrder(draft);
    if (refusal) {
      answers[index] = refused(quotable(draft.reference), refusal);
    } else if (candidates.has(draft.reference)) {
      answers[index] = refused(draft.reference, {
        code: OrderRefusalCode.DUPLICATE_ORDER,
        message: "The same order stands earlier in this call. Send one record of an order a call.",
        field: ["reference"],
      });
    } else {
      candidates.set(draft.reference, { index, order, contentHash: hashContent(draft) });
    }
  }
  return [...candidates.values()].sort(
    (one, other) =>
      Number(one.order.draft.reference > other.order.draft.reference) -
      Number(one.order.draft.reference < other.order.draft.reference),
  );
}

/** A candidate that will be written, and the stored order that it replaces, if any. */
interface Write extends Candidate {
  readonly stored: LockedOrder | null;
}

/** Refuses new records that change what a dispute rests on; returns those that may be written. */
async function examineChanges(
  tx: Tx,
  changed: readonly (Candidate & { readonly orderId: string })[],
  answers: Answer[],
): Promise<Write[]> {
  if (changed.length === 0) return [];
  const locked = await lockOrders(
    tx,
    changed.map(({ orderId }) => orderId),
  );
  const disputedLines = await readDisputedLines(
    tx,
    locked.map(({ id }) => id),
  );
  const storedById = new Map(locked.map((stored) => [stored.id, stored]));
  return changed.flatMap((candidate) => {
    const { index, order, orderId } = candidate;
    const stored = storedById.get(orderId) ?? null;
    const lines = disputedLines.get(orderId);
    const refusal = stored && lines ? refuseChangeUnderDispute({ ...stored, lines }, order) : null;
    if (refusal) {
      answers[index] = refused(order.draft.reference, refusal, orderId);
      return [];
    }
    return [{ ...candidate, stored }];
  });
}

/** Tells new, known and changed orders apart and fills in the answers that need no writing. */
async function chooseWrites(tx: Tx, candidates: readonly Candidate[], answers: Answer[]): Promise<Write[]> {
  const known = await findKnownOrders(
    tx,
    candidates.map(({ order }) => order.draft.reference),
  );
  const byReference = new Map(known.map((stored) => [stored.reference, stored]));
  const fresh: Write[] = [];
  const changed: (Candidate & { orderId: string })[] = [];
  for (const candidate of candidates) {
    const { reference } = candidate.order.draft;
    const stored = byReference.get(reference);
    if (!stored) fresh.push({ ...candidate, stored: null });
    else if (stored.contentHash !== candidate.contentHash) changed.push({ ...candidate, orderId: stored.id });
    else
      answers[candidate.index] = {
        reference,
        orderId: stored.id,
        outcome: ImportOutcome.UNCHANGED,
        refusal: null,
      };
  }
  return [...fresh, ...(await examineChanges(tx, changed, answers))];
}

/** Gives every order and every part its id: stored ones keep theirs. */
async function place(context: UseCaseContext, tx: Tx, writes: readonly Write[]): Promise<PlacedOrder[]> {
  const maker = { newId: context.newId, now: context.clock.now() };
  // Later purchases know a party better.
  const byPurchase = writes
    .map(({ order }) => order.draft)
    .sort((one, other) => one.purchasedAt.getTime() - other.purchasedAt.getTime());
  const merchants = byPurchase.flatMap(({ lines }) => lines.map(({ merchant }) => merchant));
  const merchantIds = await saveMerchants(tx, merchants, maker);
  const shopperIds = await saveShoppers(
    tx,
    byPurchase.map(({ shopper }) => shopper),
    maker,
  );
  const storedIds = writes.flatMap(({ stored }) => (stored ? [stored.id] : []));
  const partIds = storedIds.length > 0 ? await readPartIds(tx, storedIds) : new Map<string, string>();
  return writes.map(({ order, contentHash, stored }) => {
    const id = stored?.id ?? context.newId();
    const shopperId = shopperIds.get(order.draft.shopper.reference);
    if (shopperId === undefined) throw new Error("The shopper of an order was not saved.");
    const partId: PlacedOrder["partId"] = (kind, key) =>
      (stored ? partIds.get(partKey(id, kind, key)) : undefined) ?? context.newId();
    return { id, isNew: stored === null, order, contentHash, shopperId, merchantIds, partId };
  });
}

async function write(
  context: UseCaseContext,
  tx: Tx,
  drafts: readonly OrderDraft[],
): Promise<ImportResult[]> {
  const answers: Answer[] = drafts.map(() => null);
  const candidates = examine(drafts, answers);
  const writes = candidates.length > 0 ? await chooseWrites(tx, candidates, answers) : [];
  const placed = writes.length > 0 ? await place(context, tx, writes) : [];
  if (placed.length > 0) await saveOrders(tx, placed, { newId: context.newId, now: context.clock.now() });
  for (const [position, { index }] of writes.entries()) {
    const order = placed[position];
    if (!order) continue;
    answers[index] = {
      reference: order.order.draft.reference,
      orderId: order.id,
      outcome: order.isNew ? ImportOutcome.TAKEN : ImportOutcome.UPDATED,
      refusal: null,
    };
  }
  return answers.filter((answer) => answer !== null);
}

/**
 * Takes orders as a marketplace hands them in, each whole or not at all, all in one transaction. An order
 * that is known by its reference and says the same is UNCHANGED; one that says something else is UPDATED:
 * its lines, payments, shipments and reviews keep their ids, refunds are added. Where a dispute stands on it,
 * the facts that the dispute rests on may not change. Merchants and shoppers are added and refreshed on the way.
 * @returns one result an order, in the order given
 * @throws RefusedError FORBIDDEN unless the viewer is a machine of the marketplace, VALIDATION above
 *   {@link MAXIMUM_ORDERS} orders or for a bad key, IDEMPOTENCY_MISMATCH
 */
export async function importOrders(
  context: UseCaseContext,
  input: ImportOrdersInput,
): Promise<ImportResult[]> {
  if (context.viewer.role !== Role.INTEGRATION) {
    refuse(ErrorCode.FORBIDDEN, "Only a machine of the marketplace (role INTEGRATION) hands in orders.");
  }
  if (input.orders.length > MAXIMUM_ORDERS) {
    refuse(
      ErrorCode.VALIDATION,
      `The call holds ${input.orders.length} orders; at most ${MAXIMUM_ORDERS} are taken at once. Split it.`,
      { field: ["orders"], details: { maximum: MAXIMUM_ORDERS, given: input.orders.length } },
    );
  }
  const { clientMutationId, orders } = input;
  if (clientMutationId === undefined)
    return inTransaction(context.database, (tx) => write(context, tx, orders));
  const key = { mutation: "importOrders", clientMutationId, input: { orders } };
  return inTransactionOnce(context, key, (tx) => write(context, tx, orders));
}
