/** What can happen to a file in the platform's custody. */
export const CustodyAct = {
  /** Its key was destroyed. */
  ERASED: "ERASED",
  /** It went into a dossier. */
  EXPORTED: "EXPORTED",
  /** The safety examination ended with a treatment. */
  EXAMINED: "EXAMINED",
  /** The size and the SHA-256 of the received bytes were verified. */
  HASHED: "HASHED",
  /** It was put under a legal hold: it must not be erased. */
  HELD: "HELD",
  /** Its bytes arrived. */
  RECEIVED: "RECEIVED",
  /** A derived copy with parts removed was made of it. */
  REDACTED: "REDACTED",
  /** A legal hold ended. */
  RELEASED: "RELEASED",
  /** A virus scanner looked at it. */
  SCANNED: "SCANNED",
  /** A copy for others was made of it, without what they must not see. */
  SANITISED: "SANITISED",
  /** Somebody opened it. */
  VIEWED: "VIEWED",
} as const;
export type CustodyAct = (typeof CustodyAct)[keyof typeof CustodyAct];

/** What somebody did for purposes of their own, and not the platform for the file's safety. */
export const personalActs: ReadonlySet<CustodyAct> = new Set([CustodyAct.EXPORTED, CustodyAct.VIEWED]);

/** What is among the platform's staff: a side must not learn that a file of an inquiry is held. */
export const staffActs: ReadonlySet<CustodyAct> = new Set([CustodyAct.HELD, CustodyAct.RELEASED]);
