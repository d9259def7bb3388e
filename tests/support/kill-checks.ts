import { createHash } from "node:crypto";
import { FileCopy } from "../../src/domain/evidence/file-copies.js";
import { fileKeyOf, readDataKey } from "../../src/services/evidence/data-key.js";
import { decrypted } from "../../src/services/evidence/encryption/framed-cipher.js";
import { expectCustodyHolds } from "./custody-chain.js";
import type { KillStage } from "./kill-stage.js";

interface StoredFile {
  readonly id: string;
  readonly status: string;
  readonly sha256: string;
  readonly object_address: string | null;
  readonly shared_address: string | null;
  readonly shared_sha256: string | null;
  readonly acts: readonly string[];
  readonly jobs: number;
}

const received = ["RECEIVED", "HASHED"];

/** The acts of custody that a file of each status has, all of them, once. */
const actsOf = (file: StoredFile): readonly string[] => {
  switch (file.status) {
    case "UPLOADING":
    case "EXPIRED":
      return [];
    case "EXAMINING":
      return received;
    default:
      return [...received, "EXAMINED", ...(file.shared_address === null ? [] : ["SANITISED"])];
  }
};

const filesSql = `SELECT id, status, sha256, object_address, shared_address, shared_sha256,
    ARRAY(SELECT act FROM evidence_custody WHERE file_id = file.id ORDER BY sequence) AS acts,
    (SELECT count(*)::integer FROM graphile_worker.jobs WHERE key = 'evidence:' || file.id) AS jobs
  FROM evidence_file AS file WHERE dispute_id = $1`;

/** Every file of the stage. */
export function filesOf({ database, story }: KillStage): Promise<StoredFile[]> {
  return database.query<StoredFile & Record<string, unknown>>(filesSql, [story.disputeId]);
}

/** SHA-256 of what is stored of a file, decrypted. */
async function storedHash(
  { context, database, story }: KillStage,
  id: string,
  { address, copy }: { readonly address: string; readonly copy: FileCopy },
): Promise<string> {
  const dataKey = await readDataKey(context, database, story.disputeId);
  const hash = createHash("sha256");
  const bytes = await context.evidence!.storage.objects.get(address);
  for await (const piece of decrypted(bytes, fileKeyOf(dataKey!, id, copy))) hash.update(piece);
  return hash.digest("hex");
}

/** Expects that each file is complete and verified, or counts for nothing, and that all that names files agrees. */
export async function expectWholeOrNothing(stage: KillStage): Promise<void> {
  for (const file of await filesOf(stage)) {
    const { id, status, sha256, object_address: original, shared_address: shared } = file;
    expect({ id, status, acts: file.acts }).toEqual({ id, status, acts: actsOf(file) });
    if (status !== "EXAMINING") expect(file.jobs).toBe(0);
    if (["EXPIRED", "REJECTED"].includes(status)) expect(original).toBeNull();
    if (["EXAMINING", "ACCEPTED", "SANITISED"].includes(status)) expect(original).not.toBeNull();
    if (original !== null)
      expect(await storedHash(stage, id, { address: original, copy: FileCopy.ORIGINAL })).toBe(sha256);
    if (shared !== null)
      expect(await storedHash(stage, id, { address: shared, copy: FileCopy.SHARED })).toBe(
        file.shared_sha256,
      );
  }
  await expectCustodyHolds(stage.database, stage.story.disputeId);
  await expectItemsAgree(stage);
}

/** Items are handed in as the log says, and with whole files alone. */
async function expectItemsAgree({ database, story }: KillStage): Promise<void> {
  const items = await database.query<{ id: string; status: string }>(
    `SELECT item.id, item.status FROM evidence_item AS item WHERE dispute_id = $1 AND source = 'UPLOAD'
       AND (item.status = 'SUBMITTED') <> EXISTS (SELECT FROM dispute_event AS event
         WHERE event.dispute_id = item.dispute_id AND event.type = 'EVIDENCE_SUBMITTED'
           AND event.payload -> 'item' ->> 'id' = item.id::text)`,
    [story.disputeId],
  );
  expect(items).toEqual([]);
  const spoilt = await database.query(
    `SELECT file.id, file.status FROM evidence_item AS item JOIN evidence_item_file AS named ON named.item_id = item.id
     LEFT JOIN evidence_file AS file ON file.id = named.file_id
     WHERE item.dispute_id = $1 AND (file.status IS NULL OR file.status IN ('UPLOADING', 'EXPIRED'))`,
    [story.disputeId],
  );
  expect(spoilt).toEqual([]);
}

/** Everything that is kept: stored objects, and uploads of which parts are there. */
export async function kept({ context }: KillStage): Promise<{ objects: string[]; staged: string[] }> {
  const { objects, staging, direct } = context.evidence!.storage;
  const found = { objects: [] as string[], staged: [] as string[] };
  for await (const address of objects.list(0)) found.objects.push(address);
  for (const place of direct === null ? [staging] : [staging, direct])
    for await (const id of place.list(0)) found.staged.push(id);
  return found;
}

/** The addresses that rows name. */
export async function named(stage: KillStage): Promise<string[]> {
  const files = await filesOf(stage);
  return files
    .flatMap(({ object_address: original, shared_address: shared }) => [original, shared])
    .filter((address) => address !== null);
}
