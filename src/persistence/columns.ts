import type { ColumnOptions, ValueTransformer } from "typeorm";

/** The driver hands over bigint columns as texts; rows hold them as `bigint`. */
const bigintTransformer: ValueTransformer = {
  to: (value: bigint | null | undefined) => value?.toString(),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/** Milliseconds, as `Date` has them: with PostgreSQL's microseconds a row is not found by its own time. */
export const instant = { type: "timestamptz", precision: 3 } as const satisfies ColumnOptions;

/** A 64-bit integer, mostly money in minor units. */
export const bigint = { type: "bigint", transformer: bigintTransformer } as const satisfies ColumnOptions;

/** The text of a CHECK that lets a column hold the values of a constant object of the domain only. */
export function isOneOf(column: string, constants: Readonly<Record<string, string>>): string {
  const values = Object.values(constants).toSorted();
  return `"${column}" IN (${values.map((value) => `'${value}'`).join(", ")})`;
}
