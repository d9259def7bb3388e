import type { ClockStanding } from "../running-clock.js";
import type { CommandInputs, CommandAction } from "../command.js";
import type { DecisionContext } from "../decision.js";
import type { Dispute, DisputeOutcome, DisputeStatus } from "../dispute.js";
import type { Audience, DisputeOccurrence } from "../event.js";

/** What one handler decided; `decide` adds where the machine stands after it. */
export interface HandlerOutcome {
  readonly occurrence: DisputeOccurrence;
  /** The status after, one of the row's targets; default the row's first. */
  readonly to?: DisputeStatus;
  /** The outcome after; null: none is known any more; default the present one. */
  readonly outcome?: DisputeOutcome | null;
  /** The level after; default the present one. */
  readonly level?: 1 | 2 | 3;
  /** Start the clock of the status anew although the status stays. */
  readonly restartClock?: boolean;
  /** Where the clock stands after, where the decision moves it itself. */
  readonly clock?: ClockStanding;
  readonly audience?: Audience;
  /** The clause that an automatic act rests on. */
  readonly clause?: string;
}

/** What a handler may look at: the decision's context and where the table's row leads by default. */
export interface HandlerContext extends DecisionContext {
  readonly target: DisputeStatus;
}

/** A handler of one action: a pure function that throws RefusedError when the input is not acceptable. */
export type Handler<Action extends CommandAction> = (
  dispute: Dispute,
  command: CommandInputs[Action],
  context: HandlerContext,
) => HandlerOutcome;
