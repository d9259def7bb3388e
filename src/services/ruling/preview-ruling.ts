import { maySeeDispute } from "../../domain/access/policy.js";
import { Role } from "../../domain/access/viewer.js";
import { isDue } from "../../domain/dispute/deadlines.js";
import { previewRuling as preview, type RulingPreview } from "../../domain/dispute/preview-ruling.js";
import { ErrorCode, refusal, refuse, RefusedError, type Refusal } from "../../domain/errors.js";
import { loadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import { readMediator } from "../../persistence/mediator.store.js";
import type { IssueRulingInput } from "../disputes/issue-ruling.js";
import { atOneInstant, decisionContext } from "../disputes/record-decision.js";
import type { UseCaseContext } from "../use-case.js";
import { rulingCommand, withAdviceAndApproval } from "./ruling-content.js";

/** What a ruling would bring about, and the currency of its amounts. */
export interface PreviewedRuling extends RulingPreview {
  /** ISO 4217 code. */
  readonly currency: string;
}

/**
 * The dry run of `issueRuling`: the same input on the same data by the same code, and nothing is written.
 * @throws RefusedError NOT_FOUND for a dispute that the viewer may not see; all else is in the answer's refusals
 */
export async function previewRuling(
  context: UseCaseContext,
  input: Omit<IssueRulingInput, "clientMutationId">,
): Promise<PreviewedRuling> {
  const frozen = atOneInstant(context);
  const loaded = await loadDispute(context.database, input.disputeId);
  if (loaded === null || !maySeeDispute(context.viewer, loaded.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  const { currency } = loaded.dispute;
  const stale = staleness(loaded, input.expectedVersion, frozen.clock.now());
  if (stale !== null) return { refusals: [stale], deficiencies: [], foreseen: null, currency };
  try {
    return { ...(await previewOn(frozen, loaded, input)), currency };
  } catch (error) {
    if (error instanceof RefusedError)
      return { refusals: error.refusals, deficiencies: [], foreseen: null, currency };
    throw error;
  }
}

async function previewOn(
  context: UseCaseContext,
  loaded: LoadedDispute,
  input: Omit<IssueRulingInput, "clientMutationId">,
): Promise<RulingPreview> {
  const { database, viewer } = context;
  const command = rulingCommand(input);
  const rules = viewer.role === Role.MEDIATOR || viewer.role === Role.SENIOR_MEDIATOR;
  const mediator = rules ? await readMediator(database, viewer.id, context.clock.now()) : null;
  const { dispute } = loaded;
  const basic = await decisionContext(database, context, { ...dispute, ...loaded, mediator });
  const deciding = await withAdviceAndApproval(database, { dispute, deciding: basic });
  return preview(dispute, command({ dispute, deciding }), deciding);
}

function staleness({ dispute }: LoadedDispute, expected: number | undefined, now: Date): Refusal | null {
  const { version, status } = dispute;
  if (isDue(dispute, now)) {
    return refusal(ErrorCode.STATE_CONFLICT, "A clock has run out and goes first. Ask again in a moment.");
  }
  if (expected === undefined || expected === version) return null;
  return refusal(
    ErrorCode.VERSION_CONFLICT,
    `The dispute has moved on to version ${version}. Read it again and decide anew.`,
    { field: ["expectedVersion"], details: { currentVersion: version, status } },
  );
}
