import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { FileCopy } from "../../domain/evidence/file-copies.js";
import type { TakenDossier } from "../../persistence/dossier.store.js";
import type { Attestation } from "../evidence/encryption/key-ring.js";
import type { DossierContent } from "./content.js";
import type { ZipEntry } from "./stored-zip.js";

/** An entry with what the manifest says of it. */
export interface DossierEntry extends ZipEntry {
  readonly sha256: string;
  /** Which file and copy of the evidence it is; absent for the other parts. */
  readonly file?: { readonly fileId: string; readonly copy: FileCopy };
}

/** An entry whose bytes are in memory. */
export interface SmallEntry extends DossierEntry {
  readonly bytes: Uint8Array;
}

/** An entry of bytes that are in memory. */
export function entryOf(path: string, content: Uint8Array | string): SmallEntry {
  const bytes = Buffer.from(content);
  return {
    ...{ path, bytes, byteSize: bytes.length, crc: crc32(bytes), read: () => [bytes] },
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** The file `manifest.json`: every other entry but the signature, and where the chains end. */
export function manifestOf(
  dossier: TakenDossier,
  { view, dispute, events, custody }: DossierContent,
  { entries, exportedAt }: { readonly entries: readonly DossierEntry[]; readonly exportedAt: Date },
): SmallEntry {
  const chain = ({ links, head }: DossierContent["events"]) => ({ count: links.length, head });
  const manifest = {
    ...{ format: "ombud-dossier", schemaVersion: 1, dossierId: dossier.id, disputeId: dossier.disputeId },
    ...{ disputeNumber: dispute["number"], language: dossier.language, exportedAt, view },
    chains: {
      kind: view === "STAFF" ? "PLATFORM" : "OWN",
      events: chain(events),
      custody: chain(custody),
    },
    entries: entries.map(({ path, byteSize, sha256, file }) => ({ path, byteSize, sha256, file })),
  };
  return entryOf("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The file `signature.json`. */
export function signatureOf({ publicKey, fingerprint, signature }: Attestation): SmallEntry {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const said = { algorithm: "Ed25519", publicKey: base64(publicKey), fingerprint };
  return entryOf("signature.json", `${JSON.stringify({ ...said, signature: base64(signature) }, null, 2)}\n`);
}
