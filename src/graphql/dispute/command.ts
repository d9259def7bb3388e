import type { RemedyKind } from "../../domain/dispute/remedy.js";
import { fromGlobalId } from "../global-id.js";
import type { ClaimLineInput } from "./claim.input.js";
import type { DisputeCommandInput } from "./command.input.js";
import type { RemedyItemInput } from "./offer.input.js";

/** What every use case on an existing dispute takes, with the UUID instead of the API's id. */
interface DisputeCommand {
  readonly clientMutationId: string;
  readonly disputeId: string;
  /** Absent: not checked. */
  readonly expectedVersion?: number;
}

/** What one item of terms or remedies takes, with the UUID instead of the API's id. */
interface RemedyItemDraft {
  readonly kind: RemedyKind;
  readonly orderLineId: string;
  /** Decimal string in major units; null where none was given. */
  readonly amount: string | null;
}

/**
 * The part of a command that all mutations of a dispute share.
 * @throws RefusedError INVALID_ID
 */
export function commandOf({
  clientMutationId,
  disputeId,
  expectedVersion,
}: DisputeCommandInput): DisputeCommand {
  return {
    clientMutationId,
    disputeId: fromGlobalId("Dispute", disputeId, ["disputeId"]),
    ...(typeof expectedVersion === "number" ? { expectedVersion } : {}),
  };
}

/**
 * The lines of a claim with UUIDs.
 * @param field name of the input field that holds them
 * @throws RefusedError INVALID_ID naming the line by its position
 */
export function claimLinesOf(
  lines: readonly ClaimLineInput[],
  field = "lines",
): { orderLineId: string; amount: string | null }[] {
  return lines.map(({ orderLineId, amount }, index) => ({
    orderLineId: fromGlobalId("OrderLine", orderLineId, [field, String(index), "orderLineId"]),
    amount: amount ?? null,
  }));
}

/**
 * The items of terms or remedies with UUIDs.
 * @param field name of the input field that holds them
 * @throws RefusedError INVALID_ID naming the item by its position
 */
export function remedyItemsOf(items: readonly RemedyItemInput[], field: string): RemedyItemDraft[] {
  return items.map(({ kind, orderLineId, amount }, index) => ({
    kind,
    orderLineId: fromGlobalId("OrderLine", orderLineId, [field, String(index), "orderLineId"]),
    amount: amount ?? null,
  }));
}
