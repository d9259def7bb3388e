/**
 * A sub-select of all rulings as they were last corrected, with what was served in `issued_findings`, `issued_conclusions`,
 * `issued_reasons`, `issued_remedies` and `issued_appealable_until`.
 */
export const correctedRulings = ((): string => {
  const kept = "id dispute_id mediator_id outcome clauses fault_shares issued_at".split(" ");
  const alongside = "recommended divergence_reason review deficiencies".split(" ");
  const corrected = "findings conclusions reasons remedies appealable_until".split(" ");
  const columns = [
    ...[...kept, ...alongside].map((column) => `served.${column}`),
    ...corrected.map((column) => `coalesce(latest.${column}, served.${column}) AS ${column}`),
    ...corrected.map((column) => `served.${column} AS issued_${column}`),
  ];
  return `(SELECT ${columns.join(", ")} FROM ruling AS served LEFT JOIN LATERAL (
    SELECT ${corrected.join(", ")} FROM ruling_correction AS later WHERE later.ruling_id = served.id
    ORDER BY later.number DESC LIMIT 1) AS latest ON TRUE)`;
})();
