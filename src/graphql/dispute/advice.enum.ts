import { FreightPayer } from "../../domain/rulebook/freight-rule.js";
import { ConditionState } from "../../domain/ruling/recommendation.js";
import { describeEnum } from "../described-enum.js";

describeEnum("ConditionState", ConditionState, "What became of a condition of the rulebook.", {
  FAILED: "It does not hold.",
  HELD: "It holds.",
  UNKNOWN: "Facts are missing to tell.",
});

describeEnum("FreightPayer", FreightPayer, "Who pays freight at first.", {
  EACH_OWN: "Each side what it sends.",
  MERCHANT: "The merchant.",
  NOBODY: "Nobody: none arises.",
  PLATFORM: "The platform, which then recovers it.",
  SHOPPER: "The shopper.",
});
