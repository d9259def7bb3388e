/** SQL: whether the platform ruled on the dispute that goes by an alias. */
export function wasRuled(dispute: string): string {
  return `EXISTS (SELECT FROM ruling WHERE ruling.dispute_id = ${dispute}.id)`;
}

/** SQL: whether anything was ever owed in the dispute that goes by an alias. */
export function hadObligations(dispute: string): string {
  return `EXISTS (SELECT FROM obligation WHERE obligation.dispute_id = ${dispute}.id)`;
}
