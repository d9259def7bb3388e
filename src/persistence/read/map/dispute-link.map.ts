import { isStaff } from "../../../domain/access/policy.js";
import { always, columns, expression, toOne, type ReadField, type ReadType } from "../read-type.js";
import { disputeVisible } from "../visibility.js";

/** What belongs to a dispute; a link to one that the viewer may not see does not exist. */
export const linkFields: Readonly<Record<string, ReadField>> = {
  links: {
    kind: "list",
    type: "DisputeLink",
    orderBy: "linked_at, id",
    on: (parent, child) => `${child}.dispute_id = ${parent}.id AND ${child}.ended_at IS NULL`,
  },
};

/** How links are read, each from the end that was asked for. */
export const linkType: ReadType = {
  name: "DisputeLink",
  table: "dispute_link",
  visible: (row, scope) => {
    const other = scope.alias();
    const seen = disputeVisible(other, scope);
    return `EXISTS (SELECT FROM dispute AS ${other} WHERE ${other}.id = ${row}.other_id AND ${seen})`;
  },
  fields: {
    ...columns("kind", "linkedAt"),
    reason: expression((row, { viewer }) => (isStaff(viewer.role) ? `${row}.reason` : "NULL::text")),
    dispute: toOne("Dispute", "other_id", always),
  },
};
