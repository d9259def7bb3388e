import { ComplaintGround, RelationKind, TraitKind } from "../../domain/conflict/conflict.js";
import { describeEnum } from "../described-enum.js";

describeEnum("RelationKind", RelationKind, "How a mediator is related to a party.", {
  EMPLOYMENT: "One works or worked for the other.",
  FAMILY: "They are family.",
  FRIENDSHIP: "They are friends.",
  OTHER: "Something else that could bias a judgement.",
  OWNERSHIP: "One owns a part of the other.",
});

describeEnum("ComplaintGround", ComplaintGround, "What a party complains about.", {
  BIAS: "The mediator takes sides.",
  BRIBE: "The mediator asked for or took something.",
  LEAK: "The mediator told what was not to be told.",
  RUDENESS: "The mediator was rude.",
});

describeEnum("TraitKind", TraitKind, "What two people may share.", {
  ADDRESS: "Where somebody lives, works or has goods sent.",
  PAYMENT: "What somebody pays with, or is paid by.",
});
