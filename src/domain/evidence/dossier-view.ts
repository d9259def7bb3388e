import { isStaff } from "../access/policy.js";
import { Role, sideOf, type Side } from "../access/viewer.js";
import { seesSealed } from "./visible-items.js";

/** With whose eyes a dossier was made. */
export type DossierView = Side | "STAFF";

/** With whose eyes a role's dossiers are made; null for roles that get none, such as machines. */
export function dossierViewOf(role: Role): DossierView | null {
  return sideOf(role) ?? (isStaff(role) && role !== Role.SYSTEM ? "STAFF" : null);
}

/** The staff whose dossiers hold nothing that is sealed, so that colleagues may have them too. */
export const sharingRoles: readonly Role[] = Object.values(Role).filter(
  (role) => dossierViewOf(role) === "STAFF" && !seesSealed(role),
);
