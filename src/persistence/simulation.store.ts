import type { Rulebook } from "../domain/rulebook/rulebook.js";
import { parseRulebook } from "../domain/rulebook/parse-rulebook.js";
import type { RulebookChange } from "../domain/rulebook/difference.js";
import type { SimulatedOutcome } from "../domain/simulation/replay-dispute.js";
import type { SimulationSample } from "../domain/simulation/sample.js";
import type { SimulationStatus } from "../domain/simulation/simulation-status.js";
import type { Sql } from "./database.js";

/** The name of the job that runs one simulation; its payload is `{ simulationId }`. */
export const runSimulationTask = "run-simulation";

/** A simulation as it is asked for. */
export interface NewSimulation {
  /** UUID. */
  readonly id: string;
  readonly draft: Rulebook;
  readonly baseVersion: string;
  readonly changes: readonly RulebookChange[];
  readonly sample: SimulationSample;
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

/** Stores a simulation and enqueues its job in the same transaction. */
export async function insertSimulation(tx: Sql, simulation: NewSimulation): Promise<void> {
  const { id, draft, baseVersion, changes, sample, requestedBy, requestedAt } = simulation;
  await tx.query(
    `INSERT INTO rulebook_simulation (id, version, base_version, document, changes, sample, status, attempt, done,
       total, requested_by, requested_at, alive_at)
     VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, 'QUEUED', 0, 0, 0, $7, $8, now())`,
    [
      ...[id, draft.version, baseVersion, JSON.stringify(draft), JSON.stringify(changes)],
      ...[JSON.stringify(sample), requestedBy, requestedAt],
    ],
  );
  await enqueueSimulation(tx, id);
}

/** Enqueues the job of a simulation unless it waits already. Deadlines go before it. */
export async function enqueueSimulation(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `SELECT graphile_worker.add_job('${runSimulationTask}', json_build_object('simulationId', $1::text),
       job_key := 'simulation:' || $1::text, priority := 10, max_attempts := 3)`,
    [id],
  );
}

/** A simulation that a worker has taken. */
export interface TakenSimulation {
  readonly draft: Rulebook;
  readonly sample: SimulationSample;
  /** Replays run until then, and the sample holds what was opened until then. */
  readonly until: Date;
  /** Only who took it last may write. */
  readonly attempt: number;
}

interface TakenRow {
  readonly document: unknown;
  readonly sample: Omit<SimulationSample, "openedFrom" | "openedUntil"> & {
    readonly openedFrom: string | null;
    readonly openedUntil: string | null;
  };
  readonly requested_at: Date;
  readonly attempt: number;
}

/** Number of the advisory lock under which simulations are taken: the letters "simul" in ASCII. */
const TAKE_LOCK = "495690020204";

/**
 * Takes a simulation that is queued, or that a worker began and has not been heard of since; what that one wrote is
 * removed. One runs at a time, so that simulations never keep deadlines from all workers.
 * @returns null if it is not to be run, or not now because another one runs
 */
export async function takeSimulation(
  tx: Sql,
  id: string,
  { now, silentSeconds }: { readonly now: Date; readonly silentSeconds: number },
): Promise<TakenSimulation | null> {
  await tx.query("SELECT pg_advisory_xact_lock($1)", [TAKE_LOCK]);
  const [row] = await tx.query<TakenRow>(
    `UPDATE rulebook_simulation SET status = 'RUNNING', attempt = attempt + 1, done = 0, alive_at = now(),
       started_at = coalesce(started_at, $2)
     WHERE id = $1 AND (status = 'QUEUED'
       OR (status = 'RUNNING' AND alive_at <= now() - $3 * interval '1 second'))
       AND NOT EXISTS (SELECT FROM rulebook_simulation AS other WHERE other.status = 'RUNNING'
         AND other.id <> $1 AND other.alive_at > now() - $3 * interval '1 second')
     RETURNING document, sample, requested_at, attempt`,
    [id, now, silentSeconds],
  );
  if (row === undefined) return null;
  await tx.query("DELETE FROM rulebook_simulation_result WHERE simulation_id = $1", [id]);
  const { document, sample, requested_at: until, attempt } = row;
  const [openedFrom, openedUntil] = [sample.openedFrom, sample.openedUntil].map((text) =>
    text === null ? null : new Date(text),
  );
  const dates = { openedFrom: openedFrom ?? null, openedUntil: openedUntil ?? null };
  return { draft: parseRulebook(document), sample: { ...sample, ...dates }, until, attempt };
}

