import { FaultParty, FindingSource, RulingOutcome } from "../../domain/ruling/ruling.js";
import { RulingPart } from "../../domain/ruling/correction.js";
import { describeEnum } from "../described-enum.js";

describeEnum("FindingSource", FindingSource, "What a finding of fact rests on.", {
  MERCHANT_STATEMENT: "What the merchant stated.",
  MESSAGES: "What was written in the dispute.",
  ORDER_RECORD: "The record of the order and its promises.",
  PAYMENT_RECORD: "The record of payments and refunds.",
  REVIEW: "The shopper's review.",
  SHIPMENT_RECORD: "The record of shipments and their tracking.",
  SHOPPER_STATEMENT: "What the shopper stated.",
});

describeEnum("RulingPart", RulingPart, "The parts of a ruling that have a text.", {
  CONCLUSION: "What findings lead to under a clause.",
  FINDING: "A finding of fact.",
  REASONS: "The reasons of the ruling as a whole.",
});

describeEnum("FaultParty", FaultParty, "Over whom fault can be shared.", {
  CARRIER: "The carrier.",
  MERCHANT: "The merchant.",
  PLATFORM: "The platform.",
  SHOPPER: "The shopper.",
});

describeEnum("RulingOutcome", RulingOutcome, "How a ruling ends the dispute if it becomes final.", {
  NOT_PROVEN: "The facts could not be established.",
  RULED_FOR_MERCHANT: "For the merchant.",
  RULED_FOR_SHOPPER: "For the shopper.",
  RULED_SPLIT: "Partly for each.",
});
