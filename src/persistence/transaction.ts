import { setTimeout as pause } from "node:timers/promises";
import type { PoolClient } from "pg";
import { cancellable, throwIfCancelled, wasCancelled } from "./cancellation.js";
import { runStatement, type Database, type Sql, type Tx } from "./database.js";
import { NestedDatabase } from "./nested-database.js";

/** SQLSTATEs after which the whole transaction may simply run again. */
const retryable: ReadonlySet<string> = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
]);
const MAXIMUM_ATTEMPTS = 5;

function sqlStateOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/**
 * Runs `work` in one transaction: commit when it resolves, roll back when it throws. The whole
 * callback runs again after a deadlock or serialisation failure (5 attempts, growing random pause),
 * so it must have no effect but through `tx`. After the commit the listeners of the database hear
 * which disputes were touched. On a {@link NestedDatabase} it is a part of the open transaction: taken back alone when
 * it throws, committed with the whole, which is what is run again.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  if (database instanceof NestedDatabase) return inSavepoint(database.outer, work);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(database, work);
    } catch (error) {
      if (attempt >= MAXIMUM_ATTEMPTS || !retryable.has(sqlStateOf(error) ?? "")) throw error;
      await pause(Math.random() * 20 * attempt);
    }
  }
}

async function inSavepoint<Result>(outer: Tx, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  await outer.query("SAVEPOINT part");
  try {
    const result = await work(partOf(outer));
    await outer.query("RELEASE SAVEPOINT part");
    return result;
  } catch (error) {
    await outer.query("ROLLBACK TO SAVEPOINT part");
    await outer.query("RELEASE SAVEPOINT part");
    throw error;
  }
}

/** The transaction of a part: the last statement of a part is not the last of the whole. */
function partOf(outer: Tx): Tx {
  return {
    query: (text, values) => outer.query(text, values),
    last(text, values, readAlong) {
      const rows = outer.query<never>(text, values);
      readAlong?.(outer);
      return rows;
    },
    touched: (disputeId) => {
      outer.touched(disputeId);
    },
  };
}

interface OpenTransaction {
  readonly client: PoolClient;
  readonly touched: Set<string>;
  /** The commit, once it was sent. */
  committed: Promise<unknown> | null;
  /** What was sent behind the commit; the connection is given back after it. */
  readonly along: Promise<unknown>[];
}

/** What is sent until this turn of the event loop ends goes out in one packet. */
function bundle(client: PoolClient): void {
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => {
    stream.uncork();
  });
}

/** Sends without waiting. Whoever never awaits the promise must not bring the process down with it. */
function send(client: PoolClient, text: string): Promise<unknown> {
  const sent = client.query(text);
  sent.catch(() => undefined);
  return sent;
}

async function attemptTransaction<Result>(
  database: Database,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  throwIfCancelled(database.signal);
  const client = await database.pool.connect();
  const open: OpenTransaction = { client, touched: new Set(), committed: null, along: [] };
  try {
    // Sent with the first statement, not before it; a failure shows in that statement too.
    bundle(client);
    void send(client, "BEGIN");
    const result = await work(transactionOn(database, open));
    if (open.committed === null) {
      throwIfCancelled(database.signal);
      open.committed = send(client, "COMMIT");
    }
    await open.committed;
    database.committed([...open.touched]);
    await Promise.allSettled(open.along);
    client.release(wasCancelled(client));
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query("ROLLBACK");
    client.release(wasCancelled(client));
  } catch (error) {
    // A connection that cannot even roll back is broken: the pool must not lend it again.
    client.release(error instanceof Error ? error : true);
  }
}

function transactionOn(database: Database, open: OpenTransaction): Tx {
  const { client, touched } = open;
  const query: Tx["query"] = (text, values = []) => {
    database.counted(text);
    const { pool, signal } = database;
    if (signal === undefined) return runStatement(client, text, values);
    return cancellable({ pool, client, signal }, () => runStatement(client, text, values));
  };
  return {
    query,
    last(text, values = [], readAlong) {
      throwIfCancelled(database.signal);
      bundle(client);
      const rows = query<never>(text, values);
      open.committed = send(client, "COMMIT");
      readAlong?.(behindCommit(database, open, open.committed));
      return rows;
    },
    touched: (disputeId) => void touched.add(disputeId),
  };
}

/** Reads that travel with the commit. They can be cancelled once it is through: a `COMMIT` is never interrupted. */
function behindCommit(database: Database, open: OpenTransaction, committed: Promise<unknown>): Sql {
  const { client, along } = open;
  return {
    query(text, values = []) {
      database.counted(text);
      const sent = runStatement<never>(client, text, values);
      const { pool, signal } = database;
      const rows = committed.then(() =>
        signal === undefined ? sent : cancellable({ pool, client, signal }, () => sent),
      );
      along.push(sent, rows);
      return rows;
    },
  };
}
