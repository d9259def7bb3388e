import { RemedyKind } from "../../../domain/dispute/remedy.js";
import { reais, type ClaimPlan } from "./claim.js";
import { refusalOf } from "./course.js";
import type { Desk } from "./desk.js";
import type { DisputeRecord } from "./dispute-record.js";
import type { Person } from "./platform-port.js";

/** An item of terms that orders money for a line. */
export interface MoneyItem {
  readonly kind: RemedyKind;
  readonly orderLineId: string;
  readonly amount: string;
}

/** What is offered where no money is claimed: a tenth of the price. */
export function consolationOf({ items }: DisputeRecord, { lines }: ClaimPlan): MoneyItem {
  const price = items[0]?.price_minor ?? 0;
  const orderLineId = lines[0]?.orderLineId ?? "";
  return { kind: RemedyKind.COMPENSATION, orderLineId, amount: reais(Math.ceil(price / 10)) };
}

/** The merchant refuses, and hands in what that needs and no record holds; the data set has none of it, so it is only said. */
export async function refuseClaim(
  desk: Desk,
  record: DisputeRecord,
  { disputeId, merchant }: { readonly disputeId: string; readonly merchant: Person },
): Promise<void> {
  for (const slot of await desk.port.slotsMissing(merchant, disputeId)) {
    await handIn(desk, merchant, { disputeId, slot, narrative: "As our records have it." });
  }
  await desk.act(merchant, "refuseClaim", { disputeId, ...refusalOf(record) });
}

/** Hands in an item that is told and not shown. */
export async function handIn(
  desk: Desk,
  who: Person,
  item: { readonly disputeId: string; readonly slot: string; readonly narrative: string },
): Promise<void> {
  const { disputeId } = item;
  const { itemId } = await desk.act(who, "saveEvidenceDraft", { ...item, orderLineIds: [], fileIds: [] });
  await desk.act(who, "submitEvidence", { disputeId, itemId });
}
