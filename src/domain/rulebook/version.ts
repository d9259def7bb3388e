import { Role } from "../access/viewer.js";

/** What is stored of a version's life; EFFECTIVE and SUPERSEDED follow from the clock, see {@link statusAt}. */
export const StoredRulebookStatus = {
  APPROVED: "APPROVED",
  DRAFT: "DRAFT",
  IN_CONSULTATION: "IN_CONSULTATION",
  PUBLISHED: "PUBLISHED",
} as const;
export type StoredRulebookStatus = (typeof StoredRulebookStatus)[keyof typeof StoredRulebookStatus];

/** The life of a version, as people see it: DRAFT → IN_CONSULTATION → APPROVED → PUBLISHED → EFFECTIVE → SUPERSEDED. */
export const RulebookStatus = {
  APPROVED: "APPROVED",
  DRAFT: "DRAFT",
  EFFECTIVE: "EFFECTIVE",
  IN_CONSULTATION: "IN_CONSULTATION",
  PUBLISHED: "PUBLISHED",
  SUPERSEDED: "SUPERSEDED",
} as const;
export type RulebookStatus = (typeof RulebookStatus)[keyof typeof RulebookStatus];

/** Where a version of the rules stands; what it says is kept beside it. */
export interface RulebookVersion {
  /** UUID. */
  readonly id: string;
  /** The unique name that its document gives itself, e.g. "2026-11". */
  readonly version: string;
  readonly status: StoredRulebookStatus;
  /** Whether it changes so much that the longer notice is due. */
  readonly major: boolean;
  /** UUIDs of all who ever wrote at it, in order of their first word: none of them approves or publishes it. */
  readonly drafters: readonly string[];
  /** UUID of who wrote at it last; null for the rules that a platform begins with. */
  readonly draftedBy: string | null;
  readonly draftedAt: Date | null;
  readonly consultationAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
  /** Days of notice that were due when it was published. */
  readonly noticeDays: number | null;
  /** From when it is in force, that instant included. */
  readonly effectiveAt: Date | null;
  /** Until when, that instant not included; null while no successor is known. */
  readonly effectiveUntil: Date | null;
  /** Grows by one with every change; guards against stale commands. */
  readonly revision: number;
}

/** What can be done to a version. */
export const RulebookAct = {
  APPROVE: "APPROVE",
  DISCARD_DRAFT: "DISCARD_DRAFT",
  OPEN_CONSULTATION: "OPEN_CONSULTATION",
  PUBLISH: "PUBLISH",
  RETURN_TO_DRAFT: "RETURN_TO_DRAFT",
  SAVE_DRAFT: "SAVE_DRAFT",
} as const;
export type RulebookAct = (typeof RulebookAct)[keyof typeof RulebookAct];

/** One row of the table of acts. */
export interface RulebookActRule {
  /** Statuses in which the act is possible. */
  readonly from: readonly StoredRulebookStatus[];
  readonly by: readonly Role[];
  /** Where it leads; null: the version is gone. */
  readonly to: StoredRulebookStatus | null;
  /** Whether it is for somebody who never wrote at the version. */
  readonly fourEyes: boolean;
}

const { DRAFT, IN_CONSULTATION, APPROVED, PUBLISHED } = StoredRulebookStatus;
const editor = [Role.RULE_EDITOR];
const approver = [Role.RULE_APPROVER];

/** The whole life of a version as data: who may do what, when, and where it leads. Nothing leads out of PUBLISHED. */
export const rulebookActs: Readonly<Record<RulebookAct, RulebookActRule>> = {
  SAVE_DRAFT: { from: [DRAFT], by: editor, to: DRAFT, fourEyes: false },
  DISCARD_DRAFT: { from: [DRAFT], by: editor, to: null, fourEyes: false },
  OPEN_CONSULTATION: { from: [DRAFT], by: editor, to: IN_CONSULTATION, fourEyes: false },
  RETURN_TO_DRAFT: {
    from: [IN_CONSULTATION, APPROVED],
    by: [...editor, ...approver],
    to: DRAFT,
    fourEyes: false,
  },
  APPROVE: { from: [IN_CONSULTATION], by: approver, to: APPROVED, fourEyes: true },
  PUBLISH: { from: [APPROVED], by: approver, to: PUBLISHED, fourEyes: true },
};

/** The status of a version at an instant of the platform's clock. */
export function statusAt(
  { status, effectiveAt, effectiveUntil }: Pick<RulebookVersion, "status" | "effectiveAt" | "effectiveUntil">,
  now: Date,
): RulebookStatus {
  if (status !== PUBLISHED || effectiveAt === null || now < effectiveAt) return status;
  return effectiveUntil !== null && effectiveUntil <= now
    ? RulebookStatus.SUPERSEDED
    : RulebookStatus.EFFECTIVE;
}

/** Who sees drafts: those who make rules, and who audits them. */
const seesDrafts: ReadonlySet<Role> = new Set([
  Role.AUDITOR,
  Role.RULE_APPROVER,
  Role.RULE_EDITOR,
  Role.SYSTEM,
]);

/** Whether a role sees drafts, and who drafted, approved and published what. */
export function seesRuleMaking(role: Role): boolean {
  return seesDrafts.has(role);
}

/** Whether a role may know of a version: of a draft those who make rules, of all others everybody. */
export function maySeeRulebook(role: Role, { status }: Pick<RulebookVersion, "status">): boolean {
  return status !== DRAFT || seesRuleMaking(role);
}
