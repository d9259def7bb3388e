/** What is verified link by link. */
export const Chain = {
  /** The custody log of a dispute's files. */
  CUSTODY: "custody",
  /** The dispute's own log. */
  EVENTS: "events",
  /** The stored bytes. */
  FILES: "files",
} as const;
export type Chain = (typeof Chain)[keyof typeof Chain];

/** Where a chain is broken first, and how. */
export interface BrokenLink {
  /** The readable number of the dispute. */
  readonly disputeNumber: string;
  readonly chain: Chain;
  /** The link at which it shows, from 1; 0 where the chain has none, or what is broken is no link of one. */
  readonly sequence: number;
  /** UUID of the file that it is about; null if about none. */
  readonly fileId: string | null;
  /** A sentence for people. */
  readonly problem: string;
}
