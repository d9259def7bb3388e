import { BurdenOfProof } from "../../domain/rulebook/conditional-rule.js";
import { EvidenceLevel } from "../../domain/rulebook/evidence-slot.js";
import { FreightBearer, FreightSituation } from "../../domain/rulebook/freight-rule.js";
import {
  GoodsStatus,
  ShopperSilenceEffect,
  SilenceEffect,
  WindowStart,
} from "../../domain/rulebook/reason-rule.js";
import { describeEnum } from "../described-enum.js";

describeEnum("SilenceEffect", SilenceEffect, "What happens when the merchant does not answer in time.", {
  COMPENSATE: "The reason's formula is owed as compensation.",
  PLATFORM: "The platform is called in; nothing is paid automatically.",
  REFUND: "What is claimed is refunded, without a return.",
  RETURN: "The return is agreed and the refund follows it.",
});

describeEnum(
  "ShopperSilenceEffect",
  ShopperSilenceEffect,
  "What happens when the window to call the platform in passes.",
  {
    LAPSE: "The dispute lapses, unless the shopper spoke last.",
    PLATFORM: "The platform is called in.",
  },
);

describeEnum("EvidenceLevel", EvidenceLevel, "How much a piece of evidence matters.", {
  ALTERNATIVE: "Of the alternatives of a side, one is enough.",
  MANDATORY: "It must be handed in; that it was not can be held against the side.",
  OPTIONAL: "It helps and is not asked for.",
});

describeEnum("FreightSituation", FreightSituation, "The rows of the freight matrix.", {
  BOTH_AT_FAULT: "Both sides are at fault.",
  DAMAGED_OR_LOST_IN_TRANSIT: "The parcel was damaged or lost on the way.",
  DELIVERY_REFUSED_WITHOUT_CAUSE: "The shopper refused the delivery without cause.",
  EXCHANGE_WITHOUT_FAULT: "An exchange for which nobody is at fault.",
  MERCHANT_AT_FAULT: "The goods were faulty, misdescribed, wrong, short, counterfeit or expired.",
  NOT_PROVEN: "Fault could not be proven.",
  NO_FREIGHT: "No freight arises.",
  NO_REASON_RETURN: "The shopper returns the goods without a reason.",
  NO_REASON_RETURN_FREIGHT_CHARGED: "The same, and the shopper had paid for sending them.",
  REPLACEMENT_WRONG_AGAIN: "A replacement was wrong or faulty again.",
  RETURN_REFUSED_BY_MERCHANT: "The merchant refused a return that was agreed.",
});

describeEnum("BurdenOfProof", BurdenOfProof, "Who must prove the core fact first.", {
  BOTH: "Each side proves what it says.",
  CARRIER: "The carrier.",
  MERCHANT: "The merchant.",
  MERCHANT_AND_CARRIER: "The merchant and the carrier.",
  NONE: "Nobody: the platform's own records decide.",
  PLATFORM: "The platform, from its records.",
  SHOPPER: "The shopper.",
});

describeEnum("FreightBearer", FreightBearer, "Who bears freight in the end.", {
  AS_AGREED: "Whoever the two agreed on; the shopper if they did not.",
  BY_FAULT: "Each side by its share of the fault.",
  CARRIER: "The carrier or its insurer.",
  MERCHANT: "The merchant, both ways.",
  NONE: "No freight arises.",
  SHOPPER: "The shopper.",
});

describeEnum("GoodsStatus", GoodsStatus, "Where the goods are, as far as the shipments tell.", {
  DELIVERED: "All shipments were delivered.",
  IN_TRANSIT: "Some shipments were handed over or delivered, and not all were delivered.",
  NOT_SHIPPED: "No shipment was handed over, or there is none.",
});

describeEnum("WindowStart", WindowStart, "The event from which the window to open a dispute runs.", {
  DELIVERY: "The delivery; the promised delivery where there was none.",
  PROMISED_DELIVERY: "The end of the promised day of delivery.",
  PURCHASE: "The purchase.",
});
