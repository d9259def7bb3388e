import { DisputeOutcome, DisputeStage, DisputeStatus, WaitingOn } from "../../domain/dispute/dispute.js";
import { ViewerState } from "../../domain/dispute/advice.js";
import { DisputeGrouping } from "../../domain/dispute/grouping.js";
import { DisputeOrderField } from "../../persistence/read/orderings.js";
import { describeEnum } from "../described-enum.js";

describeEnum(
  "DisputeStatus",
  DisputeStatus,
  "Where a dispute stands. Every status but CLOSED has a deadline.",
  {
    APPEALED: "A second instance is deciding on the ruling.",
    BLOCKED:
      "An obligation cannot be performed because funds are missing; the platform decides on an advance.",
    CLOSED: "Over; `outcome` says how.",
    DECIDING: "Closed for submissions; the mediator is deciding.",
    EVIDENCE: "An evidence round is open; what is handed in stays sealed until it is exchanged.",
    IN_REVIEW: "A mediator has the case.",
    MERCHANT_RESPONSE: "The merchant must answer the claim.",
    NEGOTIATING: "The merchant refused, or offers are on the table; the platform may be called in.",
    PERFORMING: "What was agreed or ruled is being performed.",
    PROPOSED: "A mediator's proposal awaits both sides.",
    QUEUED: "The platform was called in; no mediator has the case yet.",
    REBUTTAL: "Evidence was exchanged; each side may answer it.",
    RULED: "A ruling was served and may be appealed.",
    SUSPENDED: "Paused for an external proceeding, an inspection, force majeure or incapacity.",
  },
);

describeEnum("DisputeStage", DisputeStage, "The phase that a status belongs to.", {
  CLOSED: "Over.",
  INTERVENTION: "The platform works on it.",
  NEGOTIATION: "The two sides are among themselves.",
  PERFORMANCE: "What was agreed or ruled is being performed.",
  RULING: "A ruling was served and is not final yet.",
});

describeEnum("WaitingOn", WaitingOn, "Whose move it is.", {
  BOTH: "Either side may act, or both must.",
  CARRIER: "The carrier's.",
  MERCHANT: "The merchant's.",
  NONE: "Nobody's: the dispute is over.",
  PLATFORM: "The platform's.",
  SHOPPER: "The shopper's.",
});

describeEnum(
  "DisputeOutcome",
  DisputeOutcome,
  "How a dispute ends; known before it closes, final when closed.",
  {
    CONCEDED: "The merchant accepted the claim.",
    DEFAULTED: "The merchant was silent and the rule for silence was applied.",
    INADMISSIBLE: "The platform may not decide it.",
    LAPSED: "The shopper did not go on in time.",
    MEDIATED: "Both sides accepted a mediator's proposal.",
    MERGED: "Joined with another dispute about the same.",
    NOT_PROVEN: "The facts could not be established.",
    REFERRED: "Sent to another body.",
    RULED_FOR_MERCHANT: "Decided for the merchant.",
    RULED_FOR_SHOPPER: "Decided for the shopper.",
    RULED_SPLIT: "Decided partly for each.",
    SETTLED: "One side accepted the other's offer.",
    WITHDRAWN: "The shopper withdrew.",
  },
);

describeEnum("ViewerState", ViewerState, "What a dispute asks of the viewer.", {
  ACTION_REQUIRED: "It is the viewer's move.",
  APPEALABLE: "A ruling was served; the viewer may appeal in time.",
  DONE: "Nothing more to do: it is over.",
  WAITING_FOR_OTHER: "It is somebody else's move.",
  WAITING_FOR_PLATFORM: "It is the platform's move.",
});

describeEnum("DisputeGrouping", DisputeGrouping, "What disputes can be counted by.", {
  OUTCOME: "By outcome; those without one yet have the key null.",
  REASON: "By the reason code that the shopper gave.",
  STAGE: "By stage.",
  STATUS: "By status.",
  WAITING_ON: "By whose move it is.",
});

describeEnum("DisputeOrderField", DisputeOrderField, "What a list of disputes can be ordered by.", {
  DEADLINE_AT: "When the present clock runs out. What has no deadline counts as infinitely late.",
  OPENED_AT: "When the dispute was opened.",
  UPDATED_AT: "When it last changed.",
});
