import { ErrorCode, refuse } from "../../domain/errors.js";
import { isUuid } from "./uuid.js";
import { HIDDEN_KEY, type Ordering } from "./read-type.js";

/** Most rows of one page. */
export const MAXIMUM_PAGE = 100;
/** Rows of a page where neither `first` nor `last` is given. */
export const DEFAULT_PAGE = 20;

/** The four arguments of a connection, as the client gave them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A place in an ordering: between the row with this key and its neighbour. */
export interface Cursor {
  readonly key: string | number;
  /** UUID of the row, which tells equal keys apart. */
  readonly id: string;
}

/** A checked page: how many rows, from which end, between which places. */
export interface Page {
  readonly limit: number;
  readonly backward: boolean;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
}

/** The opaque text that stands for a place in an ordering. */
export function encodeCursor(ordering: Pick<Ordering, "name">, { key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([ordering.name, key, id])).toString("base64url");
}

/**
 * Reads a cursor that {@link encodeCursor} made for the same ordering.
 * @throws RefusedError INVALID_CURSOR if it is anything else
 */
export function decodeCursor(
  ordering: Pick<Ordering, "name" | "keyType">,
  text: string,
  field: string,
): Cursor {
  const [name, key, id] = partsOf(text);
  const known = name === ordering.name && isUuid(id) ? keyFrom(key, ordering.keyType) : null;
  if (known !== null && isUuid(id)) return { key: known, id };
  return refuse(
    ErrorCode.INVALID_CURSOR,
    `"${field}" is not a cursor of this list in this order. Use one that the same list gave out, unchanged.`,
    { field: [field] },
  );
}

function partsOf(text: string): readonly unknown[] {
  // The longest real cursor has about 120 characters; do not even decode what cannot be one.
  if (text.length > 200 || !/^[\w-]+$/.test(text)) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return Array.isArray(parts) && parts.length === 3 ? parts : [];
  } catch {
    return [];
  }
}

const instantPattern = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?([+-]\d\d(:\d\d)?|Z)$/;

function keyFrom(key: unknown, type: Ordering["keyType"]): string | number | null {
  if (type !== HIDDEN_KEY) return readKey(key, type);
  return key === "" ? key : null;
}

/** The key of a cursor in a spelling that PostgreSQL is sure to take; null if it is none. */
function readKey(key: unknown, type: Ordering["keyType"]): string | number | null {
  if (type === "integer") {
    return typeof key === "number" && Number.isInteger(key) && Math.abs(key) < 2 ** 31 ? key : null;
  }
  if (key === "infinity") return key;
  if (typeof key !== "string" || !instantPattern.test(key)) return null;
  // PostgreSQL spells whole hours of an offset +00, JavaScript wants +00:00. Also makes 30 February a real day.
  const time = Date.parse(key.replace(/([+-]\d\d)$/, "$1:00"));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/**
 * Checks the arguments of a connection.
 * @throws RefusedError INVALID_PAGE if `first` or `last` is not 1 to 100 or both are given; INVALID_CURSOR
 */
export function parsePage(ordering: Ordering, { first, after, last, before }: PageArguments): Page {
  if (typeof first === "number" && typeof last === "number") {
    refuse(ErrorCode.INVALID_PAGE, "Give either first or last, not both.", { field: ["last"] });
  }
  checkSize("first", first);
  checkSize("last", last);
  return {
    limit: first ?? last ?? DEFAULT_PAGE,
    backward: typeof last === "number",
    after: typeof after === "string" ? decodeCursor(ordering, after, "after") : null,
    before: typeof before === "string" ? decodeCursor(ordering, before, "before") : null,
  };
}

function checkSize(name: "first" | "last", size: number | null | undefined): void {
  if (typeof size !== "number" || (Number.isInteger(size) && size >= 1 && size <= MAXIMUM_PAGE)) return;
  refuse(
    ErrorCode.INVALID_PAGE,
    `${name} must be 1 to ${MAXIMUM_PAGE}; it is ${size}. Ask for more pages instead.`,
    {
      field: [name],
      details: { maximum: MAXIMUM_PAGE },
    },
  );
}
