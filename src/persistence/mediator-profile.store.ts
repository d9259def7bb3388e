import type { Certification } from "../domain/staff/certification.js";
import type { MediatorProfile } from "./staff.store.js";
import type { Tx } from "./database.js";

/** What a senior mediator can set of a mediator. */
export interface SavedProfile extends Omit<MediatorProfile, "relatedMerchantIds"> {
  readonly certifications: readonly Certification[];
  /** Codes of ISO 639; none means all. */
  readonly languages: readonly string[];
}

/** The latest shift of a mediator; both null for who has never started one. */
export interface LatestShift {
  readonly shiftStartedAt: Date | null;
  readonly shiftEndsAt: Date | null;
}

interface LockedRow {
  readonly id: string;
  readonly publicName: string;
  readonly level: 1 | 2 | 3;
  readonly capacity: number;
  readonly certifiedReasons: readonly string[];
  readonly languages: readonly string[];
  readonly shiftStartedAt: Date | null;
  readonly shiftEndsAt: Date | null;
}

const lockSql = `SELECT id, public_name AS "publicName", level, capacity, certified_reasons AS "certifiedReasons",
  languages, shift_started_at AS "shiftStartedAt", shift_ends_at AS "shiftEndsAt" FROM mediator WHERE id = $1 FOR UPDATE`;

const certificationsSql = `SELECT reason_group AS "reasonGroup", certified_until AS "certifiedUntil"
  FROM mediator_certification WHERE mediator_id = $1 ORDER BY reason_group`;

/** Holds a mediator's row until the transaction ends and reads it; null if there is none with this UUID. */
export async function lockProfile(tx: Tx, id: string): Promise<(SavedProfile & LatestShift) | null> {
  const [row] = await tx.query<LockedRow>(lockSql, [id]);
  if (row === undefined) return null;
  return { ...row, certifications: await tx.query<Certification>(certificationsSql, [id]) };
}

const saveSql = `WITH saved AS (
    INSERT INTO mediator (id, public_name, level, capacity, certified_reasons, languages, related_merchant_ids)
    VALUES ($1, $2, $3, $4, $5, $6, '{}')
    ON CONFLICT (id) DO UPDATE SET public_name = excluded.public_name, level = excluded.level, capacity = excluded.capacity,
      certified_reasons = excluded.certified_reasons, languages = excluded.languages
    RETURNING id),
  ended AS (
    DELETE FROM mediator_certification WHERE mediator_id = $1 AND reason_group <> ALL ($7::text[]))
  INSERT INTO mediator_certification (mediator_id, reason_group, certified_until)
  SELECT saved.id, given.reason_group, given.certified_until
  FROM saved, unnest($7::text[], $8::timestamptz[]) AS given (reason_group, certified_until)
  ON CONFLICT (mediator_id, reason_group) DO UPDATE SET certified_until = excluded.certified_until`;

/** Adds a mediator, or sets what is given of one who is there; relations with merchants and the shift stay. */
export async function saveProfile(tx: Tx, profile: SavedProfile): Promise<void> {
  const { certifications } = profile;
  await tx.query(saveSql, [
    ...[profile.id, profile.publicName, profile.level, profile.capacity],
    profile.certifiedReasons,
    profile.languages,
    certifications.map(({ reasonGroup }) => reasonGroup),
    certifications.map(({ certifiedUntil }) => certifiedUntil),
  ]);
}

/** Sets the shift of a mediator whose row is held. */
export async function saveShift(
  tx: Tx,
  id: string,
  shift: { readonly startedAt: Date; readonly endsAt: Date },
): Promise<void> {
  await tx.query("UPDATE mediator SET shift_started_at = $2, shift_ends_at = $3 WHERE id = $1", [
    id,
    shift.startedAt,
    shift.endsAt,
  ]);
}
