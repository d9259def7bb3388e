import {
  HumanReviewGround,
  HumanReviewOutcome,
  HumanReviewStatus,
} from "../../domain/dispute/human-review.js";
import { describeEnum } from "../described-enum.js";

describeEnum(
  "HumanReviewGround",
  HumanReviewGround,
  "Why a side wants a person to look at what the clock decided.",
  {
    AMOUNT_WRONG: "An amount is worked out wrongly.",
    COULD_NOT_ACT: "The side could not act in time, through no fault of its own.",
    FACTS_WRONG: "The clock went by facts that are not so, such as an answer that was given otherwise.",
    OTHER: "Anything else; the statement says what.",
    RULE_MISAPPLIED: "A rule was applied that does not fit, or not applied where it does.",
  },
);

describeEnum(
  "HumanReviewOutcome",
  HumanReviewOutcome,
  "Whether a person agrees with what the clock decided.",
  {
    OVERTURNED:
      "No: the automatic outcome counts for nothing, and the mediator hears the case like any other.",
    UPHELD: "Yes: it stands, and what is owed by it goes on with the time that was left.",
  },
);

describeEnum("HumanReviewStatus", HumanReviewStatus, "What has become of a request for a human review.", {
  DECIDED: "A mediator has decided.",
  MOOT: "The dispute ended otherwise before anybody decided: it was settled or withdrawn.",
  UNDER_REVIEW: "It waits for the decision.",
});
