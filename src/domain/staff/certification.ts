import type { Rulebook } from "../rulebook/rulebook.js";

/** That somebody may take cases about a group of reasons of the rulebook, and until when. */
export interface Certification {
  /** Code of the group. */
  readonly reasonGroup: string;
  /** From this instant on it counts no more. */
  readonly certifiedUntil: Date;
}

/** What a mediator has proven to be able to do. */
export interface Certified {
  /** Codes of single reasons. */
  readonly certifiedReasons: readonly string[];
  readonly certifications: readonly Certification[];
}

/** The facts of somebody whom neither certifications, languages nor shifts restrict. */
export const unrestricted = {
  certifiedReasons: [],
  certifications: [],
  languages: [],
  offShiftSince: null,
} as const;

/**
 * Whether a mediator is certified for a reason at an instant: by the reason itself or by a group that holds it and
 * has not run out. Who has no certifications at all, not even ones that ran out, is not restricted.
 */
export function isCertifiedFor(
  { certifiedReasons, certifications }: Certified,
  reason: string,
  { rulebook, now }: { readonly rulebook: Pick<Rulebook, "reasonGroups">; readonly now: Date },
): boolean {
  if (certifiedReasons.length === 0 && certifications.length === 0) return true;
  if (certifiedReasons.includes(reason)) return true;
  return certifications.some(
    ({ reasonGroup, certifiedUntil }) =>
      certifiedUntil > now && rulebook.reasonGroups[reasonGroup]?.includes(reason) === true,
  );
}
