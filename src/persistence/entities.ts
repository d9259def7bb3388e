import { AppealEntity } from "./appeal.entity.js";
import { BusinessCalendarEntity } from "./business-calendar.entity.js";
import { CaseHandoverEntity } from "./case-handover.entity.js";
import { CasePresenceEntity } from "./case-presence.entity.js";
import { CaseSwarmEntity } from "./case-swarm.entity.js";
import { ConflictCheckEntity } from "./conflict-check.entity.js";
import { DisputeEntity } from "./dispute.entity.js";
import { DisputeErasureEntity } from "./dispute-erasure.entity.js";
import { DisputeEventEntity } from "./dispute-event.entity.js";
import { DisputeLinkEntity } from "./dispute-link.entity.js";
import { DisputeLineEntity } from "./dispute-line.entity.js";
import { DisputeKeyEntity } from "./dispute-key.entity.js";
import { DossierEntity } from "./dossier.entity.js";
import { EvidenceCustodyEndEntity } from "./evidence-custody-end.entity.js";
import { EvidenceCustodyEntity } from "./evidence-custody.entity.js";
import { EvidenceFileEntity } from "./evidence-file.entity.js";
import { EvidenceItemEntity } from "./evidence-item.entity.js";
import { EvidenceItemFileEntity } from "./evidence-item-file.entity.js";
import { EvidenceItemVersionEntity } from "./evidence-item-version.entity.js";
import { ForceMajeureEntity } from "./force-majeure.entity.js";
import { IdempotencyKeyEntity } from "./idempotency-key.entity.js";
import { LegalHoldEntity } from "./legal-hold.entity.js";
import { MediatorCertificationEntity } from "./mediator-certification.entity.js";
import { MacroEntity } from "./macro.entity.js";
import { MacroUseEntity } from "./macro-use.entity.js";
import { MacroVersionEntity } from "./macro-version.entity.js";
import { MediatorEntity } from "./mediator.entity.js";
import { MediatorComplaintEntity } from "./mediator-complaint.entity.js";
import { MediatorRelationEntity } from "./mediator-relation.entity.js";
import { MerchantEntity } from "./merchant.entity.js";
import { MerchantMemberEntity } from "./merchant-member.entity.js";
import { MessageEntity } from "./message.entity.js";
import { ObligationEntity } from "./obligation.entity.js";
import { OfferEntity } from "./offer.entity.js";
import { ProposalEntity } from "./proposal.entity.js";
import { OrderEntity } from "./order.entity.js";
import { OrderLineEntity } from "./order-line.entity.js";
import { PartyTraitEntity } from "./party-trait.entity.js";
import { PaymentEntity } from "./payment.entity.js";
import { PlatformClockEntity } from "./platform-clock.entity.js";
import { PlatformOutageEntity } from "./platform-outage.entity.js";
import { QueueViewEntity } from "./queue-view.entity.js";
import { RefundEntity } from "./refund.entity.js";
import { RehearsalEntity } from "./rehearsal.entity.js";
import { ReviewCaseEntity } from "./review-case.entity.js";
import { ReviewSampleEntity } from "./review-sample.entity.js";
import { ReviewEntity } from "./review.entity.js";
import { RuleFeedbackEntity } from "./rule-feedback.entity.js";
import { RuleFeedbackStepEntity } from "./rule-feedback-step.entity.js";
import { RulebookEntity } from "./rulebook.entity.js";
import { RulebookSimulationEntity } from "./rulebook-simulation.entity.js";
import { RulebookSimulationResultEntity } from "./rulebook-simulation-result.entity.js";
import { RulingClarificationEntity } from "./ruling-clarification.entity.js";
import { RulingCorrectionEntity } from "./ruling-correction.entity.js";
import { RulingDraftEntity } from "./ruling-draft.entity.js";
import { RulingEntity } from "./ruling.entity.js";
import { SealedLimitEntity } from "./sealed-limit.entity.js";
import { SecondOpinionEntity } from "./second-opinion.entity.js";
import { ShipmentEntity } from "./shipment.entity.js";
import { ShopperEntity } from "./shopper.entity.js";
import { TrackingEventEntity } from "./tracking-event.entity.js";
import { WatchEntity } from "./watch.entity.js";

/** Every entity class; the only list that TypeORM is given. */
export const entities = [
  AppealEntity,
  BusinessCalendarEntity,
  CaseHandoverEntity,
  CasePresenceEntity,
  CaseSwarmEntity,
  ConflictCheckEntity,
  DisputeEntity,
  DisputeErasureEntity,
  DisputeEventEntity,
  DisputeLineEntity,
  DisputeLinkEntity,
  DisputeKeyEntity,
  DossierEntity,
  EvidenceCustodyEndEntity,
  EvidenceCustodyEntity,
  EvidenceFileEntity,
  EvidenceItemEntity,
  EvidenceItemFileEntity,
  EvidenceItemVersionEntity,
  ForceMajeureEntity,
  IdempotencyKeyEntity,
  LegalHoldEntity,
  MediatorCertificationEntity,
  MacroEntity,
  MacroUseEntity,
  MacroVersionEntity,
  MediatorEntity,
  MediatorComplaintEntity,
  MediatorRelationEntity,
  MerchantEntity,
  MerchantMemberEntity,
  MessageEntity,
  ObligationEntity,
  OfferEntity,
  ProposalEntity,
  OrderEntity,
  OrderLineEntity,
  PartyTraitEntity,
  PaymentEntity,
  PlatformClockEntity,
  PlatformOutageEntity,
  QueueViewEntity,
  RefundEntity,
  RehearsalEntity,
  ReviewCaseEntity,
  ReviewSampleEntity,
  ReviewEntity,
  RuleFeedbackEntity,
  RuleFeedbackStepEntity,
  RulebookEntity,
  RulebookSimulationEntity,
  RulebookSimulationResultEntity,
  RulingClarificationEntity,
  RulingCorrectionEntity,
  RulingDraftEntity,
  RulingEntity,
  SealedLimitEntity,
  SecondOpinionEntity,
  ShipmentEntity,
  ShopperEntity,
  TrackingEventEntity,
  WatchEntity,
];
