import { FeedbackKind, FeedbackStatus } from "../../domain/rulebook/feedback.js";
import { describeEnum } from "../described-enum.js";

describeEnum("FeedbackStatus", FeedbackStatus, "How far a piece of feedback on a rule has come.", {
  ACCEPTED: "The rule is to be changed; the version that does it is still to come.",
  NEW: "Nobody has looked at it yet.",
  REJECTED: "The rule stays; `answer` says why. Final.",
  SHIPPED: "A published version changed the rule; `shippedVersion` names it. Final.",
  TRIAGED: "Somebody of the rule staff has read it and it is being considered.",
});

describeEnum("FeedbackKind", FeedbackKind, "What is the matter with a rule.", {
  LOOPHOLE: "It can be abused, or leaves a case out.",
  SUGGESTION: "It could be better.",
  UNCLEAR: "It can be read in more than one way.",
  UNFAIR: "It burdens one side without reason.",
});
