import type { ConsistencyRule, DeskRules } from "../rulebook.js";
import { described, object, wholeNumber, type Shape } from "./shape.js";

/** What holds where a document says nothing of the desk. */
export const defaultDesk: DeskRules = {
  challengeHours: 24,
  challengeDecisionHours: 12,
  silenceHours: 48,
  offShiftHours: 24,
  takeOverHours: 24,
  humanReviewWindowHours: 336,
  humanReviewHours: 72,
  swarmOptOutHours: 48,
  rotationCases: 10,
  rotationDays: 30,
  complaintDays: 90,
  employmentDays: 730,
};

const hours = (description: string): Shape<number> => described(wholeNumber(1, 8_760), description);
const days = (description: string): Shape<number> => described(wholeNumber(1, 3_660), description);

/** Who may have a case and for how long. */
export const desk: Shape<DeskRules> = object(
  {
    challengeHours: hours("How long after an assignment a side may challenge the mediator without reasons."),
    challengeDecisionHours: hours("How soon a senior mediator decides on a challenge."),
    silenceHours: hours("How long a mediator whose move it is may do nothing in a case."),
    offShiftHours: hours("How long a mediator may be off shift with a case in hand."),
    takeOverHours: hours("How long a mediator below the level asked for keeps a case."),
    humanReviewWindowHours: hours("How long a side can ask for a person to look at what the clock decided."),
    humanReviewHours: hours("How soon a mediator decides on that; late, the case rises by a level."),
    swarmOptOutHours: hours(
      "How long a side may opt out of a finding that was made for all disputes of a case swarm.",
    ),
    rotationCases: described(
      wholeNumber(1, 100_000),
      "How many cases of one merchant a mediator has in rotationDays.",
    ),
    rotationDays: days("The days over which these cases are counted."),
    complaintDays: days("How long a complaint of a party that nobody cleared stands against the mediator."),
    employmentDays: days("How long an employment that has ended still counts as a relation."),
  },
  { ...defaultDesk },
);

const weight = wholeNumber(0, 1_000);

/** What holds where a document says nothing of how rulings are looked after. */
export const defaultConsistency: ConsistencyRule = {
  smallSample: 10,
  rehearsalWeights: { outcome: 40, remedies: 20, amount: 30, clauses: 10 },
};

/** How the platform looks after its own rulings. */
export const consistency: Shape<ConsistencyRule> = object(
  {
    smallSample: described(wholeNumber(1, 10_000), "Fewer cases than these are said to be few."),
    rehearsalWeights: described(
      object({ outcome: wholeNumber(1, 1_000), remedies: weight, amount: weight, clauses: weight }),
      "How much each part of a rehearsed ruling counts, in proportion to each other.",
    ),
  },
  defaultConsistency,
);
