import { isStaff } from "../../domain/access/policy.js";
import { sideOf, type Viewer } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { FeedPosition } from "../../persistence/feed.store.js";

/** Which numbering of a dispute's events a viewer reads; a cursor of one means nothing in another. */
function numberingOf(viewer: Viewer): string {
  return sideOf(viewer.role) ?? (isStaff(viewer.role) ? "STAFF" : "PUBLIC");
}

/** The cursor after the event with this number in the viewer's numbering. */
export function encodeDisputeCursor(viewer: Viewer, disputeId: string, number: number): string {
  return encode(`dispute ${numberingOf(viewer)} ${disputeId} ${number}`);
}

/**
 * The number behind a cursor of a dispute's events.
 * @throws RefusedError INVALID_CURSOR if it is malformed, of another dispute or another side's
 */
export function decodeDisputeCursor(viewer: Viewer, disputeId: string, cursor: string): number {
  const [kind, numbering, dispute, number = "", ...rest] = decode(cursor).split(" ");
  const fits = kind === "dispute" && numbering === numberingOf(viewer) && dispute === disputeId;
  if (!fits || rest.length > 0 || !/^\d{1,9}$/.test(number)) refuseCursor();
  return Number(number);
}

/** The cursor after an event of the feed of all disputes. */
export function encodeFeedCursor({ transactionId, position }: FeedPosition): string {
  return encode(`feed ${transactionId} ${position}`);
}

/**
 * The place behind a cursor of the feed of all disputes.
 * @throws RefusedError INVALID_CURSOR if it is malformed
 */
export function decodeFeedCursor(cursor: string): FeedPosition {
  const [, transactionId, position] = /^feed (\d{1,18}) (\d{1,18})$/.exec(decode(cursor)) ?? [];
  if (transactionId === undefined || position === undefined) return refuseCursor();
  return { transactionId, position };
}

/** The cursor after a step of the feed of rule feedback. @param position decimal digits */
export function encodeFeedbackCursor(position: string): string {
  return encode(`feedback ${position}`);
}

/**
 * The position behind a cursor of the feed of rule feedback.
 * @throws RefusedError INVALID_CURSOR if it is malformed
 */
export function decodeFeedbackCursor(cursor: string): string {
  return /^feedback (\d{1,18})$/.exec(decode(cursor))?.[1] ?? refuseCursor();
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function decode(cursor: string): string {
  return /^[\w-]{1,200}$/.test(cursor) ? Buffer.from(cursor, "base64url").toString("latin1") : "";
}

function refuseCursor(): never {
  refuse(
    ErrorCode.INVALID_CURSOR,
    "This is no cursor of this stream. Use one that it delivered, or none to start from now.",
    {
      field: ["after"],
    },
  );
}
