import { maySeeLine } from "../../domain/access/policy.js";
import type { ClaimableLine, OrderFacts } from "../../domain/dispute/eligibility.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { ClockFacts } from "../../persistence/clock-facts.js";
import type { Sql } from "../../persistence/database.js";
import { readClaimableLines, readOrderFacts } from "../../persistence/line-facts.store.js";
import type { UseCaseContext } from "../use-case.js";

const field = { field: ["lines"] };

function refuseMissing(): never {
  refuse(ErrorCode.NOT_FOUND, "There is no such order line.", field);
}

/** No order has more lines in earnest. */
const MAXIMUM_LINES = 200;

function requireDistinct(orderLineIds: readonly string[]): void {
  const { length } = orderLineIds;
  if (length === 0) refuse(ErrorCode.VALIDATION, "Name at least one order line.", field);
  if (length > MAXIMUM_LINES)
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_LINES} order lines; these are ${length}.`, field);
  if (new Set(orderLineIds).size < length)
    refuse(ErrorCode.VALIDATION, "Each order line appears once.", field);
}

/**
 * The lines that somebody wants to dispute, with their order and the clocks of the two sides.
 * @param orderLineIds UUIDs
 * @throws RefusedError VALIDATION for no lines, too many, one twice or lines of several orders, NOT_FOUND for lines that
 *   are unknown or not the viewer's to dispute
 */
export async function readDisputedLines(
  sql: Sql,
  { viewer }: UseCaseContext,
  orderLineIds: readonly string[],
): Promise<{ order: OrderFacts; lines: ClaimableLine[]; clocks: ClockFacts }> {
  requireDistinct(orderLineIds);
  const lines = await readClaimableLines(sql, orderLineIds);
  const [first] = lines;
  if (first === undefined || lines.length < orderLineIds.length) return refuseMissing();
  // Each line by its own shopper, before anything is said about the lines together.
  if (!lines.every((line) => maySeeLine(viewer, line))) return refuseMissing();
  if (lines.some(({ orderId }) => orderId !== first.orderId)) {
    refuse(ErrorCode.VALIDATION, "A dispute is about lines of one order.", field);
  }
  const facts = await readOrderFacts(sql, first.orderId, first.merchantId);
  if (facts === null) return refuseMissing();
  return { ...facts, lines };
}
