import type { Sql } from "./database.js";

/** Sums of money over some orders, in minor units. */
export interface OrderSums {
  readonly paid: bigint;
  readonly items: bigint;
  readonly freight: bigint;
}

const sum = `
SELECT
  (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE order_id = ANY($1))::text AS paid,
  coalesce(sum(unit_price_minor * quantity), 0)::text AS items,
  coalesce(sum(freight_minor), 0)::text AS freight
FROM order_line WHERE order_id = ANY($1)`;

/** Adds up payments, prices (unit price × quantity) and freight of stored orders, as they stand in the tables. */
export async function sumOrders(sql: Sql, orderIds: readonly string[]): Promise<OrderSums> {
  const [row] = await sql.query<{ paid: string; items: string; freight: string }>(sum, [orderIds]);
  return { paid: BigInt(row?.paid ?? 0), items: BigInt(row?.items ?? 0), freight: BigInt(row?.freight ?? 0) };
}
