import { DisputeStatus } from "../dispute/dispute.js";

/** How long the evidence of a dispute is kept depends on how it ended; the longest that fits counts. */
export const RetentionClass = {
  /** Something was owed and done: a concession, a settlement, a rule for silence. */
  PERFORMED: "PERFORMED",
  /** The platform ruled. */
  RULED: "RULED",
  /** It ended with nothing owed and no ruling. */
  STANDARD: "STANDARD",
} as const;
export type RetentionClass = (typeof RetentionClass)[keyof typeof RetentionClass];

/** Years after which the evidence of each class is erased without anybody asking. */
export type RetentionYears = Readonly<Record<RetentionClass, number>>;

/** For so many years after its end the evidence of a dispute is kept, whoever asks; the database holds to it too. */
export const MINIMUM_RETENTION_YEARS = 3;

/** What holds where nothing is configured. */
export const defaultRetention: RetentionYears = { PERFORMED: 5, RULED: 5, STANDARD: MINIMUM_RETENTION_YEARS };

/** What the retention of a dispute follows from. */
export interface RetainedDispute {
  readonly status: DisputeStatus;
  readonly closedAt: Date | null;
  readonly wasRuled: boolean;
  readonly hadObligations: boolean;
}

/** How long the evidence of a dispute is kept. */
export interface Retention {
  readonly class: RetentionClass;
  /** When the minimum is over; null while the dispute is open. */
  readonly erasableFrom: Date | null;
  /** When it is erased without anybody asking, unless it is held; null while the dispute is open. */
  readonly keepUntil: Date | null;
}

/** The instant so many calendar years later, in UTC; 29 February becomes 1 March. */
export function addYears(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + years);
  return later;
}

function classOf({ wasRuled, hadObligations }: RetainedDispute): RetentionClass {
  if (wasRuled) return RetentionClass.RULED;
  return hadObligations ? RetentionClass.PERFORMED : RetentionClass.STANDARD;
}

/** How long the evidence of a dispute is kept, as things stand. */
export function retentionOf(dispute: RetainedDispute, years: RetentionYears): Retention {
  const { status, closedAt } = dispute;
  const ended = classOf(dispute);
  if (status !== DisputeStatus.CLOSED || closedAt === null) {
    return { class: ended, erasableFrom: null, keepUntil: null };
  }
  return {
    class: ended,
    erasableFrom: addYears(closedAt, MINIMUM_RETENTION_YEARS),
    keepUntil: addYears(closedAt, Math.max(MINIMUM_RETENTION_YEARS, years[ended])),
  };
}
