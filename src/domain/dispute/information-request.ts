import { PauseGround } from "../clock/clock-setting.js";
import type { DisputeClock } from "./dispute-clock.js";

/** What the merchant asked the shopper for before it answers the claim; once a dispute. */
export interface InformationRequest {
  readonly question: string;
  readonly askedAt: Date;
  /** Until when the merchant's clock stands still for it. */
  readonly answerUntil: Date;
  /** Null where the shopper did not answer, or not yet. */
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}

/** Whether the clock stands still for the shopper's answer. */
export function awaitsInformation({ pause }: Pick<DisputeClock, "pause">): boolean {
  return pause?.ground === PauseGround.INFORMATION_REQUESTED;
}
