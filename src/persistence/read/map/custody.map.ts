import { isStaff } from "../../../domain/access/policy.js";
import { custodyActOpen, custodyVisible } from "../custody-visibility.js";
import { custodyOrder } from "../orderings.js";
import { always, columns, expression, type ReadField, type ReadType } from "../read-type.js";
import { staffOnly } from "./staff-only.js";

/** The acts on a file, as far as the viewer may know of them. */
export const custodyOfFile: ReadField = {
  kind: "connection",
  ordering: custodyOrder,
  type: "CustodyEntry",
  on: (parent, child, scope) =>
    `${child}.file_id = ${parent}.id AND ${custodyActOpen(child, scope, `${parent}.side`)}`,
  implied: always,
};

/** Where the custody log of a dispute ends: for staff. */
export const custodyEnd: ReadField = {
  kind: "one",
  type: "CustodyEnd",
  on: (_parent, _child, { viewer }) => (isStaff(viewer.role) ? "TRUE" : "FALSE"),
  from: (parent) => `(SELECT sequence, hash FROM evidence_custody WHERE dispute_id = ${parent}.id
    ORDER BY sequence DESC LIMIT 1)`,
};

/**
 * An act's place in the chain. That runs over the files of both sides, so its numbers, and hashes that cover them, would tell
 * a side how much the other has sealed, or never handed in. A side has a chain of its own in its dossiers.
 */
function ofPlace(column: string): ReadField {
  return staffOnly((row) => `${row}.${column}`);
}

function detailOf(key: string): ReadField {
  return expression((row) => `${row}.detail ->> '${key}'`);
}

/** How the custody of files is read. */
export const custodyTypes: readonly ReadType[] = [
  {
    name: "CustodyEntry",
    table: "evidence_custody",
    visible: custodyVisible,
    fields: {
      ...columns("act", "actorRole", "occurredAt"),
      actorId: staffOnly((row) => `${row}.actor_id::text`),
      sequence: ofPlace("sequence"),
      hash: ofPlace("hash"),
      previousHash: ofPlace("previous_hash"),
      sha256: detailOf("sha256"),
      byteSize: expression((row) => `(${row}.detail ->> 'byteSize')::integer`),
      contentType: detailOf("contentType"),
      status: expression((row) => `CASE WHEN ${row}.act = 'EXAMINED' THEN ${row}.detail ->> 'status' END`),
      copy: expression((row) => `CASE WHEN ${row}.act = 'VIEWED' THEN ${row}.detail ->> 'copy' END`),
      findings: expression((row) => `coalesce(${row}.detail -> 'findings', '[]'::jsonb)`),
      detail: expression((row, { viewer }) => (isStaff(viewer.role) ? `${row}.detail` : "NULL::jsonb")),
    },
  },
  { name: "CustodyEnd", fields: columns("sequence", "hash") },
];
