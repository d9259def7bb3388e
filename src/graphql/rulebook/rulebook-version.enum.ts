import { ChangeKind } from "../../domain/rulebook/difference.js";
import { RulebookStatus } from "../../domain/rulebook/version.js";
import { describeEnum } from "../described-enum.js";

describeEnum("RulebookStatus", RulebookStatus, "Where a version of the rules stands in its life.", {
  APPROVED: "Somebody else than its drafters approved it; it can be published.",
  DRAFT: "It is being written; only those who make rules see it.",
  EFFECTIVE: "It is in force: disputes are opened under it.",
  IN_CONSULTATION: "Everybody can read it and say what they think.",
  PUBLISHED: "It takes effect at a fixed instant, and never changes again.",
  SUPERSEDED: "Another is in force; disputes that were opened under it stay under it.",
});

describeEnum("ChangeKind", ChangeKind, "What became of something from one version to another.", {
  ADDED: "It is new.",
  CHANGED: "It is not what it was.",
  REMOVED: "It is gone.",
});
