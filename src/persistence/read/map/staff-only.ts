import { isStaff } from "../../../domain/access/policy.js";
import { expression, type ReadField, type RowSql } from "../read-type.js";

/** A text that the sides must not see. */
export function staffOnly(sql: RowSql): ReadField {
  return expression((row, scope) => (isStaff(scope.viewer.role) ? sql(row, scope) : "NULL::text"));
}
