/** What the rules promise to everybody who is in a dispute under them. */
export const ExitPromise = {
  /** Whatever the amount, somebody may rule on it. */
  AUTHORITY_COVERS: "AUTHORITY_COVERS",
  /** Whatever is demanded as evidence can be handed in. */
  EVIDENCE_CAN_BE_MET: "EVIDENCE_CAN_BE_MET",
  /** The platform and the clock can bring every dispute to its end, though neither side says another word. */
  ENDS_WITHOUT_PARTIES: "ENDS_WITHOUT_PARTIES",
  /** A higher level never hands down again. */
  LEVEL_RISES: "LEVEL_RISES",
  /** The merchant answers within 15 days, however often the claim is amended. */
  MERCHANT_IN_TIME: "MERCHANT_IN_TIME",
  /** Neither side alone can put off the end. */
  NO_STALLING: "NO_STALLING",
  /** The platform decides within 30 days of its own time. */
  PLATFORM_IN_TIME: "PLATFORM_IN_TIME",
  /** Whatever may be claimed can be paid. */
  REMEDY_PAYABLE: "REMEDY_PAYABLE",
  /** Wherever a dispute stands, a clock runs whose end has an effect. */
  TIMED_EXIT: "TIMED_EXIT",
} as const;
export type ExitPromise = (typeof ExitPromise)[keyof typeof ExitPromise];

/** How a promise would be broken. */
export interface CounterExample {
  readonly promise: ExitPromise;
  /** The way there: "status/action" steps of a dispute and the status at its end, or the place in the document. */
  readonly path: readonly string[];
  /** What happens there, as a sentence. */
  readonly message: string;
}
