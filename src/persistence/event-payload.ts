import type { DisputeEvent } from "../domain/dispute/event.js";

/**
 * The JSON of an event as it is stored and hashed: instants as ISO 8601, amounts as text. The type
 * stands in a column of its own.
 */
export function payloadOf(event: DisputeEvent): unknown {
  return JSON.parse(
    JSON.stringify({ ...event, type: undefined }, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    ),
  );
}

/** The event that a stored payload stands for: by their names, `…At` and `…Until` are instants and `…Minor` amounts. */
export function eventFrom(type: string, payload: unknown): DisputeEvent {
  const revived: unknown = JSON.parse(JSON.stringify(payload), (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key.endsWith("At") || key.endsWith("Until")) return new Date(value);
    return key.endsWith("Minor") ? BigInt(value) : value;
  });
  return { ...(revived as object), type } as DisputeEvent;
}
