import type { Side } from "../../domain/access/viewer.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import {
  checkContent,
  isComplete,
  MAXIMUM_FILES,
  requireRoom,
  type ItemContent,
} from "../../domain/evidence/check-content.js";
import { latestRound } from "../../domain/evidence/dispute-evidence.js";
import { EvidenceSource } from "../../domain/evidence/evidence-item.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import {
  countBySlot,
  insertDraft,
  readFilesOfItem,
  saveVersion,
  type EvidencePaper,
  type EvidenceVersion,
} from "../../persistence/evidence-item.store.js";
import { clockFirst } from "../disputes/clock-first.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { versionOf } from "./item-version.js";
import { requireDraft, requireWriter } from "./writer.js";

/** What a side prepares to hand in. */
export interface SaveEvidenceDraftInput extends Omit<ItemContent, "narrative"> {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** UUID of the draft that is edited; null begins one. */
  readonly itemId: string | null;
  readonly narrative: string | null;
}

/** The item that a mutation was about, as a UUID; kept as the answer to its idempotency key. */
export interface EvidenceChange {
  readonly itemId: string;
}

/**
 * Begins or edits a draft of the viewer's side. Nobody else sees it; at the end of an evidence round it is handed in by
 * itself, in its last complete version. An item that was handed in is withdrawn first, and another one begun.
 * @throws RefusedError NOT_FOUND for a dispute or item that is not the viewer's, STATE_CONFLICT where evidence cannot be
 *   handed in now, EVIDENCE_IMMUTABLE for an item that is no draft, SLOT_NOT_ASKED, SLOT_FULL, FILE_NOT_USABLE,
 *   FILE_TYPE_NOT_FOR_SLOT, INVALID_TEXT, VALIDATION
 */
export async function saveEvidenceDraft(
  context: UseCaseContext,
  input: SaveEvidenceDraftInput,
): Promise<EvidenceChange> {
  const content = saidContent(input);
  const key = { mutation: "saveEvidenceDraft", clientMutationId: input.clientMutationId, input };
  return clockFirst(context, input.disputeId, () =>
    inTransactionOnce(context, key, (tx) => save(tx, context, input, content)),
  );
}

async function save(
  tx: Tx,
  context: UseCaseContext,
  input: SaveEvidenceDraftInput,
  content: ItemContent,
): Promise<EvidenceChange> {
  const { dispute, side, rulebook } = await requireWriter(tx, context, input.disputeId);
  const paper = input.itemId === null ? null : await requireDraft(tx, input.itemId, { dispute, side });
  const files = await readFilesOfItem(tx, { disputeId: dispute.id, side }, content.fileIds);
  const now = context.clock.now();
  const rule = ruleOfDispute(rulebook, dispute);
  checkContent(content, { dispute, rule, side, files, now });
  if (paper?.slot !== content.slot) {
    const filled = (await countBySlot(tx, dispute.id, side)).get(content.slot) ?? 0;
    requireRoom(content.slot, filled, rulebook.limits.evidenceItemsPerSlot);
  }
  const itemId = paper?.id ?? context.newId();
  const version = versionOf(content, {
    ...{ itemId, files, number: (paper?.latest ?? 0) + 1 },
    ...{ savedBy: context.viewer, savedAt: now, complete: isComplete(content) },
  });
  await keep(tx, { paper, dispute, side, itemId }, version);
  return { itemId };
}

async function keep(
  tx: Tx,
  about: {
    readonly paper: EvidencePaper | null;
    readonly dispute: Dispute;
    readonly side: Side;
    readonly itemId: string;
  },
  version: EvidenceVersion,
): Promise<void> {
  const { paper, dispute, side, itemId } = about;
  if (paper !== null) return saveVersion(tx, itemId, version);
  const round = latestRound(dispute.evidence)?.number ?? 0;
  const source = EvidenceSource.UPLOAD;
  return insertDraft(tx, { id: itemId, disputeId: dispute.id, side, source, round }, version);
}

/** What somebody says in an item, as clean text and not too much of it. @throws RefusedError INVALID_TEXT, VALIDATION */
export function saidContent(input: ItemContent): ItemContent {
  const { slot, narrative, happenedAt, capturedAt, orderLineIds, fileIds } = input;
  if (fileIds.length > MAXIMUM_FILES * 2 || orderLineIds.length > 200) {
    refuse(ErrorCode.VALIDATION, "There are too many ids.", { field: ["fileIds"] });
  }
  const rule = { field: ["narrative"], maximum: TextLimit.STATEMENT, multiline: true };
  const said = narrative === null || narrative === "" ? null : cleanText(narrative, rule);
  return { slot, narrative: said, happenedAt, capturedAt, orderLineIds, fileIds };
}
