import { ErrorCode, refuse } from "../domain/errors.js";
import type { NodeTypeName } from "../persistence/read/selection.js";

const prefixes: Readonly<Record<NodeTypeName, string>> = {
  CaseSwarm: "swarm",
  Dispute: "dispute",
  DisputeEvent: "event",
  Dossier: "dossier",
  EvidenceFile: "file",
  EvidenceItem: "evidence",
  Mediator: "mediator",
  Merchant: "merchant",
  MerchantMember: "member",
  Message: "message",
  Obligation: "obligation",
  Offer: "offer",
  Order: "order",
  OrderLine: "line",
  Payment: "payment",
  Proposal: "proposal",
  Refund: "refund",
  Review: "review",
  RuleFeedback: "feedback",
  RulebookVersion: "rulebook",
  RulebookSimulation: "simulation",
  Ruling: "ruling",
  Shipment: "shipment",
  Shopper: "shopper",
  TrackingEvent: "tracking",
};
const typesByPrefix = new Map(
  Object.entries(prefixes).map(([type, prefix]) => [prefix, type as NodeTypeName]),
);

/** Crockford's base 32: no i, l, o, u, so that an id can be read out over a telephone. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** Every two digits, by their 10 bits. */
const pairs = Array.from(
  { length: 1_024 },
  (_, bits) => alphabet.charAt(bits >> 5) + alphabet.charAt(bits & 31),
);
/** 26 digits carry 130 bits and a UUID has 128, so the first digit is at most 7. */
const idPattern = /^([a-z]+)_([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/** A page holds hundreds of ids, so no big integers: 2 hexadecimal digits make 2 digits, each further 5 make 4. */
function encode(uuid: string): string {
  const hex = uuid.replaceAll("-", "");
  let digits = pairs[Number.parseInt(hex.slice(0, 2), 16)] ?? "";
  for (let index = 2; index < hex.length; index += 5) {
    const bits = Number.parseInt(hex.slice(index, index + 5), 16);
    digits += (pairs[bits >> 10] ?? "") + (pairs[bits & 1_023] ?? "");
  }
  return digits;
}

function decode(digits: string): string {
  let bits = 0n;
  for (const digit of digits) bits = (bits << 5n) | BigInt(alphabet.indexOf(digit));
  const hex = bits.toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The API's id of an object: `<prefix>_<26 characters of Crockford base 32>` of its UUID. */
export function toGlobalId(type: NodeTypeName, uuid: string): string {
  return `${prefixes[type]}_${encode(uuid)}`;
}

function parse(id: string): { type: NodeTypeName; uuid: string } | null {
  const [, prefix = "", digits = ""] = idPattern.exec(id) ?? [];
  const type = typesByPrefix.get(prefix);
  return type === undefined ? null : { type, uuid: decode(digits) };
}

/**
 * The UUID behind an id of the API.
 * @param field path of the input field, named in the refusal; default none
 * @throws RefusedError INVALID_ID if it is malformed or of another type
 */
export function fromGlobalId(expected: NodeTypeName, id: string, field: readonly string[] = []): string {
  const parsed = parse(id);
  if (parsed?.type === expected) return parsed.uuid;
  const problem = parsed === null ? "This is not an id of ours" : `This is an id of ${parsed.type}`;
  return refuse(
    ErrorCode.INVALID_ID,
    `${problem}. Expected an id of ${expected}: "${prefixes[expected]}_" and 26 characters.`,
    { field },
  );
}

/**
 * The type that an id of the API belongs to.
 * @throws RefusedError INVALID_ID if it is malformed
 */
export function typeOfGlobalId(id: string, field: readonly string[] = []): NodeTypeName {
  const parsed = parse(id);
  if (parsed !== null) return parsed.type;
  return refuse(ErrorCode.INVALID_ID, "This is not an id of ours. Use an id that the API gave out.", {
    field,
  });
}
