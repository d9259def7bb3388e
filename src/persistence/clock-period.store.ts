import type { Sql } from "./database.js";

/** A period of force majeure. */
export interface ForceMajeure {
  readonly id: string;
  /** What staff call it; unique. */
  readonly code: string;
  readonly region: string;
  /** ISO 3166-1 alpha-2; null: wherever a region is called so. */
  readonly country: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason: string;
  readonly clause: string;
  readonly declaredAt: Date;
}

const periodColumns = `id, code, region, country, starts_at AS "startsAt", ends_at AS "endsAt", reason, clause,
  declared_at AS "declaredAt"`;

/** Stores a period. @returns false if there is one of this code already */
export async function insertForceMajeure(
  tx: Sql,
  period: ForceMajeure,
  declaredBy: string,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO force_majeure (id, code, region, country, starts_at, ends_at, reason, clause, declared_at, declared_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING RETURNING id`,
    [
      ...[period.id, period.code, period.region, period.country, period.startsAt, period.endsAt],
      ...[period.reason, period.clause, period.declaredAt, declaredBy],
    ],
  );
  return rows.length > 0;
}

/** Locks and reads the period of a code; null if there is none. */
export async function lockForceMajeure(tx: Sql, code: string): Promise<ForceMajeure | null> {
  const [row] = await tx.query<ForceMajeure & Record<string, unknown>>(
    `SELECT ${periodColumns} FROM force_majeure WHERE code = $1 FOR UPDATE`,
    [code],
  );
  return row ?? null;
}

/** The period of an id; null if there is none. */
export async function readForceMajeure(sql: Sql, id: string): Promise<ForceMajeure | null> {
  const [row] = await sql.query<ForceMajeure & Record<string, unknown>>(
    `SELECT ${periodColumns} FROM force_majeure WHERE id = $1`,
    [id],
  );
  return row ?? null;
}

/** Ends a period at an instant. */
export async function endForceMajeureAt(
  tx: Sql,
  id: string,
  end: { readonly at: Date; readonly by: string },
): Promise<void> {
  await tx.query("UPDATE force_majeure SET ends_at = $2, ended_by = $3 WHERE id = $1", [id, end.at, end.by]);
}

/** The periods that start last, the latest first. @param activeAt only those that hold at this instant */
export async function listForceMajeures(
  sql: Sql,
  activeAt: Date | null,
  limit: number,
): Promise<ForceMajeure[]> {
  return sql.query<ForceMajeure & Record<string, unknown>>(
    `SELECT ${periodColumns} FROM force_majeure
     WHERE $1::timestamptz IS NULL OR (starts_at <= $1 AND ends_at > $1) ORDER BY starts_at DESC, id DESC LIMIT $2`,
    [activeAt, limit],
  );
}

/** Open disputes with a side in a region, by id. @param after UUID of the last one seen */
export async function readDisputesInRegion(
  sql: Sql,
  region: string,
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT dispute.id FROM dispute JOIN merchant ON merchant.id = dispute.merchant_id
       JOIN shopper ON shopper.id = dispute.shopper_id
     WHERE dispute.status <> 'CLOSED' AND $1 IN (merchant.region, shopper.region) AND dispute.id > $2
     ORDER BY dispute.id LIMIT $3`,
    [region, page.after, page.limit],
  );
  return rows.map(({ id }) => id);
}

/** Open disputes in which a side must move, by id. @param after UUID of the last one seen */
export async function readDisputesOfSides(
  sql: Sql,
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM dispute WHERE status <> 'CLOSED' AND waiting_on IN ('SHOPPER', 'MERCHANT', 'BOTH') AND id > $1
     ORDER BY id LIMIT $2`,
    [page.after, page.limit],
  );
  return rows.map(({ id }) => id);
}

/** A time in which the platform could not be used. */
export interface PlatformOutage {
  readonly id: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly reason: string;
}

const outageColumns = `id, started_at AS "startedAt", ended_at AS "endedAt", reason`;

/** The outage that ended last, locked against other recordings until the transaction ends; null if there is none. */
export async function lockLatestOutage(tx: Sql): Promise<PlatformOutage | null> {
  await tx.query("LOCK TABLE platform_outage IN SHARE ROW EXCLUSIVE MODE");
  const [row] = await tx.query<PlatformOutage & Record<string, unknown>>(
    `SELECT ${outageColumns} FROM platform_outage ORDER BY ended_at DESC LIMIT 1`,
  );
  return row ?? null;
}

/** Stores an outage. */
export async function insertOutage(
  tx: Sql,
  outage: PlatformOutage,
  recorded: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO platform_outage (id, started_at, ended_at, reason, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [outage.id, outage.startedAt, outage.endedAt, outage.reason, recorded.by, recorded.at],
  );
}

/** The outage of an id; null if there is none. */
export async function readOutage(sql: Sql, id: string): Promise<PlatformOutage | null> {
  const [row] = await sql.query<PlatformOutage & Record<string, unknown>>(
    `SELECT ${outageColumns} FROM platform_outage WHERE id = $1`,
    [id],
  );
  return row ?? null;
}

/** The name of the job that brings clocks in line with a period or an outage; see {@link SettleJob}. */
export const settleClocksTask = "settle-clocks";

/** What the job is about, by UUID. */
export type SettleJob = { readonly forceMajeureId: string } | { readonly outageId: string };

/** Has the clocks settled as soon as the transaction is through. */
export async function enqueueSettling(tx: Sql, job: SettleJob): Promise<void> {
  await tx.query("SELECT graphile_worker.add_job($1, $2::json)", [settleClocksTask, JSON.stringify(job)]);
}
