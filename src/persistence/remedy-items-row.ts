import type { RemedyItem, RemedyKind } from "../domain/dispute/remedy.js";

/** A remedy item as it stands in the jsonb columns `offer.terms` and `ruling.remedies`. */
export interface RemedyItemJson {
  readonly kind: RemedyKind;
  readonly orderLineId: string;
  /** Minor units as text, because JSON numbers lose digits of large integers. */
  readonly amountMinor: string;
}

/** Remedy items for the jsonb columns `offer.terms` and `ruling.remedies`; the reverse of {@link remedyItemsFromJson}. */
export function remedyItemsToJson(items: readonly RemedyItem[]): RemedyItemJson[] {
  return items.map(({ kind, orderLineId, amountMinor }) => ({
    kind,
    orderLineId,
    amountMinor: amountMinor.toString(),
  }));
}

/** Reads remedy items from the jsonb columns `offer.terms` and `ruling.remedies`. */
export function remedyItemsFromJson(items: readonly RemedyItemJson[]): RemedyItem[] {
  return items.map(({ kind, orderLineId, amountMinor }) => ({
    kind,
    orderLineId,
    amountMinor: BigInt(amountMinor),
  }));
}
