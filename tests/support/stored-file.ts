import { createHash, randomUUID } from "node:crypto";
import type { Side, Viewer } from "../../src/domain/access/viewer.js";
import { sideOf } from "../../src/domain/access/viewer.js";
import type { EvidenceFileStatus } from "../../src/domain/evidence/evidence-file.js";
import type { Database } from "../../src/persistence/database.js";
import { storyBegin } from "./factory.js";

/** A file of a side as its upload leaves it, but for the bytes. Returns its UUID. */
export async function storeFile(
  database: Database,
  { disputeId, by, ...about }: FileToStore,
): Promise<string> {
  const { status = "ACCEPTED", contentType = "image/png" } = about;
  const id = randomUUID();
  const side: Side | null = sideOf(by.role);
  await database.query(
    `INSERT INTO evidence_file (id, dispute_id, side, uploader_role, uploader_id, filename, declared_type, content_type,
       byte_size, sha256, status, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'parcel.png', $6, $6, 1000, $7, $8, $9, $9)`,
    [id, disputeId, side, by.role, by.id, contentType, sha256Of(id), status, storyBegin],
  );
  return id;
}

/** Stores a file of a side and puts it into each item of the side that is open. Returns its UUID. */
export async function showFile(database: Database, about: FileToStore): Promise<string> {
  const id = await storeFile(database, about);
  await database.query(
    `INSERT INTO evidence_item_file (item_id, file_id, position) SELECT id, $2, 0 FROM evidence_item
     WHERE dispute_id = $1 AND side = $3 AND status IN ('ADMITTED', 'EXCHANGED', 'EXCLUDED')`,
    [about.disputeId, id, sideOf(about.by.role)],
  );
  return id;
}

/** What is to be stored. */
interface FileToStore {
  /** UUID. */
  readonly disputeId: string;
  readonly by: Viewer;
  /** Default: accepted. */
  readonly status?: EvidenceFileStatus;
  /** Default: image/png. */
  readonly contentType?: string;
}

/** The SHA-256 (hex) that a file of this id has. */
export function sha256Of(fileId: string): string {
  return createHash("sha256").update(fileId).digest("hex");
}
