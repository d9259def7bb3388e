import type { Side } from "../access/viewer.js";
import type { DeskRules } from "../rulebook/rulebook.js";
import { addHours } from "../time.js";

/** Why somebody may not be the mediator of a case; reference.md 3.1. */
export const ConflictGround = {
  COMPLAINT_BY_PARTY: "COMPLAINT_BY_PARTY",
  DECLARED_RELATION: "DECLARED_RELATION",
  EARLIER_ROLE: "EARLIER_ROLE",
  SAME_ADDRESS: "SAME_ADDRESS",
  SAME_PAYMENT: "SAME_PAYMENT",
  TOO_MANY_CASES: "TOO_MANY_CASES",
} as const;
export type ConflictGround = (typeof ConflictGround)[keyof typeof ConflictGround];

/** How a mediator is related to a party. */
export const RelationKind = {
  EMPLOYMENT: "EMPLOYMENT",
  FAMILY: "FAMILY",
  FRIENDSHIP: "FRIENDSHIP",
  OTHER: "OTHER",
  OWNERSHIP: "OWNERSHIP",
} as const;
export type RelationKind = (typeof RelationKind)[keyof typeof RelationKind];

/** What a party complains about. */
export const ComplaintGround = { BIAS: "BIAS", BRIBE: "BRIBE", LEAK: "LEAK", RUDENESS: "RUDENESS" } as const;
export type ComplaintGround = (typeof ComplaintGround)[keyof typeof ComplaintGround];

/** What is compared between a mediator and a party; only hashes are kept. */
export const TraitKind = { ADDRESS: "ADDRESS", PAYMENT: "PAYMENT" } as const;
export type TraitKind = (typeof TraitKind)[keyof typeof TraitKind];

/** What a check looked at, as it was then. */
export interface ConflictInputs {
  /** Whether the staff list names the merchant as related. */
  readonly listedMerchant: boolean;
  /** What the mediator declared about one of the two parties. */
  readonly relations: readonly {
    readonly side: Side;
    readonly kind: RelationKind;
    /** When the relation itself ended or will end; null: not known, or not. */
    readonly until: Date | null;
  }[];
  /** Roles other than a mediator's in which the person acted in disputes about the same order. */
  readonly earlierRoles: readonly string[];
  /** Cases of the merchant that came to the mediator within the rulebook's days, this one not among them. */
  readonly casesOfMerchant: number;
  /** Complaints of one of the two parties that nobody cleared, within the rulebook's days. */
  readonly openComplaints: number;
  /** How many known hashes of each kind the mediator shares with a party; null: none is known of one of them. */
  readonly shared: Readonly<Record<TraitKind, number | null>>;
}

/** What was found about one ground. UNKNOWN: there is nothing to compare. */
export type ConflictResult = "CLEAR" | "CONFLICT" | "UNKNOWN";

/** A check: what was looked at, what was found about each ground. */
export interface ConflictCheck {
  readonly inputs: ConflictInputs;
  readonly results: Readonly<Record<ConflictGround, ConflictResult>>;
}

type Judge = (inputs: ConflictInputs, about: { rules: DeskRules; now: Date }) => ConflictResult;

const found = (is: boolean): ConflictResult => (is ? "CONFLICT" : "CLEAR");

const sharing =
  (kind: TraitKind): Judge =>
  ({ shared }) => {
    const count = shared[kind];
    return count === null ? "UNKNOWN" : found(count > 0);
  };

const judges: Readonly<Record<ConflictGround, Judge>> = {
  COMPLAINT_BY_PARTY: ({ openComplaints }) => found(openComplaints > 0),
  DECLARED_RELATION: ({ listedMerchant, relations }, { rules, now }) =>
    found(
      listedMerchant ||
        relations.some(({ kind, until }) => {
          const cooling = kind === RelationKind.EMPLOYMENT ? rules.employmentDays : 0;
          return until === null || now < addHours(until, cooling * 24);
        }),
    ),
  EARLIER_ROLE: ({ earlierRoles }) => found(earlierRoles.length > 0),
  SAME_ADDRESS: sharing(TraitKind.ADDRESS),
  SAME_PAYMENT: sharing(TraitKind.PAYMENT),
  TOO_MANY_CASES: ({ casesOfMerchant }, { rules }) => found(casesOfMerchant >= rules.rotationCases),
};

/** Judges every ground of a conflict of interest on what is known. Pure: what it was told is part of the answer. */
export function checkConflict(
  inputs: ConflictInputs,
  about: { readonly rules: DeskRules; readonly now: Date },
): ConflictCheck {
  const results = Object.fromEntries(
    Object.values(ConflictGround).map((ground) => [ground, judges[ground](inputs, about)]),
  ) as Record<ConflictGround, ConflictResult>;
  return { inputs, results };
}

/** The grounds on which a check found a conflict. */
export function groundsOf({ results }: Pick<ConflictCheck, "results">): ConflictGround[] {
  return Object.values(ConflictGround).filter((ground) => results[ground] === "CONFLICT");
}

/** Whether what a check found stands against every case of the same merchant, not against this one alone. */
export function isAboutMerchant({ inputs, results }: ConflictCheck): boolean {
  if (results.TOO_MANY_CASES === "CONFLICT" || inputs.listedMerchant) return true;
  return (
    results.DECLARED_RELATION === "CONFLICT" && inputs.relations.every(({ side }) => side === "MERCHANT")
  );
}
