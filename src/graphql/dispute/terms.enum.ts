import { OfferStatus, RefusalCode } from "../../domain/dispute/dispute.js";
import { MessageChannel } from "../../domain/dispute/event.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { describeEnum } from "../described-enum.js";

describeEnum("RemedyKind", RemedyKind, "What can put things right.", {
  COMPENSATION: "Money beyond what was paid, under its own ceiling.",
  EXCHANGE: "The goods go back and others come instead.",
  OTHER_ACT: "Something else, described in words.",
  PARTIAL_REFUND: "A part of the money back; the shopper keeps the goods.",
  REFUND: "The money back; the shopper keeps what there is.",
  REFUND_FREIGHT: "The freight paid for sending the goods.",
  REPAIR: "The merchant repairs the goods.",
  REPLACEMENT: "The merchant sends the goods again.",
  RETURN_AND_REFUND: "The goods go back, then the money.",
  SEND_MISSING_PARTS: "The merchant sends what was missing.",
});

describeEnum("RefusalCode", RefusalCode, "Why the merchant refuses a claim.", {
  ALREADY_REFUNDED: "The money was paid back before.",
  CLAIM_EXCEEDS_LOSS: "More is asked for than was lost.",
  DAMAGE_BY_SHOPPER: "The shopper damaged the goods.",
  DELIVERED_AS_PROMISED: "The goods arrived as and when promised.",
  ITEM_MATCHES_LISTING: "The goods are as described.",
  NOT_DEFECTIVE: "The goods have no defect.",
  OTHER: "Something else; the statement says what.",
  OUT_OF_TIME: "The shopper came too late.",
  POLICY_EXCLUDES: "A policy that both agreed to excludes it.",
  RETURN_ITEM_ALTERED: "What came back is not what was sent, or not in its state.",
});

describeEnum("OfferStatus", OfferStatus, "What has become of an offer.", {
  ACCEPTED: "The other side accepted: the dispute is settled on these terms.",
  DECLINED: "The other side declined.",
  EXPIRED: "Nobody answered in time, which is a decline and never an acceptance.",
  OPEN: "The other side may accept or decline.",
  SUPERSEDED: "Its maker replaced it by another, or the dispute went on without it.",
});

describeEnum("MessageChannel", MessageChannel, "Between whom a message passes.", {
  MERCHANT_PRIVATE: "Between the platform and the merchant alone.",
  PARTIES: "Both sides and the platform.",
  SHOPPER_PRIVATE: "Between the platform and the shopper alone.",
  STAFF: "A note among platform staff.",
});
