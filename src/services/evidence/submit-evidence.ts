import { sideOf, type Side } from "../../domain/access/viewer.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import { judge } from "../../domain/dispute/judge.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import type { EvidenceDraft } from "../../domain/evidence/dispute-evidence.js";
import { checkFiles } from "../../domain/evidence/check-content.js";
import { EvidenceItemStatus } from "../../domain/evidence/evidence-item.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import {
  lockPaper,
  readFilesOfItem,
  readLastComplete,
  readShownFiles,
  type EvidencePaper,
} from "../../persistence/evidence-item.store.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/** Which draft is handed in. */
export interface SubmitEvidenceInput extends DisputeMutation {
  /** UUID. */
  readonly itemId: string;
  /** Why it comes after the exchange; not kept where it comes in time. */
  readonly lateGround?: string | null | undefined;
}

/**
 * Hands a draft in, in its last complete version; transition 17. In an evidence round it is sealed until the exchange;
 * else the other side sees it at once.
 * @throws RefusedError NOT_FOUND for an item that is not the side's, EVIDENCE_IMMUTABLE for one that is no draft,
 *   EVIDENCE_INCOMPLETE, FILE_NOT_USABLE and FILE_TYPE_NOT_FOR_SLOT where that is found out since it was saved, EVIDENCE_WINDOW_CLOSED after the exchange without a ground, INVALID_TEXT, and as `advanceDispute`
 */
export async function submitEvidence(
  context: UseCaseContext,
  input: SubmitEvidenceInput,
): Promise<DisputeChange> {
  const rule = { field: ["lateGround"], maximum: TextLimit.REASON, multiline: true };
  const ground = input.lateGround ?? null;
  const lateGround = ground === null ? null : cleanText(ground, rule);
  return advanceDispute(context, {
    mutation: "submitEvidence",
    input,
    prepare: async (tx, { dispute, deciding }) => {
      // Whoever cannot hand anything in is told so, and not that the item does not exist.
      const judgement = judge("SUBMIT_EVIDENCE", dispute, deciding);
      if ("refused" in judgement) throw new RefusedError([judgement.refused]);
      const draft = await requireReady(tx, deciding, { itemId: input.itemId, disputeId: dispute.id });
      return { ...deciding, evidence: { drafts: [draft], custody: null, records: null } };
    },
    command: ({ deciding }) => ({ action: "SUBMIT_EVIDENCE", draft: onlyDraftOf(deciding), lateGround }),
  });
}

function onlyDraftOf({ evidence }: DecisionContext): EvidenceDraft {
  const [draft] = evidence?.drafts ?? [];
  if (draft === undefined) throw new Error("What is handed in was read before.");
  return draft;
}

async function requireReady(
  tx: Tx,
  { viewer }: DecisionContext,
  { itemId, disputeId }: { readonly itemId: string; readonly disputeId: string },
): Promise<EvidenceDraft> {
  const field = { field: ["itemId"] };
  const side = sideOf(viewer.role);
  const paper = await lockPaper(tx, itemId, { disputeId, side });
  if (paper === null) refuse(ErrorCode.NOT_FOUND, "There is no such item.", field);
  const { status } = paper;
  if (status !== EvidenceItemStatus.DRAFT) {
    const details = { ...field, details: { status } };
    refuse(ErrorCode.EVIDENCE_IMMUTABLE, `The item is ${status}; only drafts are handed in.`, details);
  }
  const draft = await readLastComplete(tx, itemId);
  if (draft !== null) return draft;
  if (side !== null) await requireFitting(tx, paper, { disputeId, side });
  const advice = "Write a narrative or add a file that is whole and not refused.";
  refuse(ErrorCode.EVIDENCE_INCOMPLETE, `The item says and shows nothing yet. ${advice}`, field);
}

/** What a draft shows may turn out to be something else than was declared when it was saved. */
async function requireFitting(
  tx: Tx,
  { id, slot }: EvidencePaper,
  owner: { readonly disputeId: string; readonly side: Side },
): Promise<void> {
  const fileIds = await readShownFiles(tx, id);
  checkFiles({ slot, fileIds }, owner.side, await readFilesOfItem(tx, owner, fileIds));
}
