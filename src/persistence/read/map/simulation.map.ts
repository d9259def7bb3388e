import {
  columns,
  expression,
  money,
  pointingBack,
  toOne,
  always,
  type ReadField,
  type ReadType,
} from "../read-type.js";
import { resultOrder } from "../orderings.js";
import { simulationVisible } from "../visibility.js";

/** Days of 24 hours from a column of milliseconds, to the hundredth; null where that is null. */
function days(column: string): ReadField {
  return expression((row) => `round(${row}.${column} / 86400000.0, 2)::double precision`);
}

function ofDispute(column: string): ReadField {
  return expression(
    (row) => `(SELECT disputed.${column} FROM dispute AS disputed WHERE disputed.id = ${row}.dispute_id)`,
  );
}

/** How simulations of rulebooks are read. */
export const simulationTypes: readonly ReadType[] = [
  {
    name: "RulebookSimulation",
    table: "rulebook_simulation",
    visible: simulationVisible,
    fields: {
      ...columns("id", "version", "baseVersion", "status", "requestedAt", "startedAt", "finishedAt"),
      progress: { kind: "embedded", type: "SimulationProgress" },
      clauseDiff: expression((row) => `${row}.changes`),
      totals: { kind: "computed", needs: { $totals: (row) => `${row}.totals` } },
      results: {
        kind: "connection",
        ordering: resultOrder,
        ...pointingBack("RulebookSimulationResult", "simulation_id", always),
        filter: (row, { clause, outcome }, scope) => [
          ...(typeof clause === "string" ? [`${row}.clause = ${scope.bind(clause, "text")}`] : []),
          ...(typeof outcome === "string" ? [`${row}.outcome_after = ${scope.bind(outcome, "text")}`] : []),
        ],
      },
    },
  },
  { name: "SimulationProgress", fields: columns("done", "total") },
  {
    name: "RulebookSimulationResult",
    // A page tells equal keys apart by a column "id", and a dispute has one result.
    table: "(SELECT *, dispute_id AS id FROM rulebook_simulation_result)",
    visible: simulationVisible,
    currency: (row) => `${row}.currency`,
    fields: {
      ...columns("outcomeBefore", "outcomeAfter", "sequence", "partedAt", "clause", "what"),
      disputeNumber: ofDispute("number"),
      reason: ofDispute("reason"),
      dispute: toOne("Dispute", "dispute_id"),
      moneyBefore: money((row) => `${row}.money_before_minor`),
      moneyAfter: money((row) => `${row}.money_after_minor`),
      daysBefore: days("lasted_before_ms"),
      daysAfter: days("lasted_after_ms"),
    },
  },
];
