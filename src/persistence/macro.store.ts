import type { Viewer } from "../domain/access/viewer.js";
import type { DisputeOutcome } from "../domain/dispute/dispute.js";
import type { MacroText } from "../domain/macro/macro.js";
import type { TextLanguage } from "../domain/text-language.js";
import type { Sql, Tx } from "./database.js";

/** A macro that is offered, in its latest version. */
export interface Macro extends MacroText {
  readonly code: string;
  /** From 1. */
  readonly version: number;
}

/** How a version of a macro did. */
export interface MacroVersionUse {
  readonly version: number;
  /** ISO 8601. */
  readonly savedAt: string;
  /** How many messages were made of it. */
  readonly uses: number;
  /** The disputes that it was sent in, by outcome; null is that of those that have none yet. */
  readonly outcomes: readonly { readonly outcome: DisputeOutcome | null; readonly count: number }[];
}

/** A macro with how its versions did, the latest first. */
export interface MacroWithUse extends Macro {
  readonly versions: readonly MacroVersionUse[];
}

const latest = `macro JOIN macro_version AS latest ON latest.code = macro.code AND latest.version = macro.version`;
const columns = "macro.code, macro.version, latest.title, latest.text, latest.reasons";

const versionsSql = `(SELECT json_agg(json_build_object('version', saved.version, 'savedAt', saved.saved_at,
    'uses', (SELECT count(*) FROM macro_use AS used WHERE used.code = saved.code AND used.version = saved.version),
    'outcomes', (SELECT coalesce(json_agg(json_build_object('outcome', outcome, 'count', count) ORDER BY count DESC, outcome), '[]')
      FROM (SELECT dispute.outcome, count(*)::int AS count FROM dispute WHERE dispute.id IN (
        SELECT used.dispute_id FROM macro_use AS used WHERE used.code = saved.code AND used.version = saved.version)
      GROUP BY 1) AS counted)) ORDER BY saved.version DESC)
  FROM macro_version AS saved WHERE saved.code = macro.code)`;

/** The macros that are offered for a reason, by code, in one statement; null: for any. */
export function listMacros(sql: Sql, reason: string | null): Promise<MacroWithUse[]> {
  return sql.query<MacroWithUse>(
    `SELECT ${columns}, ${versionsSql} AS versions FROM ${latest}
     WHERE macro.deleted_at IS NULL AND ($1::text IS NULL OR latest.reasons = '{}' OR $1 = ANY (latest.reasons))
     ORDER BY macro.code`,
    [reason],
  );
}

/** A macro that is offered; null if there is none of this code. */
export async function readMacro(sql: Sql, code: string): Promise<Macro | null> {
  const [row] = await sql.query<Macro>(
    `SELECT ${columns} FROM ${latest} WHERE macro.code = $1 AND macro.deleted_at IS NULL`,
    [code],
  );
  return row ?? null;
}

/** The macro with this code as it stands, offered or not, held until the transaction ends; null if there never was one. */
export async function lockMacro(
  tx: Tx,
  code: string,
): Promise<{ readonly version: number; readonly deleted: boolean } | null> {
  // A code that is not there yet has no row to hold.
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`macro ${code}`]);
  const [row] = await tx.query<{ version: number; deleted: boolean }>(
    "SELECT version, deleted_at IS NOT NULL AS deleted FROM macro WHERE code = $1",
    [code],
  );
  return row ?? null;
}

/** Stores a version of a macro as its latest, and offers it. Hold {@link lockMacro}. */
export async function insertMacroVersion(
  tx: Tx,
  { code, version, title, text, reasons }: Macro,
  { by, at }: { readonly by: Viewer; readonly at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO macro (code, version) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET version = $2, deleted_at = NULL`,
    [code, version],
  );
  await tx.query(
    `INSERT INTO macro_version (code, version, title, text, reasons, saved_by_role, saved_by_id, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [code, version, title, text, reasons, by.role, by.id, at],
  );
}

/** Offers a macro no more; its versions stay. Hold {@link lockMacro}. */
export async function markMacroDeleted(tx: Tx, code: string, at: Date): Promise<void> {
  await tx.query("UPDATE macro SET deleted_at = $2 WHERE code = $1", [code, at]);
}

/** That a message is made of a macro. Ids are UUIDs. */
export interface MacroUse {
  readonly messageId: string;
  readonly disputeId: string;
  readonly macro: Pick<Macro, "code" | "version">;
  readonly language: TextLanguage;
}

/** Stores the use of a macro; the message must follow in the same transaction. */
export async function insertMacroUse(
  tx: Tx,
  { messageId, disputeId, macro, language }: MacroUse,
): Promise<void> {
  await tx.query(
    "INSERT INTO macro_use (message_id, code, version, language, dispute_id) VALUES ($1, $2, $3, $4, $5)",
    [messageId, macro.code, macro.version, language, disputeId],
  );
}

/** The names that stand for the people and the order of a dispute. */
export interface CaseNames {
  readonly shopper: string;
  readonly merchant: string;
  /** Null while nobody has the case. */
  readonly mediator: string | null;
  /** The marketplace's reference of the order. */
  readonly order: string;
}

/** Reads the public names of a dispute. @throws Error if there is none */
export async function readCaseNames(sql: Sql, disputeId: string): Promise<CaseNames> {
  const [row] = await sql.query<CaseNames>(
    `SELECT shopper.display_name AS shopper, merchant.name AS merchant, mediator.public_name AS mediator,
       "order".reference AS "order"
     FROM dispute JOIN shopper ON shopper.id = dispute.shopper_id JOIN merchant ON merchant.id = dispute.merchant_id
       JOIN "order" ON "order".id = dispute.order_id LEFT JOIN mediator ON mediator.id = dispute.mediator_id
     WHERE dispute.id = $1`,
    [disputeId],
  );
  if (row === undefined) throw new Error("There is no such dispute.");
  return row;
}
