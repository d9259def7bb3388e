import type { Side } from "../../domain/access/viewer.js";
import type { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { FileCopy, openCopies } from "../../domain/evidence/file-copies.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import { urlOf } from "../evidence/signed-url.js";
import type { UseCaseContext } from "../use-case.js";

function copiesIn({ viewer }: UseCaseContext, source: ReadObject): readonly FileCopy[] {
  return openCopies(viewer, {
    status: source["$status"] as EvidenceFileStatus,
    side: source["$side"] as Side | null,
    uploaderId: source["$uploaderId"] as string,
    hasShared: source["$hasShared"] as boolean,
    isRedaction: source["$isRedaction"] as boolean,
    isRedacted: source["$isRedacted"] as boolean,
  });
}

function addressOf(context: UseCaseContext, source: ReadObject, copy: FileCopy | undefined): string | null {
  if (copy === undefined) return null;
  const { viewer, clock, newId } = context;
  const setting = evidenceOf(context);
  const expiresAt = new Date(clock.now().getTime() + setting.limits.downloadMs);
  return urlOf(setting, { viewer, fileId: source["$id"] as string, copy, expiresAt, nonce: newId() });
}

/** Where the viewer gets the most that they may open of a file; null if nothing. */
export function adviseDownloadUrl(context: UseCaseContext, source: ReadObject): string | null {
  return addressOf(context, source, copiesIn(context, source)[0]);
}

/** Where the viewer gets the copy for others; null if there is none. */
export function adviseSharedDownloadUrl(context: UseCaseContext, source: ReadObject): string | null {
  return addressOf(
    context,
    source,
    copiesIn(context, source).find((copy) => copy === FileCopy.SHARED),
  );
}
