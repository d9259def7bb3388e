import { DisputeType } from "./dispute/dispute.type.js";
import { MessageType } from "./dispute/message.type.js";
import { OfferType } from "./dispute/offer.type.js";
import { ProposalType } from "./dispute/proposal.type.js";
import { DossierType } from "./dossier/dossier.type.js";
import { EvidenceFileType } from "./evidence/evidence-file.type.js";
import { DisputeEventType } from "./event/event.type.js";
import { EvidenceItemType } from "./evidence/evidence-item.type.js";
import { ObligationType } from "./obligation/obligation.type.js";
import { OrderLineType, RefundType } from "./order/order-line.type.js";
import { OrderType, PaymentType, ReviewType } from "./order/order.type.js";
import { ShipmentType, TrackingEventType } from "./order/shipment.type.js";
import { MediatorType, MerchantMemberType, MerchantType, ShopperType } from "./party/party.type.js";
import { RuleFeedbackType } from "./rule-feedback/rule-feedback.type.js";
import { RulebookVersionType } from "./rulebook/rulebook-version.type.js";
import { RulebookSimulationType } from "./simulation/simulation.type.js";
import { RulingType } from "./ruling/ruling.type.js";

/** Every object type with an id. They name each other by text, so somebody must import them: here. */
export const objectTypes: readonly (new () => object)[] = [
  DisputeEventType,
  DisputeType,
  DossierType,
  EvidenceFileType,
  EvidenceItemType,
  MediatorType,
  MerchantMemberType,
  MerchantType,
  MessageType,
  ObligationType,
  OfferType,
  OrderLineType,
  OrderType,
  PaymentType,
  ProposalType,
  RefundType,
  ReviewType,
  RuleFeedbackType,
  RulebookVersionType,
  RulebookSimulationType,
  RulingType,
  ShipmentType,
  ShopperType,
  TrackingEventType,
];
