import { seesFeedbackAuthors } from "../../../domain/rulebook/feedback.js";
import { always, columns, expression, pointingBack, type ReadType, type RowSql } from "../read-type.js";
import type { Scope } from "../scope.js";

const isMine: RowSql = (row, scope) => `${row}.author_id = ${scope.bind(scope.viewer.id, "uuid")}`;

/** Something that only the author and those who keep the rules see. */
function confidential(sql: RowSql, type: string): RowSql {
  return (row, scope) => {
    if (seesFeedbackAuthors(scope.viewer.role)) return sql(row, scope);
    return `CASE WHEN ${isMine(row, scope)} THEN ${sql(row, scope)} ELSE NULL::${type} END`;
  };
}

/** The condition that a step is of the viewer's own feedback, or that the viewer keeps the rules. */
function stepIsOpen(row: string, scope: Scope): string {
  if (seesFeedbackAuthors(scope.viewer.role)) return "TRUE";
  const feedback = scope.alias();
  return `EXISTS (SELECT 1 FROM rule_feedback AS ${feedback}
    WHERE ${feedback}.id = ${row}.feedback_id AND ${isMine(feedback, scope)})`;
}

const disputeNumber: RowSql = (row, scope) => {
  const dispute = scope.alias();
  return `(SELECT ${dispute}.number FROM dispute AS ${dispute} WHERE ${dispute}.id = ${row}.dispute_id)`;
};

/** How feedback on rules is read. It is public; who gave it and about which dispute is not. */
export const ruleFeedbackTypes: readonly ReadType[] = [
  {
    name: "RuleFeedback",
    table: "rule_feedback",
    fields: {
      ...columns("id", "rulebookVersion", "clause", "kind", "wrong", "instead", "status", "shippedVersion"),
      ...columns("submittedAt", "updatedAt", "version"),
      mine: expression(isMine),
      authorRole: expression(confidential((row) => `${row}.author_role`, "text")),
      authorId: expression(confidential((row) => `${row}.author_id`, "uuid")),
      disputeNumber: expression(confidential(disputeNumber, "text")),
      dispute: {
        kind: "one",
        type: "Dispute",
        on: (parent, child, scope) =>
          `${child}.id = ${confidential((row) => `${row}.dispute_id`, "uuid")(parent, scope)}`,
      },
      steps: {
        kind: "list",
        orderBy: "sequence",
        ...pointingBack("RuleFeedbackStep", "feedback_id", always),
      },
    },
  },
  {
    name: "RuleFeedbackStep",
    table: "rule_feedback_step",
    fields: {
      ...columns("sequence", "status", "answer", "shippedVersion", "occurredAt"),
      actorRole: expression((row, scope) => `CASE WHEN ${stepIsOpen(row, scope)} THEN ${row}.actor_role END`),
    },
  },
];
