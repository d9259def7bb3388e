import {
  ObligationCondition,
  ObligationKind,
  ObligationParty,
  ObligationStatus,
} from "../../domain/obligation/obligation.js";
import { describeEnum } from "../described-enum.js";

describeEnum("ObligationKind", ObligationKind, "What somebody must do.", {
  COMPENSATION: "Pay money beyond what was paid.",
  OTHER_ACT: "Do something else.",
  REFUND: "Pay money back.",
  REFUND_FREIGHT: "Pay back the freight paid for sending the goods.",
  RELEASE_TO_MERCHANT: "Release money that was held to the merchant.",
  REPAIR: "Repair the goods.",
  REPLACEMENT: "Send the goods again.",
  RETURN_GOODS: "Send the goods back.",
  SEND_MISSING_PARTS: "Send what was missing.",
});

describeEnum("ObligationStatus", ObligationStatus, "How far an obligation has come.", {
  CONTESTED: "Whether it was performed is in dispute.",
  DUE: "Can and must be performed now.",
  FAILED: "Cannot be performed any more.",
  OVERDUE: "Was not performed in time.",
  PENDING: "Waits for its condition.",
  PERFORMED: "Done.",
  WAIVED: "The beneficiary gave it up.",
});

describeEnum("ObligationParty", ObligationParty, "Who owes.", {
  MERCHANT: "The merchant.",
  PLATFORM: "The platform.",
  SHOPPER: "The shopper.",
});

describeEnum(
  "ObligationCondition",
  ObligationCondition,
  "What must have happened before an obligation is due.",
  {
    AFTER_RETURN_RECEIVED: "The goods came back to the merchant, or the time to inspect them passed.",
  },
);
