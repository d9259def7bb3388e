import { ErrorCode, refuse } from "../errors.js";
import type { TraitKind } from "./conflict.js";

/** The most records that one call takes. */
const MAXIMUM_RECORDS = 500;
/** The most addresses, or means of payment, of one person; above any real one. */
const MAXIMUM_HASHES = 100;

const digest = /^[0-9a-f]{64}$/;

/** Whose traits are recorded. */
export const TraitBearer = { MEDIATOR: "MEDIATOR", MERCHANT: "MERCHANT", SHOPPER: "SHOPPER" } as const;
export type TraitBearer = (typeof TraitBearer)[keyof typeof TraitBearer];

/** What is known of one person about one kind of trait. */
export interface PartyTraits {
  readonly bearer: TraitBearer;
  /** UUID of the merchant, shopper or mediator. */
  readonly personId: string;
  readonly kind: TraitKind;
  /** Lower-case hex of 32 bytes each. */
  readonly hashes: readonly string[];
}

/**
 * Refuses records that cannot be taken.
 * @throws RefusedError VALIDATION above 500 records or 100 hashes, for a person
 *   and kind that stand twice, and for what is no hash
 */
export function checkPartyTraits(traits: readonly PartyTraits[]): void {
  checkCount(traits.length, MAXIMUM_RECORDS, ["traits"]);
  const seen = new Set<string>();
  for (const [index, { personId, kind, hashes }] of traits.entries()) {
    const field = ["traits", String(index)];
    const key = `${personId} ${kind}`;
    if (seen.has(key))
      refuse(ErrorCode.VALIDATION, "This person and kind stand earlier in the call. Send each once.", {
        field,
      });
    seen.add(key);
    checkCount(hashes.length, MAXIMUM_HASHES, [...field, "hashes"]);
    const wrong = hashes.findIndex((hash) => !digest.test(hash));
    if (wrong >= 0)
      refuse(
        ErrorCode.VALIDATION,
        "A hash is 64 lower-case hexadecimal digits. Never send the address itself.",
        {
          field: [...field, "hashes", String(wrong)],
        },
      );
  }
}

function checkCount(given: number, maximum: number, field: readonly string[]): void {
  if (given <= maximum) return;
  const message = `${given} are given; at most ${maximum} are taken at once. Split the call.`;
  refuse(ErrorCode.VALIDATION, message, { field, details: { maximum, given } });
}
