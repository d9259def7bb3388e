import { isStaff } from "../../../domain/access/policy.js";
import { columns, expression, type ReadField, type ReadType } from "../read-type.js";

function staffInstant(column: string): ReadField {
  return expression((row, { viewer }) =>
    isStaff(viewer.role) ? `${row}.${column}` : "NULL::timestamptz(3)",
  );
}

/** What staff read of a dispute's place in the queue; never by what it ranks, which holds the shopper's tier. */
export const queueFields: Readonly<Record<string, ReadField>> = {
  queuedAt: staffInstant("queued_at"),
  overdueAt: staffInstant("overdue_at"),
  watches: {
    kind: "list",
    type: "StandingWatch",
    orderBy: "watched_at, id",
    on: (parent, child) =>
      `${child}.subject_id IN (${parent}.id, ${parent}.shopper_id, ${parent}.merchant_id) AND ${child}.ended_at IS NULL`,
  },
};

/** How entries of the watch list are read. */
export const watchType: ReadType = {
  name: "StandingWatch",
  table: "watch",
  visible: (_row, { viewer }) => (isStaff(viewer.role) ? "TRUE" : "FALSE"),
  fields: { subject: expression((row) => `${row}.subject_kind`), ...columns("reason", "watchedAt") },
};
