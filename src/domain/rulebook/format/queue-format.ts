import { MOST_TIER_POINTS, type QueueRule } from "../queue-rule.js";
import { amounts } from "./amounts.js";
import { described, object, table, wholeNumber, type Shape } from "./shape.js";

const points = wholeNumber(0, 1_000);

/** The order of documents that say nothing about it: first come, first served, what is overdue before all else. */
export const defaultQueueRule: QueueRule = {
  hoursPerPoint: 2,
  severity: 0,
  severityByReason: {},
  amount: { perPoint: {}, most: 0 },
  urgent: 0,
  perishable: 0,
  vulnerable: 0,
  deadline: { points: 0, withinHours: 48 },
  overdue: 1,
  tiers: {},
  shiftHours: 12,
};

/** The order of the mediators' queue, as it stands in a document. */
export const queue: Shape<QueueRule> = object(
  {
    hoursPerPoint: described(wholeNumber(1, 720), "Hours of waiting that are worth one point."),
    severity: described(points, "Points of a reason that is not named in `severityByReason`."),
    severityByReason: described(table(points), "Points by the code of the reason."),
    amount: described(
      object({
        perPoint: described(amounts, "How much is worth one point, by currency; others have none."),
        most: described(points, "Most points of an amount."),
      }),
      "Points of the amount claimed.",
    ),
    urgent: described(points, "Points of urgent reasons."),
    perishable: described(points, "Points of perishable goods."),
    vulnerable: described(points, "Points of shoppers whom the marketplace calls vulnerable."),
    deadline: described(
      object({
        points: described(points, "Points of a clock of no length."),
        withinHours: described(wholeNumber(1, 8_760), "From this length on a clock has none."),
      }),
      "Points of a short clock; evenly less the longer it is.",
    ),
    overdue: described(
      wholeNumber(1, 10_000),
      "Points of a case whose clock the platform has let run out; more than all others together.",
    ),
    tiers: described(
      table(wholeNumber(0, MOST_TIER_POINTS)),
      "Points by the marketplace's name of a membership tier; others have none.",
    ),
    shiftHours: described(wholeNumber(1, 24), "The longest shift of a mediator, in hours."),
  },
  { ...defaultQueueRule },
);
