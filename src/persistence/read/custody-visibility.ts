import { isStaff } from "../../domain/access/policy.js";
import { otherSide, Role, sideOf, type Side } from "../../domain/access/viewer.js";
import { personalActs, staffActs } from "../../domain/evidence/custody.js";
import type { RowSql } from "./read-type.js";
import type { Scope } from "./scope.js";
import { evidenceFileVisible } from "./visibility.js";

function literals(values: Iterable<string>): string {
  return [...values].map((value) => `'${value}'`).join(", ");
}

function byRolesOf(row: string, side: Side): string {
  const roles = Object.values(Role).filter((role) => sideOf(role) === side);
  return `${row}.actor_role IN (${literals(roles)})`;
}

/** Whether the latest evidence round of the act's dispute is exchanged; null or false where one is open or none was. */
const exchangedNow: RowSql = (row, scope) => {
  const dispute = scope.alias();
  return `(SELECT ${dispute}.evidence -> -1 ->> 'exchangedAt' IS NOT NULL FROM dispute AS ${dispute}
    WHERE ${dispute}.id = ${row}.dispute_id)`;
};

/**
 * Whether a viewer who knows of a file may know of an act. What the platform did for its safety everybody may; what a
 * side did with it for itself is that side's own, but for who opened a file of the viewer's: that shows too, of the other
 * side only while no round is sealed.
 * @param fileSide SQL for the side of the file
 */
export function custodyActOpen(row: string, scope: Scope, fileSide: string): string {
  const { role } = scope.viewer;
  if (isStaff(role)) return "TRUE";
  const side = sideOf(role);
  const impersonal = `${row}.act NOT IN (${literals([...personalActs, ...staffActs])})`;
  if (side === null) return impersonal;
  const ofOwnFile = `(${fileSide} = '${side}' AND (NOT ${byRolesOf(row, otherSide(side))} OR ${exchangedNow(row, scope)}))`;
  const known = `(${byRolesOf(row, side)} OR ${ofOwnFile})`;
  return `(${impersonal} OR (${row}.act IN (${literals(personalActs)}) AND ${known}))`;
}

/** Acts of custody: with their file. */
export const custodyVisible: RowSql = (row, scope) => {
  const file = scope.alias();
  return `EXISTS (SELECT FROM evidence_file AS ${file} WHERE ${file}.id = ${row}.file_id
    AND ${evidenceFileVisible(file, scope)} AND ${custodyActOpen(row, scope, `${file}.side`)})`;
};
