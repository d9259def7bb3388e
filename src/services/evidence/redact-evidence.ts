import { opensUnredacted } from "../../domain/access/policy.js";
import { Role } from "../../domain/access/viewer.js";
import { judge } from "../../domain/dispute/judge.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import {
  partCountOf,
  planOf,
  requireRedactable,
  requireWithin,
  type RedactedFile,
  type RedactionPlan,
  type WantedParts,
} from "../../domain/evidence/redaction.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { appendCustody } from "../../persistence/custody.store.js";
import type { Tx } from "../../persistence/database.js";
import { takeBackDossiers } from "../../persistence/dossier.store.js";
import { readEvidenceFile, type EvidenceFileRow } from "../../persistence/evidence-file.store.js";
import { readCustodyEnd } from "../../persistence/evidence-item.store.js";
import { beginRedaction } from "../../persistence/evidence-redaction.store.js";
import { mayKnowOfFile } from "../../persistence/read/visible-file.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import { hashInput } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What is to be removed from which file, and why; exactly one kind of parts. */
export interface RedactEvidenceInput extends DisputeMutation, WantedParts {
  /** UUID. */
  readonly fileId: string;
  readonly reason: string;
}

/** A redaction that is asked for: the input, its text clean, and the UUID that the copy will have. */
type Wanted = RedactEvidenceInput & { readonly copyId: string };

/**
 * The mediator has parts of a file removed. From this moment neither side opens the file as it was; a copy stands in its
 * place, which a job makes. What is removed is removed from the copy that others see, so that its metadata stay away too.
 * @throws RefusedError VALIDATION for no good parts or another kind than the file has, INVALID_TEXT, NOT_FOUND for a file
 *   that is not open to the mediator, FILE_NOT_USABLE, NOT_OFFERED for a type from which nothing can be removed for sure,
 *   STATE_CONFLICT where a copy stands in its place already, and as `advanceDispute`
 */
export async function redactEvidence(
  context: UseCaseContext,
  input: RedactEvidenceInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const wanted: Wanted = { ...input, reason, copyId: context.newId() };
  return advanceDispute(context, {
    mutation: "redactEvidence",
    input,
    prepare: async (tx, { dispute, deciding }) => {
      // Whoever cannot redact anything is told so, and not that the file does not exist.
      const judgement = judge("REDACT_EVIDENCE", dispute, deciding);
      if ("refused" in judgement) throw new RefusedError([judgement.refused]);
      await begin(tx, { ...context, clock: { now: () => deciding.now } }, wanted);
      const custody = await readCustodyEnd(tx, dispute.id);
      return { ...deciding, evidence: { drafts: [], custody, records: null } };
    },
    command: () => {
      const { fileId, copyId } = wanted;
      return { action: "REDACT_EVIDENCE", fileId, copyId, reason, ...summaryOf(planOf(wanted)) };
    },
  });
}

/** What the logs say of a plan. */
function summaryOf(plan: RedactionPlan): Pick<RedactedFile, "kind" | "parts" | "planHash"> {
  return { kind: plan.kind, parts: partCountOf(plan), planHash: hashInput(plan) };
}

/** Who does not open a file as it was once parts of it were removed. */
const kept = Object.values(Role).filter((role) => !opensUnredacted(role));

/** Withholds the file, in the transaction of the event; a refusal of the event undoes it. */
async function begin(tx: Tx, context: UseCaseContext, wanted: Wanted): Promise<void> {
  const { viewer, clock, newId } = context;
  const { disputeId, fileId, copyId, reason } = wanted;
  const file = (await mayKnowOfFile(tx, viewer, fileId)) ? await readEvidenceFile(tx, fileId) : null;
  if (file?.disputeId !== disputeId) {
    refuse(ErrorCode.NOT_FOUND, "There is no such file.", { field: ["fileId"] });
  }
  const plan = planOf(wanted);
  requireUsable(file);
  await requireLast(tx, file);
  requireRedactable(file.sharedType ?? file.contentType ?? file.declaredType, plan);
  requireWithin(plan, file.extent);
  const askedAt = clock.now();
  const redaction = { ...plan, reason, by: { role: viewer.role, id: viewer.id } };
  await beginRedaction(tx, { id: copyId, fileId, redaction, askedAt });
  await takeBackDossiers(tx, fileId, kept);
  const entries = [{ fileId, act: CustodyAct.REDACTED, detail: { copyId, ...summaryOf(plan) } }];
  await appendCustody(tx, { disputeId, actor: viewer, occurredAt: askedAt, newId, entries });
}

const usable: ReadonlySet<EvidenceFileStatus> = new Set([
  EvidenceFileStatus.ACCEPTED,
  EvidenceFileStatus.SANITISED,
]);

function requireUsable({ status }: EvidenceFileRow): void {
  if (usable.has(status)) return;
  const message =
    status === EvidenceFileStatus.EXAMINING
      ? "The file is not examined yet, or the copy not made. Ask again in a moment."
      : `The file is ${status}: there is nothing that anybody could see, and so nothing to remove.`;
  refuse(ErrorCode.FILE_NOT_USABLE, message, { field: ["fileId"], details: { status } });
}

/** One redaction follows the other, each made of the one before: else the second would bring back what the first removed. */
async function requireLast(tx: Tx, file: EvidenceFileRow): Promise<void> {
  if (file.redactedBy === null) return;
  const copy = await readEvidenceFile(tx, file.redactedBy);
  if (copy?.status === EvidenceFileStatus.REJECTED && copy.redactionOf === file.id) return;
  const advice =
    copy?.status === EvidenceFileStatus.EXAMINING
      ? "It is being made. Wait for it"
      : "Look at it, as the item shows it";
  refuse(
    ErrorCode.STATE_CONFLICT,
    `Parts of this file were removed; a copy stands in its place. ${advice}, and have more removed from the copy.`,
    { field: ["fileId"], details: { copyStatus: copy?.status ?? null } },
  );
}
