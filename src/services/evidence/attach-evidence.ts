import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { judge } from "../../domain/dispute/judge.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { checkContent, isComplete, type ItemContent } from "../../domain/evidence/check-content.js";
import { latestRound, type AttachedEvidence } from "../../domain/evidence/dispute-evidence.js";
import { EvidenceSource } from "../../domain/evidence/evidence-item.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { insertDraft, readFilesOfWitness } from "../../persistence/evidence-item.store.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";
import { versionOf } from "./item-version.js";
import { saidContent } from "./save-evidence-draft.js";

/** What a machine of the marketplace attaches to a dispute. */
export interface AttachEvidenceInput extends DisputeMutation, ItemContent {
  readonly source: EvidenceSource;
  /** Why it comes after the exchange; not kept where it comes in time. */
  readonly lateGround: string | null;
}

/**
 * Attaches a record of the marketplace, or of a carrier that told it, for neither side; transition 17. Both sides and the
 * mediator read it at once.
 * @throws RefusedError FORBIDDEN for others than INTEGRATION, VALIDATION for another source, EVIDENCE_INCOMPLETE,
 *   EVIDENCE_WINDOW_CLOSED after the exchange without a ground, NOT_FOUND for lines and files that are not there,
 *   FILE_NOT_USABLE, FILE_TYPE_NOT_FOR_SLOT, INVALID_TEXT, and as `advanceDispute`
 */
export function attachEvidence(context: UseCaseContext, input: AttachEvidenceInput): Promise<DisputeChange> {
  const source = sourceOf(input.source);
  const content = saidContent(input);
  const rule = { field: ["lateGround"], maximum: TextLimit.REASON, multiline: true };
  const lateGround = input.lateGround === null ? null : cleanText(input.lateGround, rule);
  let record: AttachedEvidence | null = null;
  return advanceDispute(context, {
    mutation: "attachEvidence",
    input,
    prepare: async (tx, about) => {
      record = await keep(tx, context, { ...about, content, source });
      return about.deciding;
    },
    command: () => {
      if (record === null) throw new Error("What is attached was kept before.");
      return { action: "ATTACH_EVIDENCE", record, lateGround };
    },
  });
}

function sourceOf(source: EvidenceSource): AttachedEvidence["source"] {
  if (source === EvidenceSource.CARRIER || source === EvidenceSource.INTEGRATION) return source;
  const message = "What is attached is of source CARRIER or INTEGRATION. The sides use submitEvidence.";
  refuse(ErrorCode.VALIDATION, message, { field: ["source"] });
}

/** Keeps what is said as an item; a refusal after this takes it back. */
async function keep(
  tx: Tx,
  { viewer, newId }: UseCaseContext,
  about: {
    readonly dispute: Dispute;
    readonly deciding: DecisionContext;
    readonly content: ItemContent;
    readonly source: AttachedEvidence["source"];
  },
): Promise<AttachedEvidence> {
  const { dispute, deciding, content, source } = about;
  const judgement = judge("ATTACH_EVIDENCE", dispute, deciding);
  if ("refused" in judgement) throw new RefusedError([judgement.refused]);
  if (!isComplete(content)) {
    const message = "The item says and shows nothing. Write a narrative or add a file.";
    refuse(ErrorCode.EVIDENCE_INCOMPLETE, message, { field: ["narrative"] });
  }
  const { now, rule } = deciding;
  const files = await readFilesOfWitness(tx, { disputeId: dispute.id, uploader: viewer }, content.fileIds);
  checkContent(content, { dispute, rule, side: null, files, now });
  const id = newId();
  const version = versionOf(content, {
    ...{ itemId: id, files, number: 1, complete: true, savedBy: viewer, savedAt: now },
  });
  const round = latestRound(dispute.evidence)?.number ?? 0;
  await insertDraft(tx, { id, disputeId: dispute.id, side: null, source, round }, version);
  return { id, source, slot: content.slot, versionNumber: 1, contentHash: version.contentHash };
}