/** A dispute that the draft would have changed. */
export interface SimulationResult {
  readonly disputeId: string;
  /** From 1, in the order of the replay. */
  readonly position: number;
  readonly currency: string;
  readonly outcomeBefore: SimulatedOutcome;
  readonly outcomeAfter: SimulatedOutcome;
  readonly moneyBeforeMinor: bigint;
  readonly moneyAfterMinor: bigint;
  readonly lastedBeforeMs: number | null;
  readonly lastedAfterMs: number | null;
  readonly sequence: number;
  readonly partedAt: Date;
  readonly clause: string;
  readonly what: string;
}

/** Which worker writes. */
export interface Writer {
  /** UUID of the simulation. */
  readonly id: string;
  readonly attempt: number;
}

/** What a batch adds. */
export interface SimulationBatch {
  readonly results: readonly SimulationResult[];
  readonly done: number;
  readonly total: number;
  /** JSON; set with the last batch, which ends the simulation. */
  readonly totals: unknown;
  readonly finishedAt: Date | null;
}

const saveSql = `WITH progress AS (
    UPDATE rulebook_simulation SET done = $3, total = $4, alive_at = now(), totals = $5::jsonb, finished_at = $6,
      status = CASE WHEN $6::timestamptz IS NULL THEN status ELSE 'DONE' END
    WHERE id = $1 AND attempt = $2 AND status = 'RUNNING' RETURNING id
  ), added AS (
    INSERT INTO rulebook_simulation_result (simulation_id, dispute_id, position, currency, outcome_before, outcome_after,
      money_before_minor, money_after_minor, lasted_before_ms, lasted_after_ms, sequence, parted_at, clause, what)
    SELECT progress.id, result.* FROM progress, jsonb_to_recordset($7::jsonb) AS result ("disputeId" uuid,
      position integer, currency text, "outcomeBefore" text, "outcomeAfter" text, "moneyBeforeMinor" bigint,
      "moneyAfterMinor" bigint, "lastedBeforeMs" bigint, "lastedAfterMs" bigint, sequence integer,
      "partedAt" timestamptz, clause text, what text)
  ) SELECT id FROM progress`;

/**
 * Writes a batch of results and the progress in one statement.
 * @returns false if the simulation was cancelled or another worker has taken it: then nothing was written
 */
export async function saveSimulationBatch(
  sql: Sql,
  writer: Writer,
  batch: SimulationBatch,
): Promise<boolean> {
  const { results, done, total, totals, finishedAt } = batch;
  const rows = await sql.query(saveSql, [
    ...[writer.id, writer.attempt, done, total, totals === null ? null : jsonOf(totals), finishedAt],
    jsonOf(results),
  ]);
  return rows.length > 0;
}

/** JSON with amounts as text, because JSON numbers lose digits of large integers. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item));
}

/** Marks a simulation as failed if it is still this worker's. */
export async function failSimulation(sql: Sql, { id, attempt }: Writer, finishedAt: Date): Promise<void> {
  await sql.query(
    `UPDATE rulebook_simulation SET status = 'FAILED', finished_at = $3
     WHERE id = $1 AND attempt = $2 AND status = 'RUNNING'`,
    [id, attempt, finishedAt],
  );
}

/** Ends a simulation that is not over; its worker finds out with its next batch. @returns the status before, or null if there is no such simulation */
export async function endSimulation(tx: Sql, id: string, finishedAt: Date): Promise<SimulationStatus | null> {
  const [row] = await tx.query<{ status: SimulationStatus }>(
    "SELECT status FROM rulebook_simulation WHERE id = $1 FOR UPDATE",
    [id],
  );
  await tx.query(
    `UPDATE rulebook_simulation SET status = 'CANCELLED', finished_at = $2
     WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')`,
    [id, finishedAt],
  );
  return row?.status ?? null;
}

/** UUIDs of the simulations that nobody has been heard of for some time. */
export async function silentSimulations(sql: Sql, silentSeconds: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM rulebook_simulation WHERE status IN ('QUEUED', 'RUNNING')
       AND alive_at <= now() - $1 * interval '1 second' ORDER BY alive_at, id`,
    [silentSeconds],
  );
  return rows.map(({ id }) => id);
}

/** How far a simulation is. */
export interface SimulationProgress {
  readonly status: SimulationStatus;
  readonly done: number;
  readonly total: number;
}

/** How far a simulation is; null if there is no such simulation. */
export async function readSimulationProgress(sql: Sql, id: string): Promise<SimulationProgress | null> {
  const [row] = await sql.query<{ status: SimulationStatus; done: number; total: number }>(
    "SELECT status, done, total FROM rulebook_simulation WHERE id = $1",
    [id],
  );
  return row ?? null;
}
