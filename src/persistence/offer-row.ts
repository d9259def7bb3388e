import type { Side } from "../domain/access/viewer.js";
import type { Offer, OfferStatus } from "../domain/dispute/dispute.js";
import { dateOrNull } from "./clock-row.js";
import { remedyItemsFromJson, type RemedyItemJson } from "./remedy-items-row.js";

/** An offer as {@link offersSql} delivers it. */
export interface OfferJson {
  readonly id: string;
  readonly side: Side;
  readonly status: OfferStatus;
  readonly terms: readonly RemedyItemJson[];
  readonly terms_hash: string;
  readonly message: string | null;
  readonly made_at: string;
  readonly expires_at: string;
  readonly decided_at: string | null;
}

/** SQL for the offers of a dispute. @param alias of the table `dispute` */
export function offersSql(alias: string): string {
  return `SELECT id, side, status, terms, terms_hash, message, made_at, expires_at, decided_at
    FROM offer WHERE dispute_id = ${alias}.id ORDER BY made_at, id`;
}

/** Turns the JSON of an offer into the domain's. */
export function offerFrom(row: OfferJson): Offer {
  return {
    id: row.id,
    side: row.side,
    status: row.status,
    terms: remedyItemsFromJson(row.terms),
    termsHash: row.terms_hash,
    message: row.message,
    madeAt: new Date(row.made_at),
    expiresAt: new Date(row.expires_at),
    decidedAt: dateOrNull(row.decided_at),
  };
}
