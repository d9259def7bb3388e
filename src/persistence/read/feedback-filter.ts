import type { FeedbackKind, FeedbackStatus } from "../../domain/rulebook/feedback.js";
import type { RowSql } from "./read-type.js";

/** What narrows a list of feedback. All that is given must hold; an absent, null or empty part does not narrow. */
export interface FeedbackFilter {
  readonly status?: readonly FeedbackStatus[] | null | undefined;
  readonly kind?: readonly FeedbackKind[] | null | undefined;
  /** Code of a clause. */
  readonly clause?: string | null | undefined;
  /** True: the viewer's own. False: that of others. */
  readonly mine?: boolean | null | undefined;
}

/** The condition of a filter; TRUE if it does not narrow. */
export function feedbackFilterSql({ status, kind, clause, mine }: FeedbackFilter): RowSql {
  return (row, scope) => {
    const conditions: string[] = [];
    if (status && status.length > 0) conditions.push(`${row}.status = ANY (${scope.bind(status, "text[]")})`);
    if (kind && kind.length > 0) conditions.push(`${row}.kind = ANY (${scope.bind(kind, "text[]")})`);
    if (clause) conditions.push(`${row}.clause = ${scope.bind(clause, "text")}`);
    if (typeof mine === "boolean") {
      conditions.push(`${row}.author_id ${mine ? "=" : "<>"} ${scope.bind(scope.viewer.id, "uuid")}`);
    }
    return conditions.join(" AND ") || "TRUE";
  };
}
