import {
  allowedActions,
  blockedActions,
  ifNothingHappens,
  viewerState,
  type AllowedAction,
  type BlockedAction,
  type IfNothingHappens,
  type ViewerState,
} from "../../domain/dispute/advice.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { stageOf } from "../../domain/dispute/statuses.js";
import { clockFactsFrom, type ClockFactsJson } from "../../persistence/clock-facts.js";
import { disputeFromRow, type DisputeJson } from "../../persistence/dispute-row.js";
import { lineFactsFrom, type LineFactsJson } from "../../persistence/line-facts.store.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { clockSettingOf } from "../clock/clock-setting.js";
import type { UseCaseContext } from "../use-case.js";

/** What the compiler delivers for the fields that the domain works out; see the read map. */
interface AdviceSource {
  readonly $aggregate: DisputeJson;
  readonly $lines: readonly LineFactsJson[];
  readonly $clocks: ClockFactsJson;
}

/** Several fields ask about one dispute: its aggregate is built once. */
const aggregates = new WeakMap<object, Dispute>();

function aggregateOf(source: ReadObject): Dispute {
  const known = aggregates.get(source);
  if (known !== undefined) return known;
  const dispute = disputeFromRow((source as unknown as AdviceSource).$aggregate);
  aggregates.set(source, dispute);
  return dispute;
}

/** What works out one field of a dispute from what the compiler delivered for it. */
export type DisputeAdvisor<Advice> = (
  context: UseCaseContext,
  source: ReadObject,
) => Advice | Promise<Advice>;

/** The phase of a dispute. */
export const adviseStage: DisputeAdvisor<string> = (_context, { $status, $suspendedFrom }) =>
  stageOf({
    status: $status as Dispute["status"],
    suspendedFrom: $suspendedFrom as Dispute["suspendedFrom"],
  });

/** What the dispute asks of the viewer. */
export const adviseViewerState: DisputeAdvisor<ViewerState> = ({ viewer }, source) =>
  viewerState(aggregateOf(source), viewer);

/** What the viewer can do now. */
export const adviseAllowedActions: DisputeAdvisor<AllowedAction[]> = async (context, source) => {
  const dispute = aggregateOf(source);
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  return allowedActions(dispute, { viewer: context.viewer, rulebook, now: context.clock.now() });
};

/** What the viewer might expect to do and cannot. */
export const adviseBlockedActions: DisputeAdvisor<BlockedAction[]> = async (context, source) => {
  const dispute = aggregateOf(source);
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  return blockedActions(dispute, { viewer: context.viewer, rulebook, now: context.clock.now() });
};

/** What the clock will do if nobody acts. */
export const adviseIfNothingHappens: DisputeAdvisor<IfNothingHappens | null> = async (context, source) => {
  const dispute = aggregateOf(source);
  const { $lines, $clocks } = source as unknown as AdviceSource;
  const clocks = clockSettingOf(clockFactsFrom($clocks), context.clock.now());
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  return ifNothingHappens(dispute, $lines.map(lineFactsFrom), rulebook, clocks);
};
