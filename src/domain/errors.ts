/**
 * Every code a caller may meet, whether in `userErrors` (an expected refusal) or in
 * `errors[].extensions.code` (a fault). `schema/errors.md` explains each.
 */
export const ErrorCode = {
  ALREADY_DISPUTED: "ALREADY_DISPUTED",
  AMOUNT_TOO_HIGH: "AMOUNT_TOO_HIGH",
  ATTEMPT_LIMIT: "ATTEMPT_LIMIT",
  AUTHORITY_EXCEEDED: "AUTHORITY_EXCEEDED",
  CAPACITY_REACHED: "CAPACITY_REACHED",
  CLAUSE_UNCHANGED: "CLAUSE_UNCHANGED",
  CLOCK_NOT_MOVABLE: "CLOCK_NOT_MOVABLE",
  CONFLICT_OF_INTEREST: "CONFLICT_OF_INTEREST",
  EVIDENCE_IMMUTABLE: "EVIDENCE_IMMUTABLE",
  EVIDENCE_INCOMPLETE: "EVIDENCE_INCOMPLETE",
  EVIDENCE_REQUIRED: "EVIDENCE_REQUIRED",
  EVIDENCE_WINDOW_CLOSED: "EVIDENCE_WINDOW_CLOSED",
  EXIT_NOT_PROVEN: "EXIT_NOT_PROVEN",
  FILE_NOT_USABLE: "FILE_NOT_USABLE",
  FILE_TOO_LARGE: "FILE_TOO_LARGE",
  FILE_TYPE_NOT_ACCEPTED: "FILE_TYPE_NOT_ACCEPTED",
  FILE_TYPE_NOT_FOR_SLOT: "FILE_TYPE_NOT_FOR_SLOT",
  FORBIDDEN: "FORBIDDEN",
  FOUR_EYES_REQUIRED: "FOUR_EYES_REQUIRED",
  GATE_CLOSED: "GATE_CLOSED",
  HASH_MISMATCH: "HASH_MISMATCH",
  IDEMPOTENCY_MISMATCH: "IDEMPOTENCY_MISMATCH",
  INTERNAL: "INTERNAL",
  INVALID_AMOUNT: "INVALID_AMOUNT",
  INVALID_CURSOR: "INVALID_CURSOR",
  INVALID_ID: "INVALID_ID",
  INVALID_PAGE: "INVALID_PAGE",
  INVALID_RULEBOOK: "INVALID_RULEBOOK",
  INVALID_TEXT: "INVALID_TEXT",
  LEGAL_HOLD: "LEGAL_HOLD",
  MERCHANT_MISMATCH: "MERCHANT_MISMATCH",
  NOTHING_TO_CLAIM: "NOTHING_TO_CLAIM",
  NOTICE_TOO_SHORT: "NOTICE_TOO_SHORT",
  NOT_A_SLIP: "NOT_A_SLIP",
  NOT_CERTIFIED: "NOT_CERTIFIED",
  NOT_FOUND: "NOT_FOUND",
  NOT_OFFERED: "NOT_OFFERED",
  OFFER_EXPIRED: "OFFER_EXPIRED",
  OFFER_NOT_OPEN: "OFFER_NOT_OPEN",
  QUERY_TOO_COMPLEX: "QUERY_TOO_COMPLEX",
  QUOTA_EXCEEDED: "QUOTA_EXCEEDED",
  RATE_LIMITED: "RATE_LIMITED",
  REASONS_REQUIRED: "REASONS_REQUIRED",
  REMEDY_NOT_ALLOWED: "REMEDY_NOT_ALLOWED",
  RETENTION_NOT_OVER: "RETENTION_NOT_OVER",
  RULEBOOK_IMMUTABLE: "RULEBOOK_IMMUTABLE",
  RULEBOOK_OVERLAP: "RULEBOOK_OVERLAP",
  RULEBOOK_VERSION_TAKEN: "RULEBOOK_VERSION_TAKEN",
  RULING_DEFICIENT: "RULING_DEFICIENT",
  SANDBOX_OFF: "SANDBOX_OFF",
  SLOT_FULL: "SLOT_FULL",
  SLOT_NOT_ASKED: "SLOT_NOT_ASKED",
  STATE_CONFLICT: "STATE_CONFLICT",
  STEPS_NOT_CONFIRMED: "STEPS_NOT_CONFIRMED",
  TERMS_CHANGED: "TERMS_CHANGED",
  TERMS_FORBIDDEN: "TERMS_FORBIDDEN",
  TIMEOUT: "TIMEOUT",
  UNAUTHENTICATED: "UNAUTHENTICATED",
  UNKNOWN_CLAUSE: "UNKNOWN_CLAUSE",
  UNKNOWN_CURRENCY: "UNKNOWN_CURRENCY",
  UPLOAD_EXPIRED: "UPLOAD_EXPIRED",
  UPLOAD_INCOMPLETE: "UPLOAD_INCOMPLETE",
  VALIDATION: "VALIDATION",
  VERSION_CONFLICT: "VERSION_CONFLICT",
  WINDOW_CLOSED: "WINDOW_CLOSED",
} as const;
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** Facts that help a client to act on a refusal: JSON values only. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** An expected refusal, as a value: what was refused, why, and what to do. */
export interface Refusal {
  readonly code: ErrorCode;
  /** A sentence for people: what, why, what to do. */
  readonly message: string;
  /** Path of the input field that is at fault; empty when no single field is. */
  readonly field: readonly string[];
  readonly details: ErrorDetails | null;
}

/**
 * Builds a refusal.
 * @param options.field path of the input field at fault, default none
 * @param options.details facts for the client, default none
 */
export function refusal(
  code: ErrorCode,
  message: string,
  options: { field?: readonly string[]; details?: ErrorDetails } = {},
): Refusal {
  return { code, message, field: options.field ?? [], details: options.details ?? null };
}

/** A refusal on its way up: thrown inside a transaction it rolls everything back. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(readonly refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map(({ code, message }) => `${code}: ${message}`).join("; "));
  }
}

/** Whether an error says that there is nothing here for the viewer, whatever the reason. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RefusedError && error.refusals[0].code === ErrorCode.NOT_FOUND;
}

/** Throws one refusal; see {@link refusal} for the parameters. */
export function refuse(...parameters: Parameters<typeof refusal>): never {
  throw new RefusedError([refusal(...parameters)]);
}
