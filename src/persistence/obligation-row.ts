import type { Obligation } from "../domain/obligation/obligation.js";

/** An obligation as {@link obligationsSql} delivers it. */
export interface ObligationJson {
  readonly id: string;
  readonly order_line_id: string;
  readonly kind: Obligation["kind"];
  readonly owner: Obligation["owner"];
  readonly beneficiary: Obligation["beneficiary"];
  readonly amount_minor: string;
  readonly condition: Obligation["condition"];
  readonly status: Obligation["status"];
  readonly due_at: string;
}

/** SQL for what is owed in a dispute. @param alias of the table `dispute` */
export function obligationsSql(alias: string): string {
  return `SELECT id, order_line_id, kind, owner, beneficiary, amount_minor::text, condition,
      status, due_at
    FROM obligation WHERE dispute_id = ${alias}.id ORDER BY due_at, id`;
}

/** Turns the JSON of an obligation into the domain's. */
export function obligationFrom(row: ObligationJson): Obligation {
  return {
    id: row.id,
    orderLineId: row.order_line_id,
    kind: row.kind,
    owner: row.owner,
    beneficiary: row.beneficiary,
    amountMinor: BigInt(row.amount_minor),
    condition: row.condition,
    status: row.status,
    dueAt: new Date(row.due_at),
  };
}
