import { Field, Int } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { ViewerState } from "../../domain/dispute/advice.js";
import { DisputeOutcome, DisputeStage, DisputeStatus, WaitingOn } from "../../domain/dispute/dispute.js";
import { AppealType } from "../appeal/appeal.type.js";
import { CaseDeskType, CaseHandoverType, ConflictCheckType } from "../desk/desk.type.js";
import { CustodyEndType } from "../evidence/custody.type.js";
import { EvidenceRoundType } from "../evidence/evidence-round.type.js";
import { ObligationType } from "../obligation/obligation.type.js";
import { DisputeRetentionType } from "../retention/retention.type.js";
import { StandingWatchType } from "../queue/queue.type.js";
import { RuleAdjustmentType } from "../rulebook/rule-adjustment.type.js";
import { RulingDraftType } from "../ruling/ruling-draft.type.js";
import { RulingType } from "../ruling/ruling.type.js";
import "../party/role.enum.js";
import { AllowedActionType, BlockedActionType, IfNothingHappensType } from "./advice.type.js";
import { ClockReportType } from "./clock-report.type.js";
import { FreightPreviewType } from "./freight.type.js";
import { InformationRequestType } from "./information-request.type.js";
import { ProposalType } from "./proposal.type.js";
import { RecommendationType } from "./recommendation.type.js";
import { ReopeningType } from "./reopening.type.js";
import { RequirementType } from "./requirement.type.js";
import { SuspensionType } from "./suspension.type.js";
import { WithOtherDisputes } from "./with-other-disputes.type.js";
import { ClaimRefusalType, ClaimType } from "./claim.type.js";
import "./dispute.enum.js";
import { connectionOf } from "../connection/connection.type.js";
import { MoneyType } from "../money.type.js";
import { ConnectionField, ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A dispute. */
@ReadObjectType(
  "Dispute",
  "A disagreement between a shopper and a merchant about lines of one order, from the claim to its end.",
)
export class DisputeType extends WithOtherDisputes {
  @Field(() => String, { description: "The number that people quote, e.g. `D-2026-0000123`." })
  number!: string;

  @Field(() => DisputeStatus, { description: "Where it stands." })
  status!: string;

  @Field(() => DisputeStage, {
    description: "The phase that it is in. A suspended dispute keeps the one from before.",
  })
  stage!: string;

  @Field(() => WaitingOn, { description: "Whose move it is." })
  waitingOn!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the present clock runs out; null only when closed.",
  })
  deadlineAt!: string | null;

  @Field(() => Int, { description: "1 to 3: how high the case has risen within the platform." })
  level!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Since when it waits for the desk to be done with it; kept when it is queued again. Staff only, else null.",
  })
  queuedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the platform first let a clock of its own run out since then; from then on it goes before what is on time. For " +
      "the platform's staff; null for all others.",
  })
  overdueAt!: string | null;

  @Field(() => [StandingWatchType], {
    description:
      "What of it staff keep an eye on, oldest first. Only the platform's staff see it; empty for all others.",
  })
  watches!: object[];

  @Field(() => DisputeOutcome, { nullable: true, description: "How it ends, as soon as that is known." })
  outcome!: string | null;

  @Field(() => String, {
    description: "Code of the reason that the shopper gave, of the rulebook, e.g. `NOT_RECEIVED`.",
  })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: "The reason that the ruling found, where it is another.",
  })
  finalReason!: string | null;

  @Field(() => ClaimType, { description: "What the shopper asks for." })
  claim!: ClaimType;

  @Field(() => ClaimRefusalType, { nullable: true, description: "Why the merchant refused, if it did." })
  refusal!: ClaimRefusalType | null;

  @Field(() => InformationRequestType, {
    nullable: true,
    description: "What the merchant asked the shopper before it answers the claim, if it did.",
  })
  informationRequest!: InformationRequestType | null;

  @Field(() => [SuspensionType], { description: "When and why it was held; the last lasts while SUSPENDED." })
  suspensions!: SuspensionType[];

  @Field(() => [ReopeningType], { description: "When and why it was taken up again, oldest first." })
  reopenings!: ReopeningType[];

  @Field(() => typeNamed("Order"), { description: "The order that it is about." })
  order!: object;

  @Field(() => [typeNamed("OrderLine")], { description: "The order lines that it is about." })
  lines!: object[];

  @Field(() => typeNamed("Merchant"), { description: "The merchant that it is against." })
  merchant!: object;

  @Field(() => typeNamed("Shopper"), { description: "The shopper who claims." })
  shopper!: object;

  @Field(() => typeNamed("Mediator"), {
    nullable: true,
    description: "Who has the case; null while nobody does.",
  })
  mediator!: object | null;

  @Field(() => CaseDeskType, {
    description:
      "What is known of who has the case: the right to challenge, what is open about that, the level.",
  })
  desk!: CaseDeskType;

  @Field(() => [CaseHandoverType], {
    description:
      "What was handed on with the case, oldest first. For the platform's staff; empty for others.",
  })
  handovers!: CaseHandoverType[];

  @Field(() => [ConflictCheckType], {
    description:
      "Checks of mediators other than the viewer for conflicts of interest, oldest first. For staff; empty for others.",
  })
  conflictChecks!: ConflictCheckType[];

  @ConnectionField(() => connectionOf("Offer"), "The offers of both sides, oldest first.")
  offers!: object;

  @Field(() => [ProposalType], { description: "What mediators proposed to both sides, oldest first." })
  proposals!: ProposalType[];

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "The sealed limit that the viewer's own side has stated: the least that the shopper accepts, the most that the merchant " +
      "pays. Null where it has stated none, and for everybody else, the platform's staff included.",
  })
  sealedLimit!: MoneyType | null;

  @ConnectionField(() => connectionOf("Message"), "The messages that the viewer may read, oldest first.")
  messages!: object;

  @ConnectionField(
    () => connectionOf("DisputeEvent"),
    "The log as far as the viewer may see it, oldest first. Ask for `last` to get the newest.",
  )
  events!: object;

  @Field(() => RulingType, {
    nullable: true,
    description: "The latest ruling; a later settlement sets it aside.",
  })
  ruling!: RulingType | null;

  @Field(() => [RulingType], { description: "All rulings, oldest first." })
  rulings!: RulingType[];

  @Field(() => [AppealType], {
    description: "The appeals of both sides against its rulings, in the order in which they were filed.",
  })
  appeals!: AppealType[];

  @Field(() => [ObligationType], {
    description: "What was agreed, conceded, ruled, or follows from silence; earliest due time first.",
  })
  obligations!: ObligationType[];

  @Field(() => Role, { description: "The role in which the dispute was opened." })
  openedBy!: string;

  @Field(() => DateTimeScalar, { description: "When it was opened." })
  openedAt!: string;

  @Field(() => DateTimeScalar, { description: "When it last changed." })
  updatedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was closed." })
  closedAt!: string | null;

  @Field(() => Int, {
    description:
      "Grows with every change that both sides can see; messages do not change it. Send it as `expectedVersion` to act only on what you have seen.",
  })
  version!: number;

  @Field(() => String, {
    description: "The version of the rulebook that it was opened under, which stays in force for it.",
  })
  rulebookVersion!: string;

  @Field(() => [RuleAdjustmentType], {
    description:
      "Where the goods' category, or a promise that is better for the shopper, makes its rule another than that of its " +
      "reason. Found at the opening and kept.",
  })
  ruleAdjustments!: RuleAdjustmentType[];

  @Field(() => ViewerState, { description: "What the dispute asks of the viewer." })
  viewerState!: string;

  @Field(() => [AllowedActionType], { description: "What the viewer can do now." })
  allowedActions!: AllowedActionType[];

  @Field(() => [BlockedActionType], {
    description: "What the viewer might expect to do and cannot, and why.",
  })
  blockedActions!: BlockedActionType[];

  @Field(() => IfNothingHappensType, {
    nullable: true,
    description: "What the clock will do next if nobody acts; null when closed.",
  })
  ifNothingHappens!: IfNothingHappensType | null;

  @Field(() => ClockReportType, {
    description: "Where the time went: who used how much, and what did not count.",
  })
  clockReport!: ClockReportType;

  @Field(() => RecommendationType, {
    nullable: true,
    description:
      "What the rulebook recommends to rule on what is known now. For the platform's staff; null for the sides and for " +
      "machines. A mediator who rules otherwise says why in `divergenceReason`.",
  })
  recommendation!: RecommendationType | null;

  @Field(() => RulingDraftType, {
    nullable: true,
    description:
      "What is written of the ruling: for the mediator who has the case, for senior mediators and for auditors. Null for all others, " +
      "and where nothing is.",
  })
  rulingDraft!: RulingDraftType | null;

  @Field(() => [RequirementType], {
    description:
      "The checklist of both sides: what the reason asks for, what is there, and until when the rest can come.",
  })
  requirements!: RequirementType[];

  @ConnectionField(
    () => connectionOf("EvidenceItem"),
    "The evidence that the viewer may see: the own side's, drafts among it, and what is exchanged.",
  )
  evidence!: object;

  @Field(() => [EvidenceRoundType], { description: "The evidence rounds, in order." })
  evidenceRounds!: EvidenceRoundType[];

  @Field(() => CustodyEndType, {
    nullable: true,
    description:
      "Where the custody log of its files ends. For the platform's staff; null where nothing was handed in.",
  })
  custodyEnd!: CustodyEndType | null;

  @Field(() => FreightPreviewType, { description: "Who would pay and bear freight, by who wins." })
  freightPreview!: FreightPreviewType;

  @Field(() => DisputeRetentionType, {
    description: "How long its evidence is kept, and whether it was erased.",
  })
  retention!: DisputeRetentionType;
}
