import type { Role, Viewer } from "../domain/access/viewer.js";
import type { DossierLanguage } from "../domain/evidence/dossier-language.js";
import type { DossierStatus } from "../domain/evidence/dossier-status.js";
import type { Sql, Tx } from "./database.js";
import { dossierVisible } from "./read/visibility.js";
import { Scope } from "./read/scope.js";

/** The name of the job that builds one dossier; its payload is `{ dossierId }`. */
export const buildDossierTask = "build-dossier";

/** After so many workers have begun a dossier in vain nobody tries again. */
export const MAXIMUM_ATTEMPTS = 5;

/** A dossier as it is asked for. */
export interface NewDossier {
  /** UUID. */
  readonly id: string;
  /** UUID. */
  readonly disputeId: string;
  readonly language: DossierLanguage;
  readonly requester: Viewer;
  readonly requestedAt: Date;
}

/**
 * Stores a dossier and enqueues its job in the same transaction, unless the requester has one of the dispute that is not
 * finished. @returns UUID of the one that is being built
 */
export async function insertDossier(tx: Tx, dossier: NewDossier): Promise<string> {
  const { id, disputeId, language, requester, requestedAt } = dossier;
  const added = await tx.query(
    `INSERT INTO dossier (id, dispute_id, language, requested_by_role, requested_by_id, requested_by_merchant_id, status,
       attempt, done, total, requested_at, alive_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'QUEUED', 0, 0, 0, $7, now())
     ON CONFLICT (dispute_id, requested_by_role, requested_by_id) WHERE status IN ('QUEUED', 'RUNNING') DO NOTHING
     RETURNING id`,
    [id, disputeId, language, requester.role, requester.id, requester.merchantId, requestedAt],
  );
  if (added.length > 0) {
    await enqueueDossier(tx, id);
    return id;
  }
  const [unfinished] = await tx.query<{ id: string }>(
    `SELECT id FROM dossier WHERE dispute_id = $1 AND requested_by_role = $2 AND requested_by_id = $3
       AND status IN ('QUEUED', 'RUNNING')`,
    [disputeId, requester.role, requester.id],
  );
  // It was finished between the two statements.
  return unfinished?.id ?? insertDossier(tx, dossier);
}

/** Enqueues the job of a dossier unless it waits already. */
export async function enqueueDossier(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `SELECT graphile_worker.add_job('${buildDossierTask}', json_build_object('dossierId', $1::text),
       job_key := 'dossier:' || $1::text, priority := 10, max_attempts := 3)`,
    [id],
  );
}

/** A dossier that a worker has taken. */
export interface TakenDossier extends NewDossier {
  /** Only who took it last may write. */
  readonly attempt: number;
}

interface TakenRow {
  readonly disputeId: string;
  readonly language: DossierLanguage;
  readonly role: Role;
  readonly requesterId: string;
  readonly merchantId: string | null;
  readonly requestedAt: Date;
  readonly attempt: number;
}

/**
 * Takes a dossier that is queued, or that a worker began and has not been heard of since.
 * @returns null if it is not to be built
 */
export async function takeDossier(sql: Sql, id: string, silentSeconds: number): Promise<TakenDossier | null> {
  const [row] = await sql.query<TakenRow>(
    `UPDATE dossier SET status = 'RUNNING', attempt = attempt + 1, done = 0, total = 0, alive_at = now()
     WHERE id = $1 AND attempt < ${MAXIMUM_ATTEMPTS}
       AND (status = 'QUEUED' OR (status = 'RUNNING' AND alive_at <= now() - $2 * interval '1 second'))
     RETURNING dispute_id AS "disputeId", language, requested_by_role AS role, requested_by_id AS "requesterId",
       requested_by_merchant_id AS "merchantId", requested_at AS "requestedAt", attempt`,
    [id, silentSeconds],
  );
  if (row === undefined) return null;
  const { role, requesterId, merchantId, ...rest } = row;
  return { id, ...rest, requester: { role, id: requesterId, merchantId } };
}

/** Which worker writes. */
export type DossierWriter = Pick<TakenDossier, "id" | "attempt">;

/** Notes how far a worker is. @returns false if another one has taken the dossier */
export async function noteDossierProgress(
  sql: Sql,
  { id, attempt }: DossierWriter,
  { done, total }: { readonly done: number; readonly total: number },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE dossier SET done = $3, total = $4, alive_at = now()
     WHERE id = $1 AND attempt = $2 AND status = 'RUNNING' RETURNING id`,
    [id, attempt, done, total],
  );
  return rows.length > 0;
}

/** What came of a dossier. */
export interface FinishedDossier {
  readonly address: string;
  readonly sha256: string;
  readonly byteSize: number;
  readonly eventHead: string;
  readonly custodyHead: string;
  readonly signingKey: string;
  readonly finishedAt: Date;
}

/** Notes that a dossier is there. @returns false if another worker has taken it */
export async function finishDossier(
  tx: Tx,
  { id, attempt }: DossierWriter,
  finished: FinishedDossier,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE dossier SET status = 'READY', done = total, object_address = $3, sha256 = $4, byte_size = $5,
       event_head = $6, custody_head = $7, signing_key = $8, finished_at = $9
     WHERE id = $1 AND attempt = $2 AND status = 'RUNNING' RETURNING id`,
    [
      ...[id, attempt, finished.address, finished.sha256, finished.byteSize, finished.eventHead],
      ...[finished.custodyHead, finished.signingKey, finished.finishedAt],
    ],
  );
  return rows.length > 0;
}

