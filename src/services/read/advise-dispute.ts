import { isStaff } from "../../domain/access/policy.js";
import {
  allowedActions,
  blockedActions,
  ifNothingHappens,
  viewerState,
  type AdviceContext,
  type AllowedAction,
  type BlockedAction,
  type IfNothingHappens,
  type ViewerState,
} from "../../domain/dispute/advice.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { stageOf } from "../../domain/dispute/statuses.js";
import { clockFactsFrom, type ClockFactsJson } from "../../persistence/clock-facts.js";
import { clockSettingOf } from "../clock/clock-setting.js";
import { requirements, type Requirement } from "../../domain/dispute/requirements.js";
import { freightPreview, type FreightPreview } from "../../domain/rulebook/freight.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import { ruleOf } from "../../domain/rulebook/reason.js";
import type { ReasonRule } from "../../domain/rulebook/reason-rule.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { recommend } from "../../domain/ruling/recommend.js";
import type { RulingAdvice } from "../../domain/ruling/recommendation.js";
import {
  caseRecordFrom,
  type CaseRecord,
  type CaseRecordsJson,
} from "../../persistence/case-records.store.js";
import { disputeFromRow, type DisputeJson } from "../../persistence/dispute-row.js";
import { lineFactsFrom, type LineFactsJson } from "../../persistence/line-facts.store.js";
import { rulingAuthorFrom, type RulingAuthorJson } from "../../persistence/ruling-notes-row.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { caseOfDispute } from "../disputes/case-of-dispute.js";
import { conditionLanguage } from "../rulebook/conditions.js";
import type { UseCaseContext } from "../use-case.js";

/** What the compiler delivers for the fields that the domain works out; see the read map. */
interface AdviceSource {
  readonly $aggregate: DisputeJson;
  readonly $lines: readonly LineFactsJson[];
  readonly $clocks: ClockFactsJson;
  readonly $case: CaseRecordsJson;
  /** Null where no action of the viewer depends on it. */
  readonly $records: CaseRecordsJson | null;
  /** The level of a viewer who is a mediator, else null. */
  readonly $level: number | null;
  /** Who ruled, where the viewer could stand in for that one; else null. */
  readonly $rulingAuthor: RulingAuthorJson | null;
}

/** Several fields ask about one dispute: its aggregate is built once. */
const aggregates = new WeakMap<object, Dispute>();

/** The dispute that the compiler delivered. */
export function aggregateOf(source: ReadObject): Dispute {
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

async function adviceContext(
  { viewer, clock, rulebook }: UseCaseContext,
  source: ReadObject,
  { rulebookVersion }: Dispute,
): Promise<AdviceContext> {
  const { $records, $level: viewerLevel, $rulingAuthor } = source as unknown as AdviceSource;
  const rulingAuthor = $rulingAuthor === null ? undefined : rulingAuthorFrom($rulingAuthor);
  const records = $records === null ? null : caseRecordFrom($records).records;
  const rules = await rulebook(rulebookVersion);
  return { viewer, rulebook: rules, now: clock.now(), evidence: { records }, viewerLevel, rulingAuthor };
}

/** What the viewer can do now. */
export const adviseAllowedActions: DisputeAdvisor<AllowedAction[]> = async (context, source) => {
  const dispute = aggregateOf(source);
  return allowedActions(dispute, await adviceContext(context, source, dispute));
};

/** What the viewer might expect to do and cannot. */
export const adviseBlockedActions: DisputeAdvisor<BlockedAction[]> = async (context, source) => {
  const dispute = aggregateOf(source);
  return blockedActions(dispute, await adviceContext(context, source, dispute));
};

/** What the clock will do if nobody acts. */
export const adviseIfNothingHappens: DisputeAdvisor<IfNothingHappens | null> = async (context, source) => {
  const dispute = aggregateOf(source);
  const { $lines, $clocks } = source as unknown as AdviceSource;
  const clocks = clockSettingOf(clockFactsFrom($clocks), context.clock.now());
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  return ifNothingHappens(dispute, $lines.map(lineFactsFrom), rulebook, clocks);
};

/** The rule of the reason that a ruling found, or else of the one given with what the goods and promises change of it. */
function ruledOn(rulebook: Rulebook, dispute: Dispute): ReasonRule {
  return dispute.finalReason === null
    ? ruleOfDispute(rulebook, dispute)
    : ruleOf(rulebook, dispute.finalReason);
}

/** The records of the case that the compiler delivered. */
export function recordOf(source: ReadObject): CaseRecord {
  return caseRecordFrom((source as unknown as AdviceSource).$case);
}

/**
 * What the rulebook recommends to rule, under the reason that was found or else the one given; null for whoever is not
 * staff of the platform: advice to the mediator is no message to the sides.
 */
export const adviseRecommendation: DisputeAdvisor<
  {
    readonly advice: RulingAdvice;
    readonly currency: string;
  } | null
> = async (context, source) => {
  if (!isStaff(context.viewer.role)) return null;
  const dispute = aggregateOf(source);
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  const subject = caseOfDispute(dispute, recordOf(source), {
    rule: ruledOn(rulebook, dispute),
    now: context.clock.now(),
  });
  const advice = recommend({ subject, rulebook, language: conditionLanguage });
  return { advice, currency: dispute.currency };
};

/** The checklist of both sides. */
export const adviseRequirements: DisputeAdvisor<Requirement[]> = async (context, source) => {
  const dispute = aggregateOf(source);
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  const { records } = recordOf(source);
  return requirements(dispute, ruleOfDispute(rulebook, dispute), { records, viewer: context.viewer });
};

/** Who would pay and bear freight; by the shares of fault where a ruling found some. */
export const adviseFreight: DisputeAdvisor<{
  readonly preview: FreightPreview;
  readonly currency: string;
}> = async (context, source) => {
  const dispute = aggregateOf(source);
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  const { freightSituation: situation } = ruledOn(rulebook, dispute);
  const adjusted = dispute.adjustments.findLast(({ change }) => change.freightBearer !== undefined);
  const shares = dispute.ruling?.faultShares ?? [];
  const preview = freightPreview({
    freightMatrix: rulebook.freightMatrix,
    situation,
    outboundMinor: recordOf(source).lines.reduce((sum, { freightPaidMinor }) => sum + freightPaidMinor, 0n),
    returnMinor: null,
    faultShares: shares.length === 0 ? null : shares,
    adjusted:
      adjusted?.change.freightBearer === undefined
        ? null
        : { bearer: adjusted.change.freightBearer, clause: adjusted.clause },
  });
  return { preview, currency: dispute.currency };
};
