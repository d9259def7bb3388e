import { AppealGround, AppealOutcome, AppealStatus } from "../../domain/ruling/appeal.js";
import { describeEnum } from "../described-enum.js";

describeEnum("AppealGround", AppealGround, "Why a side asks a second instance to decide.", {
  CALCULATION_ERROR: "An amount is worked out wrongly.",
  CLARIFICATION: "What was ruled cannot be understood, or be carried out as it stands.",
  CONFLICT_OF_INTEREST: "Whoever ruled had a relation to one of the sides.",
  FACT_ERROR: "A fact is found wrongly on the evidence that was there.",
  FRAUD_IN_DECISION: "The ruling was brought about by deceit.",
  NEW_EVIDENCE: "There is evidence that the first instance could not know of; it has to be named.",
  POLICY_MISAPPLIED: "A rule was applied that does not fit, or not applied where it does.",
  PROCEDURAL_ERROR: "The way to the ruling was not as the rules say.",
  UNABLE_TO_RESPOND: "The side could not answer in time, through no fault of its own.",
});

describeEnum(
  "AppealOutcome",
  AppealOutcome,
  "What the second instance makes of a ruling, or of a declaration of inadmissibility: that is UPHELD or REMITTED.",
  {
    REMITTED: "Another mediator hears the case anew, which happens once.",
    REVERSED: "Another ruling with another outcome stands in its place.",
    UPHELD: "It stands as it was.",
    VARIED: "Another ruling stands in its place, which changes a part of it.",
  },
);

describeEnum("AppealStatus", AppealStatus, "What has become of an appeal.", {
  DECIDED: "The second instance has decided.",
  SET_ASIDE: "The sides settled before it was decided.",
  UNDER_REVIEW: "It waits for the decision.",
  WITHDRAWN: "The side took it back.",
});
