import type { Decision } from "../domain/dispute/decision.js";
import type { Dispute } from "../domain/dispute/dispute.js";
import { appealRows } from "./appeal-row.js";
import { proposalRows } from "./proposal-row.js";
import { remedyItemsToJson } from "./remedy-items-row.js";
import { clarificationRows, correctionRows } from "./ruling-notes-row.js";
import { rulingRows } from "./ruling-row.js";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What a decision changed beside the dispute's own row and the log. */
export interface ChangedRows {
  readonly lines: Rows;
  readonly offers: Rows;
  readonly proposals: Rows;
  readonly obligations: Rows;
  readonly rulings: Rows;
  readonly appeals: Rows;
  readonly corrections: Rows;
  readonly clarifications: Rows;
}

/** The rows that a decision changes: what differs between two states (null before the opening) and its effects. */
export function changedRowsOf(
  before: Dispute | null,
  after: Dispute,
  effects: Decision["effects"],
): ChangedRows {
  const dispute_id = after.id;
  const open = !effects.some(({ kind }) => kind === "RELEASE_LINES");
  const reopened = before !== null && before.closedAt !== null && after.closedAt === null;
  const linesChanged = before?.claim !== after.claim || !open || reopened;
  return {
    lines: linesChanged
      ? after.claim.items.map(({ orderLineId, amountMinor }) => ({
          dispute_id,
          order_line_id: orderLineId,
          claimed_minor: amountMinor.toString(),
          open,
        }))
      : [],
    offers: newOrChanged(before?.offers, after.offers).map((offer) => ({
      id: offer.id,
      dispute_id,
      side: offer.side,
      status: offer.status,
      terms: remedyItemsToJson(offer.terms),
      terms_hash: offer.termsHash,
      message: offer.message,
      made_at: offer.madeAt,
      expires_at: offer.expiresAt,
      decided_at: offer.decidedAt,
    })),
    proposals: proposalRows(before, after),
    obligations: newOrChanged(before?.obligations, after.obligations).map((obligation) => ({
      id: obligation.id,
      dispute_id,
      order_line_id: obligation.orderLineId,
      kind: obligation.kind,
      owner: obligation.owner,
      beneficiary: obligation.beneficiary,
      amount_minor: obligation.amountMinor.toString(),
      condition: obligation.condition,
      status: obligation.status,
      due_at: obligation.dueAt,
    })),
    rulings: rulingRows(before, after),
    appeals: appealRows(before, after),
    corrections: correctionRows(before, after),
    clarifications: clarificationRows(before, after),
  };
}

/** What `evolve` left alone is the same object. */
function newOrChanged<Item>(before: readonly Item[] | undefined, after: readonly Item[]): Item[] {
  return after.filter((item) => before?.includes(item) !== true);
}
