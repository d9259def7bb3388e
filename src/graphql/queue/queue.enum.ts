import { QueueView } from "../../domain/queue/queue-view.js";
import { WatchSubject } from "../../domain/queue/watch.js";
import { describeEnum } from "../described-enum.js";

describeEnum(
  "QueueView",
  QueueView,
  "The named views of the mediators' queue. Each shows only what the viewer may see anyway.",
  {
    APPEALS: "Rulings that were appealed.",
    BREACHING: "The platform must move, and its clock has run out or does so within `withinHours`.",
    EVIDENCE_COMPLETE: "Nothing more is handed in: a decision is due.",
    HIGHER_LEVEL_REQUESTED:
      "At a higher level than the first, because somebody asked for it or the platform was late.",
    HUMAN_REVIEWS:
      "Outcomes of the clock that a side wants a person to look at: who takes one decides by `decideHumanReview`.",
    MINE: "The viewer's own cases that are not closed.",
    UNASSIGNED: "What nobody has yet.",
    WATCH_LISTED: "Open disputes that are on the watch list themselves, or whose shopper or merchant is.",
  },
);

describeEnum("WatchSubject", WatchSubject, "What staff can keep an eye on.", {
  DISPUTE: "The dispute alone.",
  MERCHANT: "Every dispute with the dispute's merchant.",
  SHOPPER: "Every dispute of the dispute's shopper.",
});