/**
 * Forgets all but the latest dossiers that a requester has of a dispute.
 * @returns where their bytes are, for the caller to remove after the commit
 */
export async function forgetOldDossiers(
  tx: Tx,
  { disputeId, requester }: Pick<NewDossier, "disputeId" | "requester">,
  kept: number,
): Promise<string[]> {
  const rows = await tx.query<{ address: string | null }>(
    `DELETE FROM dossier WHERE id IN (SELECT id FROM dossier WHERE dispute_id = $1 AND requested_by_role = $2
       AND requested_by_id = $3 AND status IN ('FAILED', 'READY') ORDER BY requested_at DESC, id DESC OFFSET $4)
     RETURNING object_address AS address`,
    [disputeId, requester.role, requester.id, kept],
  );
  return rows.flatMap(({ address }) => address ?? []);
}

/** When a requester asked for the dossiers of a dispute that are on record, the latest first. */
export async function readRequests(
  sql: Sql,
  { disputeId, requester }: Pick<NewDossier, "disputeId" | "requester">,
): Promise<Date[]> {
  const rows = await sql.query<{ requestedAt: Date }>(
    `SELECT requested_at AS "requestedAt" FROM dossier WHERE dispute_id = $1 AND requested_by_role = $2
       AND requested_by_id = $3 AND status IN ('FAILED', 'READY') ORDER BY requested_at DESC, id DESC`,
    [disputeId, requester.role, requester.id],
  );
  return rows.map(({ requestedAt }) => requestedAt);
}

/** Puts a dossier that could not be built back into the queue, or gives it up after {@link MAXIMUM_ATTEMPTS}. */
export async function giveBackDossier(
  sql: Sql,
  { id, attempt }: DossierWriter,
  { finishedAt, forGood }: { readonly finishedAt: Date; readonly forGood: boolean },
): Promise<void> {
  await sql.query(
    `UPDATE dossier SET status = CASE WHEN ended THEN 'FAILED' ELSE 'QUEUED' END, alive_at = now(),
       finished_at = CASE WHEN ended THEN $3::timestamptz END
     FROM (SELECT $4 OR $2 >= ${MAXIMUM_ATTEMPTS} AS ended) AS outcome
     WHERE id = $1 AND attempt = $2 AND status = 'RUNNING'`,
    [id, attempt, finishedAt, forGood],
  );
}

/** UUIDs of the dossiers that nobody has been heard of for some time; what took too many workers with it is given up. */
export async function silentDossiers(sql: Sql, silentSeconds: number, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `WITH silent AS (
       SELECT id, attempt FROM dossier WHERE status IN ('QUEUED', 'RUNNING')
         AND alive_at <= now() - $1 * interval '1 second'
     ), given_up AS (
       UPDATE dossier SET status = 'FAILED', finished_at = $2 FROM silent
       WHERE dossier.id = silent.id AND silent.attempt >= ${MAXIMUM_ATTEMPTS}
     ) SELECT id FROM silent WHERE attempt < ${MAXIMUM_ATTEMPTS} ORDER BY id`,
    [silentSeconds, now],
  );
  return rows.map(({ id }) => id);
}

/** How far a dossier is, and where it is once it is there. */
export interface VisibleDossier {
  readonly disputeId: string;
  readonly disputeNumber: string;
  readonly status: DossierStatus;
  readonly done: number;
  readonly address: string | null;
  readonly byteSize: number | null;
}

/** Reads a dossier that the viewer may have, by the predicate by which dossiers are read; null if there is none. */
export async function readVisibleDossier(
  sql: Sql,
  viewer: Viewer,
  id: string,
): Promise<VisibleDossier | null> {
  const scope = new Scope(viewer);
  const row = scope.alias();
  const [found] = await sql.query<VisibleDossier>(
    `SELECT ${row}.dispute_id AS "disputeId", disputed.number AS "disputeNumber", ${row}.status, ${row}.done,
       ${row}.object_address AS address, ${row}.byte_size::double precision AS "byteSize"
     FROM dossier AS ${row} JOIN dispute AS disputed ON disputed.id = ${row}.dispute_id
     WHERE ${row}.id = ${scope.bind(id, "uuid")} AND ${dossierVisible(row, scope)}`,
    scope.values,
  );
  return found ?? null;
}

/**
 * Takes back the dossiers in which a file went out to those who must not open it as it was any more; they can ask for
 * another. Hold the dispute's row.
 * @param roles whose dossiers
 */
export async function takeBackDossiers(tx: Tx, fileId: string, roles: readonly Role[]): Promise<void> {
  await tx.query(
    `UPDATE dossier SET status = 'FAILED', object_address = NULL
     WHERE status = 'READY' AND requested_by_role = ANY ($2) AND id IN (
       SELECT (detail ->> 'dossier')::uuid FROM evidence_custody WHERE file_id = $1 AND act = 'EXPORTED')`,
    [fileId, roles],
  );
}
