/** Which past disputes a simulation replays: those that meet every condition that is not null. */
export interface SimulationSample {
  /** Opened at this instant or later. */
  readonly openedFrom: Date | null;
  /** Opened before this instant. */
  readonly openedUntil: Date | null;
  /** Opened for one of these reasons. */
  readonly reasons: readonly string[] | null;
  /** UUID: against this merchant. */
  readonly merchantId: string | null;
}

/** Every dispute. */
export const everyDispute: SimulationSample = {
  openedFrom: null,
  openedUntil: null,
  reasons: null,
  merchantId: null,
};
