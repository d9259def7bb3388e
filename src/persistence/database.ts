import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Pool, PoolClient, QueryResultRow } from "pg";
import type { DataSource } from "typeorm";
import { ErrorCode, refuse } from "../domain/errors.js";
import { cancellable, throwIfCancelled, wasCancelled } from "./cancellation.js";

/** Runs SQL. Every text is a prepared statement named after its hash, so keep texts few and constant. */
export interface Sql {
  /**
   * @param text SQL with $1, $2 … parameters; never built from a client's string
   * @returns the rows; bigint columns as strings unless the text casts them
   */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * SQL inside one open transaction. Statements run in the order in which they are sent; one may be sent before the
 * one before it was answered, which saves the way there and back.
 */
export interface Tx extends Sql {
  /**
   * Runs the statement with which the transaction ends. `COMMIT` is sent right behind it, so nothing may follow and
   * nothing that the caller throws afterwards takes it back; if the statement itself fails, all is rolled back.
   * @param readAlong called at once; what it asks is sent in the same packet, right behind the `COMMIT`, and so sees
   *   what was committed. If the transaction fails, so do its reads, or they see the state before.
   */
  last<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    readAlong?: (committed: Sql) => void,
  ): Promise<Row[]>;
  /** Names a dispute whose subscribers are woken once this transaction has committed. */
  touched(disputeId: string): void;
}

/** Told after each commit which disputes it changed. */
export type CommitListener = (disputeIds: readonly string[]) => void;

/**
 * The names of the texts used last. Forgetting one saves memory here alone: a text that comes again gets the same
 * name, and a connection keeps each statement it has prepared until the pool replaces it (`connectionLifetimeSeconds`
 * in ormconfig.ts), so it may for a time hold more of them than these.
 */
const namesByText = new LRUCache<string, string>({ max: 500 });

function statementName(text: string): string {
  const known = namesByText.get(text);
  if (known !== undefined) return known;
  const name = createHash("sha1").update(text).digest("hex").slice(0, 16);
  namesByText.set(text, name);
  return name;
}

/** SQLSTATEs of a text that PostgreSQL cannot hold: it has NUL in it, which no person types and no text that is kept has. */
const unkeepable: ReadonlySet<unknown> = new Set([
  "22021", // character_not_in_repertoire
  "22P05", // untranslatable_character, in JSON
]);

function isUnkeepable(error: unknown): boolean {
  return error instanceof Error && "code" in error && unkeepable.has(error.code);
}

/**
 * Runs one statement on a connection, prepared there under a name of its own.
 * @throws RefusedError INVALID_TEXT for a value with NUL in it
 */
export async function runStatement<Row extends QueryResultRow>(
  client: Pick<PoolClient, "query">,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  try {
    const result = await client.query<Row>({ name: statementName(text), text, values: [...values] });
    return result.rows;
  } catch (error) {
    if (!isUnkeepable(error)) throw error;
    return refuse(ErrorCode.INVALID_TEXT, "A text holds the character U+0000. Send it without that.");
  }
}

/** The database as the layers above see it: reads on any connection, writes in a transaction. */
export class Database implements Sql {
  private readonly listeners: CommitListener[] = [];
  /** Called before each statement with its text; tests count with it. */
  onStatement: ((text: string) => void) | undefined;

  /**
   * @param origin the database this one was derived from, see {@link Database.withSignal}
   * @param signal what cancels the statements; default none
   */
  constructor(
    readonly dataSource: DataSource,
    private readonly origin?: Database,
    readonly signal?: AbortSignal,
  ) {}

  /**
   * The same database for one request: when the signal is aborted, the running statement is stopped on
   * the server (`pg_cancel_backend`), a transaction is rolled back, and later statements are refused.
   * Listeners and statement counters of this database go on hearing. A `COMMIT` is never interrupted.
   */
  withSignal(signal: AbortSignal): Database {
    return new Database(this.dataSource, this, signal);
  }

  /** The pool that TypeORM opened: one pool for entities and hand-written SQL. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }

  /** The database that all requests share, or that of an open transaction; its statements are not cancelled. */
  get root(): Database {
    return this.origin?.root ?? this;
  }

  async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    this.counted(text);
    if (this.signal === undefined) return runStatement<Row>(this.pool, text, values);
    return this.queryCancellably<Row>(text, values, this.signal);
  }

  /** Tells whoever counts statements that one is about to run. */
  counted(text: string): void {
    this.onStatement?.(text);
    this.origin?.counted(text);
  }

  private async queryCancellably<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
    signal: AbortSignal,
  ): Promise<Row[]> {
    throwIfCancelled(signal);
    const client = await this.pool.connect();
    // As with `pool.query`, a connection on which a statement failed is not lent again.
    let failed = true;
    try {
      const rows = await cancellable({ pool: this.pool, client, signal }, () =>
        runStatement<Row>(client, text, values),
      );
      failed = wasCancelled(client);
      return rows;
    } finally {
      client.release(failed);
    }
  }

  /** Registers a listener for commits; see {@link CommitListener}. */
  onCommit(listener: CommitListener): void {
    if (this.origin === undefined) this.listeners.push(listener);
    else this.origin.onCommit(listener);
  }

  /** Tells the listeners that disputes have changed. Called by `inTransaction` after the commit. */
  committed(disputeIds: readonly string[]): void {
    if (disputeIds.length === 0) return;
    for (const listener of this.listeners) listener(disputeIds);
    this.origin?.committed(disputeIds);
  }
}
