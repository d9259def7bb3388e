import type { Sql } from "./database.js";

/** By how much the platform's clock is ahead of real time, in milliseconds; 0 when it was never moved. */
export async function readClockOffset(sql: Sql): Promise<number> {
  const rows = await sql.query<{ offset_ms: string }>("SELECT offset_ms FROM platform_clock WHERE id = 1");
  return Number(rows[0]?.offset_ms ?? 0);
}

/** The NOTIFY channel on which every process hears that the clock was moved; the payload is empty. */
export const clockChannel = "ombud_clock";

/** Moves the platform's clock and tells every process. @param offsetMs milliseconds ahead of real time */
export async function writeClockOffset(sql: Sql, offsetMs: number): Promise<void> {
  await sql.query(
    `INSERT INTO platform_clock (id, offset_ms) VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms`,
    [offsetMs],
  );
  await sql.query("SELECT pg_notify($1, '')", [clockChannel]);
}

/** Whether any dispute was ever opened: from then on the clock may only go forward. */
export async function disputesExist(sql: Sql): Promise<boolean> {
  const rows = await sql.query<{ exist: boolean }>("SELECT EXISTS (SELECT FROM dispute) AS exist");
  return rows[0]?.exist ?? false;
}

/** Number of the advisory lock that whoever moves the clock holds: the letters "clock" in ASCII. */
const CLOCK_LOCK = "427021001579";

/** Takes the right to move the clock until the transaction ends. @returns false if somebody else has it */
export async function tryClockLock(tx: Sql): Promise<boolean> {
  const rows = await tx.query<{ taken: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS taken", [
    CLOCK_LOCK,
  ]);
  return rows[0]?.taken ?? false;
}
