import { ChallengeGround, ChallengeOutcome } from "../../domain/dispute/desk.js";
import { ConflictGround } from "../../domain/conflict/conflict.js";
import { describeEnum } from "../described-enum.js";

describeEnum("ChallengeGround", ChallengeGround, "Why a side wants another mediator.", {
  CONFLICT_OF_INTEREST: "The mediator has an interest in how the dispute ends.",
  HEARD_ONE_SIDE: "The mediator heard one side and not the other.",
  OTHER: "Something else, which the statement tells.",
  PREJUDGED: "The mediator had decided before hearing both.",
  RUDENESS: "The mediator was rude.",
});

describeEnum("ChallengeOutcome", ChallengeOutcome, "What became of a challenge.", {
  MOOT: "The mediator left the case before anybody decided.",
  REJECTED: "The mediator keeps the case.",
  UPHELD: "The case went back to the queue for another mediator.",
});

describeEnum("ConflictGround", ConflictGround, "Why somebody may not be the mediator of a case.", {
  COMPLAINT_BY_PARTY: "A party complained about the mediator lately and nobody cleared it.",
  DECLARED_RELATION: "The mediator declared a relation to a party, or the staff list names one.",
  EARLIER_ROLE: "The person acted in a dispute about the same order in another role.",
  SAME_ADDRESS: "The mediator shares an address with a party.",
  SAME_PAYMENT: "The mediator shares a means of payment with a party.",
  TOO_MANY_CASES: "The mediator had too many cases of the merchant lately.",
});

/** What was found about one ground. */
export const ConflictResult = { CLEAR: "CLEAR", CONFLICT: "CONFLICT", UNKNOWN: "UNKNOWN" } as const;

describeEnum("ConflictResult", ConflictResult, "What a check found about one ground.", {
  CLEAR: "Nothing stands against the mediator.",
  CONFLICT: "The mediator may not have the case.",
  UNKNOWN: "There was nothing to compare.",
});
