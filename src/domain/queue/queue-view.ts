/** The named views of the mediators' desk. Each shows a viewer only what that viewer may see anyway. */
export const QueueView = {
  /** Rulings that were appealed. */
  APPEALS: "APPEALS",
  /** The platform's own clock runs out soon, or has run out. */
  BREACHING: "BREACHING",
  /** Nothing more is handed in: a decision is due. */
  EVIDENCE_COMPLETE: "EVIDENCE_COMPLETE",
  /** At a higher level than the first, because somebody asked for it or the platform was late. */
  HIGHER_LEVEL_REQUESTED: "HIGHER_LEVEL_REQUESTED",
  /** What the clock decided and a side wants a person to look at. */
  HUMAN_REVIEWS: "HUMAN_REVIEWS",
  /** The viewer's own cases. */
  MINE: "MINE",
  /** What nobody has yet. */
  UNASSIGNED: "UNASSIGNED",
  /** Staff keep an eye on the dispute, its shopper or its merchant. */
  WATCH_LISTED: "WATCH_LISTED",
} as const;
export type QueueView = (typeof QueueView)[keyof typeof QueueView];

/** Which of the cases of a view, and how soon BREACHING is. What is absent, null or empty does not narrow. */
export interface QueueFilter {
  readonly reason?: readonly string[] | null | undefined;
  /** 1, 2 or 3. */
  readonly level?: readonly number[] | null | undefined;
  /** Codes of ISO 4217. */
  readonly currency?: readonly string[] | null | undefined;
  /** UUID. */
  readonly merchantId?: string | null | undefined;
  /** For BREACHING: within so many hours; default {@link BREACHING_HOURS}. */
  readonly withinHours?: number | null | undefined;
}

/** How soon a clock runs out that is said to be breaching, where nothing else is asked for. */
export const BREACHING_HOURS = 8;
