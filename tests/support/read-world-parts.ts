/** A row of a table as JSON: snake_case columns, amounts as text, times in ISO 8601. */
export type Row = Record<string, unknown> & { readonly id: string };

/** Rows by table. */
export type World = Record<string, Row[]>;

/** A UUIDv7-like id: `kind` 1 to 99, `number` within the kind. */
export function testId(kind: number, number: number): string {
  return `019a0000-00${String(kind).padStart(2, "0")}-7000-8000-${String(number).padStart(12, "0")}`;
}

const START = Date.UTC(2026, 0, 5);
/** The instant so many hours after the beginning, as text. */
export function at(hours: number, milliseconds = 0): string {
  return new Date(START + hours * 3_600_000 + milliseconds).toISOString();
}

/** The value at `number`, counting round and round. */
export function pick<Value>(values: readonly Value[], number: number): Value {
  return values[number % values.length]!;
}
