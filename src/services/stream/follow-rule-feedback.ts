import type { FeedbackStatus } from "../../domain/rulebook/feedback.js";
import { feedbackTopic, readFeedbackEnd, readFeedbackSteps } from "../../persistence/rule-feedback.store.js";
import type { UseCaseContext } from "../use-case.js";
import { decodeFeedbackCursor, encodeFeedbackCursor } from "./cursor.js";
import type { EventHub } from "./event-hub.js";
import { followLog, type DeliveryBatch } from "./follow-log.js";

const BATCH = 100;

/** What a subscriber gets for each step of feedback. */
export interface FeedbackDelivery {
  /** Opaque; `after: cursor` goes on with the step that follows. */
  readonly cursor: string;
  /** UUID. */
  readonly feedbackId: string;
  /** The step's number within its feedback, from 1. */
  readonly sequence: number;
  /** What the feedback became with it. */
  readonly status: FeedbackStatus;
}

/**
 * Follows the steps of the viewer's own feedback, for those who keep the rules of all feedback: nothing lost, nothing
 * twice, in order.
 * @param input.after cursor of the last step known; default: from now
 * @throws RefusedError INVALID_CURSOR
 */
export async function followRuleFeedback(
  context: UseCaseContext,
  hub: EventHub,
  input: { readonly after?: string | null | undefined },
): Promise<AsyncIterableIterator<FeedbackDelivery>> {
  const { database, viewer } = context;
  let after =
    typeof input.after === "string" ? decodeFeedbackCursor(input.after) : await readFeedbackEnd(database);
  const readBatch = async (): Promise<DeliveryBatch<FeedbackDelivery>> => {
    const steps = await readFeedbackSteps(database, viewer, { after, limit: BATCH });
    after = steps.at(-1)?.position ?? after;
    const deliveries = steps.map(({ position, feedbackId, sequence, status }) => ({
      cursor: encodeFeedbackCursor(position),
      feedbackId,
      sequence,
      status,
    }));
    return { deliveries, more: steps.length === BATCH };
  };
  return followLog(hub, { kind: "topic", id: feedbackTopic }, readBatch);
}
