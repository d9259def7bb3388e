import type { Viewer } from "../../domain/access/viewer.js";
import type { ItemContent } from "../../domain/evidence/check-content.js";
import type { EvidenceContent, EvidenceVersion, FileOfItem } from "../../persistence/evidence-item.store.js";
import { hashInput } from "../idempotent.js";

/**
 * The version of an item that says `content`. Its hash covers the SHA-256 of each file, so that the log proves the bytes
 * too, and the id of the item, so that equal words of two items do not have equal hashes.
 */
export function versionOf(
  { happenedAt, capturedAt, ...rest }: ItemContent,
  about: {
    readonly itemId: string;
    readonly files: readonly FileOfItem[];
    readonly number: number;
    readonly complete: boolean;
    readonly savedBy: Viewer;
    readonly savedAt: Date;
  },
): EvidenceVersion {
  const { itemId, files, ...version } = about;
  const content: EvidenceContent = {
    ...rest,
    happenedAt: happenedAt?.toISOString() ?? null,
    capturedAt: capturedAt?.toISOString() ?? null,
  };
  const sha256 = new Map(files.map((file) => [file.id, file.sha256]));
  const contentHash = hashInput({
    ...{ itemId, slot: content.slot, narrative: content.narrative },
    ...{ happenedAt: content.happenedAt, capturedAt: content.capturedAt, orderLineIds: content.orderLineIds },
    files: content.fileIds.map((id) => ({ id, sha256: sha256.get(id) })),
  });
  return { ...version, content, contentHash };
}
