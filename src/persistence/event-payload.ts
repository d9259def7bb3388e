import type { DisputeEvent } from "../domain/dispute/event.js";

/**
 * The JSON of an event as it is stored and hashed: instants as ISO 8601, amounts as text. The type
 * stands in a column of its own.
 */
export function payloadOf(event: DisputeEvent): unknown {
  return storedFrom({ ...event, type: undefined });
}

/** What is stored as JSON of a value of the domain: instants as ISO 8601, amounts as text. */
export function storedFrom(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner)),
  );
}

/** The event that a stored payload stands for. */
export function eventFrom(type: string, payload: unknown): DisputeEvent {
  return { ...(revivedFrom(payload) as object), type } as DisputeEvent;
}

/** The value that stored JSON stands for: by their names, `…At` and `…Until` are instants and `…Minor` amounts. */
export function revivedFrom(stored: unknown): unknown {
  return JSON.parse(JSON.stringify(stored), (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key.endsWith("At") || key.endsWith("Until")) return new Date(value);
    return key.endsWith("Minor") ? BigInt(value) : value;
  });
}
