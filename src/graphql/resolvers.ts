import type { NonEmptyArray } from "type-graphql";
import { BulkMutations } from "./bulk/bulk-mutations.resolver.js";
import { ClockResolver } from "./clock/clock.resolver.js";
import { BusinessCalendarResolver } from "./clock/business-calendar.resolver.js";
import { ClockPeriodsResolver } from "./clock/clock-periods.resolver.js";
import { DeskMutations } from "./desk/desk-mutations.resolver.js";
import { PartyTraitMutations } from "./conflict/party-trait.resolver.js";
import { RelationResolver } from "./conflict/relation.resolver.js";
import { DisputeResolver } from "./dispute/dispute.resolver.js";
import { ClaimMutations } from "./dispute/claim-mutations.resolver.js";
import { DeadlineMutations } from "./dispute/deadline-mutations.resolver.js";
import { EligibilityResolver } from "./dispute/eligibility.resolver.js";
import { RulingNotes } from "./ruling/ruling-notes.resolver.js";
import { AppealMutations } from "./appeal/appeal-mutations.resolver.js";
import { HumanReviewMutations } from "./human-review/human-review-mutations.resolver.js";
import { InadmissibilityMutations } from "./dispute/inadmissibility-mutations.resolver.js";
import { InformationMutations } from "./dispute/information-mutations.resolver.js";
import { InterventionMutations } from "./dispute/intervention-mutations.resolver.js";
import { MergeMutations } from "./dispute/merge-mutations.resolver.js";
import { MacroResolver } from "./macro/macro.resolver.js";
import { MessageMutations } from "./dispute/message-mutations.resolver.js";
import { OfferMutations } from "./dispute/offer-mutations.resolver.js";
import { ReopeningMutations } from "./dispute/reopening-mutations.resolver.js";
import { SuspensionMutations } from "./dispute/suspension-mutations.resolver.js";
import { PresenceSubscription } from "./presence/presence.subscription.js";
import { ProposalMutations } from "./dispute/proposal-mutations.resolver.js";
import { SealedLimitMutations } from "./dispute/sealed-limit-mutations.resolver.js";
import { RulingMutations } from "./dispute/ruling-mutations.resolver.js";
import { EvidenceRedactionResolver } from "./evidence/evidence-redaction.resolver.js";
import { EvidenceUploadResolver } from "./evidence/evidence-upload.resolver.js";
import { EvidenceUploadsResolver } from "./evidence/evidence-uploads.resolver.js";
import { EvidenceItemMutations } from "./evidence/evidence-item-mutations.resolver.js";
import { EvidenceRoundMutations } from "./evidence/evidence-round-mutations.resolver.js";
import { EventSubscriptions } from "./event/event.subscription.js";
import { QueueResolver } from "./queue/queue.resolver.js";
import { StaffResolver } from "./staff/staff.resolver.js";
import { NodeResolver } from "./node.resolver.js";
import { ImportOrdersMutation } from "./order/import-orders.resolver.js";
import { OrderResolver } from "./order/order.resolver.js";
import { RehearsalResolver } from "./rehearsal/rehearsal.resolver.js";
import { RetentionResolver } from "./retention/retention.resolver.js";
import { ClauseHealthResolver } from "./rule-feedback/clause-health.resolver.js";
import { ReviewResolver } from "./review/review.resolver.js";
import { RuleFeedbackResolver } from "./rule-feedback/rule-feedback.resolver.js";
import { RulebookResolver } from "./rulebook/rulebook.resolver.js";
import { RulebookMutations } from "./rulebook/rulebook-mutations.resolver.js";
import { RulebookVersionResolver } from "./rulebook/rulebook-version.resolver.js";
import { RulingConsistencyResolver } from "./consistency/ruling-consistency.resolver.js";
import { SandboxResolver } from "./sandbox/sandbox.resolver.js";
import { RulingDivergenceResolver } from "./ruling/ruling-divergence.resolver.js";
import { RulingDraftMutations } from "./ruling/ruling-draft.resolver.js";
import { RulingDocumentResolver } from "./ruling/ruling-document.resolver.js";
import { RulingPreviewResolver } from "./ruling/ruling-preview.resolver.js";
import { CaseSwarmMutations } from "./swarm/case-swarm-mutations.resolver.js";
import { DisputeLinkMutations } from "./dispute-link/dispute-link-mutations.resolver.js";
import { DossierResolver } from "./dossier/dossier.resolver.js";
import { SimulationMutations } from "./simulation/simulation-mutations.resolver.js";
import { SimulationResolver } from "./simulation/simulation.resolver.js";
import { WorkbenchResolver } from "./workbench/workbench.resolver.js";
import { ViewerResolver } from "./party/viewer.resolver.js";

/** Every resolver class of the schema; a new one is added here and nowhere else. */
export const resolvers: NonEmptyArray<new () => object> = [
  ClauseHealthResolver,
  BusinessCalendarResolver,
  ClockResolver,
  ClockPeriodsResolver,
  DisputeResolver,
  EligibilityResolver,
  EventSubscriptions,
  EvidenceRedactionResolver,
  EvidenceUploadResolver,
  EvidenceUploadsResolver,
  EvidenceItemMutations,
  EvidenceRoundMutations,
  MacroResolver,
  NodeResolver,
  OrderResolver,
  QueueResolver,
  PartyTraitMutations,
  RelationResolver,
  RehearsalResolver,
  RetentionResolver,
  ReviewResolver,
  RuleFeedbackResolver,
  RulebookResolver,
  RulebookVersionResolver,
  SandboxResolver,
  RulingConsistencyResolver,
  RulingDivergenceResolver,
  RulingDocumentResolver,
  RulingDraftMutations,
  RulingPreviewResolver,
  SimulationResolver,
  StaffResolver,
  ViewerResolver,
  WorkbenchResolver,
  PresenceSubscription,
  BulkMutations,
  ClaimMutations,
  DeadlineMutations,
  DeskMutations,
  CaseSwarmMutations,
  DisputeLinkMutations,
  ImportOrdersMutation,
  AppealMutations,
  HumanReviewMutations,
  RulingNotes,
  InadmissibilityMutations,
  InformationMutations,
  InterventionMutations,
  MergeMutations,
  MessageMutations,
  OfferMutations,
  ReopeningMutations,
  SuspensionMutations,
  ProposalMutations,
  SealedLimitMutations,
  RulebookMutations,
  RulingMutations,
  SimulationMutations,
  DossierResolver,
];
