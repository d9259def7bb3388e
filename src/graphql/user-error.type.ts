import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { ErrorCode, type ErrorDetails, type Refusal } from "../domain/errors.js";
import { describeEnum } from "./described-enum.js";

/** What each code says, in one sentence; `schema/errors.md` tells who can fix it and whether to retry. */
export const errorDescriptions: Readonly<Record<ErrorCode, string>> = {
  ALREADY_DISPUTED: "An order line is in another open dispute, or this reason was decided for it before.",
  AMOUNT_TOO_HIGH: "An amount is above what is refundable, or above the cap of the rule.",
  ATTEMPT_LIMIT: "As many attempts were made as the rules allow.",
  AUTHORITY_EXCEEDED: "The amount at stake is above what this mediator's level may decide.",
  CAPACITY_REACHED: "The mediator has as many open cases as allowed.",
  CLAUSE_UNCHANGED: "The version named is none that changed the clause that the feedback is about.",
  CLOCK_NOT_MOVABLE: "The platform's clock cannot be moved: not in this mode, or not backwards.",
  CONFLICT_OF_INTEREST: "The mediator has a conflict of interest in the dispute; `details.grounds` names it.",
  EVIDENCE_IMMUTABLE: "The item of evidence is no draft any more, or is not sealed any more.",
  EVIDENCE_INCOMPLETE: "The item of evidence says and shows nothing yet.",
  EVIDENCE_REQUIRED: "The act needs evidence that is not there yet; `details.slots` names it.",
  EVIDENCE_WINDOW_CLOSED:
    "The evidence round is over; late evidence needs a ground. `details.closedAt` says since when.",
  EXIT_NOT_PROVEN:
    "Under the rulebook a dispute could be stuck, or a rule could not be met; `details.path` is the way there.",
  FILE_NOT_USABLE: "The file is not whole yet, was refused, or is dangerous.",
  FILE_TOO_LARGE: "The file is larger than what is taken of its type, or than was announced.",
  FILE_TYPE_NOT_ACCEPTED: "Files of this type, or with such a name, are not taken.",
  FILE_TYPE_NOT_FOR_SLOT: "The slot takes other kinds of files; `details.kinds` names them.",
  FORBIDDEN: "The viewer's role may not do this.",
  FOUR_EYES_REQUIRED: "Somebody else has to do this: the viewer did something earlier that this is to check.",
  GATE_CLOSED: "The platform cannot be called in yet: the parties have not had their turn.",
  HASH_MISMATCH: "The bytes that arrived are not those whose SHA-256 was announced.",
  IDEMPOTENCY_MISMATCH: "The clientMutationId was used before with another mutation or input.",
  INTERNAL: "Something broke on our side; the message has an id that stands in our log.",
  INVALID_AMOUNT: "An amount is no plain decimal, is negative, too precise for its currency, or too large.",
  INVALID_CURSOR: "A cursor is not one that this connection or stream gave out.",
  INVALID_ID: "An id is malformed or of another type.",
  INVALID_PAGE: "The page asked for is not possible: first or last out of 1 to 100, or both at once.",
  INVALID_RULEBOOK: "The source of a rulebook cannot be used; `details` has the path, line and column.",
  INVALID_TEXT: "A text is empty, too long, or holds characters that cannot be kept.",
  LEGAL_HOLD: "The evidence has to be kept for a legal reason and is not erased while that lasts.",
  MERCHANT_MISMATCH: "The order lines belong to several merchants; a dispute is against one.",
  NOTHING_TO_CLAIM: "Nothing refundable is left on the order lines.",
  NOTICE_TOO_SHORT: "A rulebook version would take effect too soon after its publication.",
  NOT_A_SLIP: "It would change what was ruled, which an appeal alone does.",
  NOT_CERTIFIED: "The mediator is not certified for the reason of the dispute.",
  NOT_FOUND: "It does not exist, or the viewer may not see it.",
  NOT_OFFERED: "The platform does not offer this yet.",
  OFFER_EXPIRED: "The time to answer the offer is over.",
  OFFER_NOT_OPEN: "The offer was accepted, declined or replaced before.",
  QUERY_TOO_COMPLEX: "The operation is too deep, too wide or too costly.",
  QUOTA_EXCEEDED: "The side has as many files, or bytes, in this dispute as it may have.",
  RATE_LIMITED: "Too many requests in a short time.",
  REASONS_REQUIRED: "A ruling lacks findings, reasons, clauses or something to rest on.",
  REMEDY_NOT_ALLOWED: "The reason does not allow this remedy, or supposes the goods to be elsewhere.",
  RETENTION_NOT_OVER:
    "The evidence has to be kept for some time yet; `details.erasableFrom` says until when.",
  RULEBOOK_IMMUTABLE: "The rulebook version is published and never changes again.",
  RULEBOOK_OVERLAP: "Another published rulebook version is in the way; `details.version` names it.",
  RULEBOOK_VERSION_TAKEN: "There is a rulebook version of this name already.",
  RULING_DEFICIENT:
    "The rulebook lets no such ruling pass; `details.deficiencies` names what was found in it.",
  SANDBOX_OFF: "The sandbox exists in demo and test mode only.",
  SLOT_FULL: "The side has as many items for the slot as the rules allow.",
  SLOT_NOT_ASKED: "The slot is not on the side's checklist; `details.slots` names those that are.",
  STATE_CONFLICT: "The dispute's status does not allow this now, or another advanceClock is under way.",
  STEPS_NOT_CONFIRMED: "An earlier mediator's steps do not stand yet; `details.steps` lists them.",
  TERMS_FORBIDDEN:
    "The text asks for what no settlement may have, such as deleting a review; `details` name the code and the clause.",
  TERMS_CHANGED: "The terms of the offer are not the ones that were agreed to.",
  TIMEOUT: "The request took too long and was stopped.",
  UNAUTHENTICATED: "The token is missing, malformed, expired or not ours.",
  UNKNOWN_CLAUSE: "A clause does not exist in the version of the rulebook that counts.",
  UNKNOWN_CURRENCY: "A currency is not an ISO 4217 code that we can count in.",
  UPLOAD_EXPIRED: "The time to send the bytes is over, or the upload was cancelled.",
  UPLOAD_INCOMPLETE: "Not all bytes of the file have arrived; `details.received` says how many have.",
  VALIDATION: "The request or a field of the input is not as the schema or its description says.",
  VERSION_CONFLICT: "The dispute or rulebook version has changed since the state that the caller expected.",
  WINDOW_CLOSED: "The time to do this is over, or has not begun.",
};

describeEnum(
  "ErrorCode",
  ErrorCode,
  "Why something was refused. Stable: clients may branch on it. schema/errors.md explains each.",
  errorDescriptions,
);

/** An expected refusal, as the schema shows it. */
@ObjectType({
  description: "An expected refusal: what was refused, why, and what to do. Nothing was changed.",
  simpleResolvers: true,
})
export class UserError implements Refusal {
  @Field(() => ErrorCode, { description: "What kind of refusal it is." })
  readonly code: ErrorCode;

  @Field(() => String, { description: "A sentence for people: what, why, what to do." })
  readonly message: string;

  @Field(() => [String], {
    description:
      "Path of the field at fault inside `input`, list positions from 0; empty when it is no single field.",
  })
  readonly field: readonly string[];

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      "Facts that help to act on the refusal, such as the current version or the refundable amount.",
  })
  readonly details: ErrorDetails | null;

  constructor(refusal: Refusal) {
    this.code = refusal.code;
    this.message = refusal.message;
    this.field = refusal.field;
    this.details = refusal.details;
  }
}
