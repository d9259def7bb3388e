import { FileCopy } from "../../domain/evidence/file-copies.js";
import type { Sql } from "../../persistence/database.js";
import {
  insertDisputeKey,
  readDisputeKey,
  type StoredDisputeKey,
} from "../../persistence/dispute-key.store.js";
import { evidenceOf } from "./evidence-setting.js";
import type { FileKey } from "./encryption/frame-format.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * Whether the files of a dispute can be encrypted and read; false once its key was destroyed. Makes the key if it has
 * none.
 * @param known the key as it was read
 */
export async function prepareDataKey(
  context: UseCaseContext,
  sql: Sql,
  { disputeId, known }: { readonly disputeId: string; readonly known: StoredDisputeKey | null },
): Promise<boolean> {
  if (known !== null) return known.wrapped !== null;
  const { wrapped } = evidenceOf(context).keys.newDataKey(disputeId);
  await insertDisputeKey(sql, { disputeId, ...wrapped, createdAt: context.clock.now() });
  return true;
}

/** The key of a dispute's files, 32 bytes; null if there is none or it was destroyed. @throws UnknownMasterKeyError, DamagedFileError */
export function unwrapDataKey(
  context: Pick<UseCaseContext, "evidence">,
  disputeId: string,
  key: StoredDisputeKey | null,
): Uint8Array | null {
  if (key === null || key.wrapped === null) return null;
  const { masterKeyId, wrapped } = key;
  return evidenceOf(context).keys.unwrap(disputeId, { masterKeyId, wrapped });
}

/** The same, read from the table. @throws UnknownMasterKeyError, DamagedFileError */
export async function readDataKey(
  context: UseCaseContext,
  sql: Sql,
  disputeId: string,
): Promise<Uint8Array | null> {
  return unwrapDataKey(context, disputeId, await readDisputeKey(sql, disputeId));
}

/** The key of a copy of a file. */
export function fileKeyOf(dataKey: Uint8Array, fileId: string, copy: FileCopy): FileKey {
  return { dataKey, name: `${copy === FileCopy.ORIGINAL ? "original" : "shared"}:${fileId}` };
}
