import { maySeeDispute } from "../../domain/access/policy.js";
import { handledBefore } from "../../domain/access/handled-before.js";
import { separatedBy } from "../../domain/access/separation.js";
import { Role } from "../../domain/access/viewer.js";
import type { DisputeAction } from "../../domain/dispute/action.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { judge } from "../../domain/dispute/judge.js";
import { rowsOf } from "../../domain/dispute/transitions.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { lockAndLoadDispute } from "../../persistence/dispute.store.js";
import { readMediator, readOwnActs } from "../../persistence/mediator.store.js";
import { readLatestDraft, type RulingDraftJson } from "../../persistence/ruling-draft.store.js";
import { whyNotReview } from "../conflict/check-conflict.js";
import { requireClockDone } from "../disputes/clock-first.js";
import { atOneInstant, decisionContext } from "../disputes/record-decision.js";
import { refuseUnlisted } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";

/** The version of a draft that a mutation was about; kept as the answer to its idempotency key. */
export interface RulingDraftChange {
  /** UUID. */
  readonly disputeId: string;
  readonly version: number;
}

/** A dispute under its lock, with what judging its ruling needs. */
export interface Drafting {
  readonly dispute: Dispute;
  readonly deciding: DecisionContext;
  readonly latest: RulingDraftJson | null;
}

/**
 * The dispute for whoever may issue its ruling now, or will once submissions are closed. Runs inside `clockFirst`.
 * @param actions any of which makes one the author of the ruling
 * @throws RefusedError NOT_FOUND, and as the first of the actions is refused
 */
export async function requireAuthor(
  tx: Tx,
  context: UseCaseContext,
  { disputeId, actions }: { readonly disputeId: string; readonly actions: readonly DisputeAction[] },
): Promise<Drafting> {
  const drafting = await requireSeen(tx, context, disputeId);
  const judged = actions.map((action) => judge(action, drafting.dispute, drafting.deciding));
  const [first] = judged;
  if (first !== undefined && "refused" in first && judged.every((each) => "refused" in each))
    throw new RefusedError([first.refused]);
  return drafting;
}

/**
 * The dispute for a senior who may look at the draft of its ruling. Runs inside `clockFirst`.
 * @throws RefusedError NOT_FOUND, also for who is not registered, FORBIDDEN, STATE_CONFLICT where no ruling is due,
 *   FOUR_EYES_REQUIRED for who has the case, wrote the draft, or had a part in the case before, CONFLICT_OF_INTEREST
 */
export async function requireReviewer(tx: Tx, context: UseCaseContext, disputeId: string): Promise<Drafting> {
  const drafting = await requireSeen(tx, context, disputeId);
  const { viewer } = context;
  const { status } = drafting.dispute;
  if (viewer.role !== Role.SENIOR_MEDIATOR)
    refuse(ErrorCode.FORBIDDEN, "Only a senior mediator looks at another's ruling.");
  const { mediator } = drafting.deciding;
  if (mediator === null) refuseUnlisted();
  if (rowsOf("ISSUE_RULING", status).length === 0) {
    refuse(ErrorCode.STATE_CONFLICT, `No ruling is due while the dispute is ${status}.`, {
      details: { status },
    });
  }
  const matter = { ...drafting.dispute, draftAuthorId: drafting.latest?.author_id };
  const separated = separatedBy("REVIEW_RULING", matter, viewer.id);
  if (separated !== null) throw new RefusedError([separated]);
  await requireNoPart(tx, disputeId, viewer.id);
  const refused = await whyNotReview(tx, drafting.dispute, { ...drafting.deciding, mediator });
  if (refused !== null) throw new RefusedError([refused]);
  return drafting;
}

/** Who had the case in hand, and may have written what its successor only saved anew, is no second pair of eyes. */
async function requireNoPart(tx: Tx, disputeId: string, viewerId: string): Promise<void> {
  const ownActs = await readOwnActs(tx, disputeId, { by: viewerId, untilRuled: false });
  const earlier = ownActs.filter((act) => act !== "RULING_REVIEWED");
  if (handledBefore(earlier))
    refuse(
      ErrorCode.FOUR_EYES_REQUIRED,
      "You had a part in the case before. Another senior mediator has to look at its ruling.",
    );
}

async function requireSeen(tx: Tx, context: UseCaseContext, disputeId: string): Promise<Drafting> {
  const loaded = await lockAndLoadDispute(tx, disputeId);
  if (loaded === null || !maySeeDispute(context.viewer, loaded.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  const frozen = atOneInstant(context);
  const { dispute } = loaded;
  requireClockDone(dispute, frozen.clock.now());
  const mediator = await readMediator(tx, context.viewer.id, frozen.clock.now());
  const deciding = await decisionContext(tx, frozen, { ...dispute, ...loaded, mediator });
  return { dispute, deciding, latest: await readLatestDraft(tx, disputeId) };
}

/**
 * The latest version of the draft, where it is the one that is meant and waits for what is to be done.
 * @throws RefusedError VERSION_CONFLICT, STATE_CONFLICT
 */
export function requireVersion(
  { latest }: Drafting,
  version: number,
  status: "DRAFT" | "SECOND_REVIEW",
): RulingDraftJson {
  if (latest?.version !== version) {
    const current = latest?.version ?? 0;
    refuse(
      ErrorCode.VERSION_CONFLICT,
      `The latest version of the draft is ${current}; 0 means that there is none. Read it again and decide anew.`,
      { field: ["draftVersion"], details: { currentVersion: current } },
    );
  }
  if (latest.status === status) return latest;
  refuse(
    ErrorCode.STATE_CONFLICT,
    status === "DRAFT"
      ? `This version is ${latest.status}. Save another one to hand it in anew.`
      : `This version is ${latest.status}: nobody asks for a review of it.`,
    { field: ["draftVersion"], details: { status: latest.status } },
  );
}
