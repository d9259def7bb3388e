import { seesRuleMaking } from "../../../domain/rulebook/version.js";
import { columns, expression, type ReadField, type ReadType } from "../read-type.js";
import { rulebookVisible } from "../visibility.js";

/** Who did what is for those who make rules; everybody else deals with the platform. */
function personIn(column: string): ReadField {
  return expression((row, { viewer }) => (seesRuleMaking(viewer.role) ? `${row}.${column}` : "NULL::uuid"));
}

/** How versions of the rules are read. */
export const rulebookTypes: readonly ReadType[] = [
  {
    name: "RulebookVersion",
    table: "rulebook",
    visible: rulebookVisible,
    fields: {
      ...columns("id", "version", "major", "revision", "source", "noticeDays"),
      ...columns("draftedAt", "consultationAt", "approvedAt", "publishedAt", "effectiveAt", "effectiveUntil"),
      title: expression((row) => `${row}.document -> 'title'`),
      draftedBy: personIn("drafted_by"),
      approvedBy: personIn("approved_by"),
      publishedBy: personIn("published_by"),
      status: {
        kind: "computed",
        needs: {
          $status: (row) => `${row}.status`,
          $effectiveAt: (row) => `${row}.effective_at`,
          $effectiveUntil: (row) => `${row}.effective_until`,
        },
      },
      rulebook: { kind: "computed", needs: { $document: (row) => `${row}.document` } },
    },
  },
];
