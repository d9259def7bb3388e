import type { Inadmissibility } from "../domain/dispute/inadmissibility.js";

/** A declaration as JSON writes it into the jsonb column `dispute.inadmissibility`. */
export type InadmissibilityJson = Omit<Inadmissibility, "declaredAt" | "appealableUntil"> & {
  readonly declaredAt: string;
  readonly appealableUntil: string;
};

/** A declaration of the jsonb column; null where there was none. */
export function inadmissibilityFrom(json: InadmissibilityJson | null): Inadmissibility | null {
  if (json === null) return null;
  const { declaredAt, appealableUntil, ...said } = json;
  return { ...said, declaredAt: new Date(declaredAt), appealableUntil: new Date(appealableUntil) };
}
