import { PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { crc32 } from "node:zlib";
import { zipOf, type ZipEntry } from "../../src/services/dossier/stored-zip.js";

/** The entries of a dossier by their paths, in order; for tests alone, it checks nothing. */
export function entriesOf(zip: Buffer): Map<string, { offset: number; byteSize: number; bytes: Buffer }> {
  const entries = new Map<string, { offset: number; byteSize: number; bytes: Buffer }>();
  let at = 0;
  while (zip.readUInt32LE(at) === 0x04034b50) {
    const [byteSize, nameLength] = [zip.readUInt32LE(at + 22), zip.readUInt16LE(at + 26)];
    const offset = at + 30 + nameLength;
    const path = zip.toString("utf8", at + 30, offset);
    entries.set(path, { offset, byteSize, bytes: zip.subarray(offset, offset + byteSize) });
    at = offset + byteSize;
  }
  return entries;
}

/** `dossier.json` of a dossier. */
export function dossierIn(zip: Buffer): Record<string, unknown> {
  return JSON.parse(entriesOf(zip).get("dossier.json")!.bytes.toString()) as Record<string, unknown>;
}

/** The files of a dossier by the UUID of the file. */
export function filesIn(zip: Buffer): Map<string, Buffer> {
  const files = [...entriesOf(zip)].filter(([path]) => path.startsWith("files/"));
  return new Map(files.map(([path, { bytes }]) => [path.split("/")[1]!, bytes]));
}

/** Makes a ZIP of the platform's form. */
export async function zipFrom(
  entries: readonly (readonly [path: string, bytes: Uint8Array])[],
): Promise<Buffer> {
  const listed = entries.map(([path, bytes]): ZipEntry => ({
    path,
    byteSize: bytes.length,
    crc: crc32(bytes),
    read: () => [bytes],
  }));
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(listed)) pieces.push(piece);
  return Buffer.concat(pieces);
}

interface Manifest {
  entries: { path: string; byteSize: number; sha256: string; file?: { fileId: string; copy: string } }[];
  chains: Record<"events" | "custody", { count: number; head: string }>;
}

/** A link as the tests change it. */
export interface Link {
  sequence: number;
  previousHash: string;
  hash: string;
  [content: string]: unknown;
}

/** What a forger changes. */
export interface Forged {
  readonly dossier: Record<string, unknown> & { events: Link[]; custody: Link[] };
  readonly files: Map<string, Buffer>;
  readonly manifest: Manifest;
}

/**
 * Forges a dossier as somebody who has everything but the platform's key: what is changed gets right lengths and hashes in
 * the manifest, and a signature by a key of the forger's own.
 */
export async function forge(zip: Buffer, change: (forged: Forged) => void): Promise<Buffer> {
  const entries = entriesOf(zip);
  const textOf = (path: string) => entries.get(path)!.bytes.toString();
  const dossier = JSON.parse(textOf("dossier.json")) as Forged["dossier"];
  const manifest = JSON.parse(textOf("manifest.json")) as Manifest;
  const files = new Map(
    [...entries].filter(([path]) => path.startsWith("files/")).map(([path, { bytes }]) => [path, bytes]),
  );
  change({ dossier, files, manifest });
  const json = Buffer.from(JSON.stringify(dossier));
  const changed = new Map([...files, ["dossier.json", json] as const]);
  for (const listed of manifest.entries) {
    const bytes = changed.get(listed.path);
    if (bytes === undefined) continue;
    listed.byteSize = bytes.length;
    listed.sha256 = createHash("sha256").update(bytes).digest("hex");
  }
  const said = Buffer.from(JSON.stringify(manifest));
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const signature = {
    ...{ algorithm: "Ed25519", publicKey: raw.toString("base64") },
    fingerprint: createHash("sha256").update(raw).digest("hex"),
    signature: sign(null, said, privateKey).toString("base64"),
  };
  const all = new Map<string, Buffer>();
  for (const [path, { bytes }] of entries)
    if (!path.startsWith("files/") || files.has(path)) all.set(path, changed.get(path) ?? bytes);
  for (const [path, bytes] of files) all.set(path, bytes);
  all
    .set("manifest.json", said)
    .set("signature.json", Buffer.from(`${JSON.stringify(signature, null, 2)}\n`));
  return zipFrom([...all]);
}

/** How many pictures stand in the readable part of a dossier. */
export async function picturesIn(zip: Uint8Array): Promise<number> {
  const { context } = await PDFDocument.load(entriesOf(Buffer.from(zip)).get("dossier.pdf")!.bytes);
  return context
    .enumerateIndirectObjects()
    .filter(
      ([, each]) =>
        each instanceof PDFRawStream && each.dict.get(PDFName.of("Subtype")) === PDFName.of("Image"),
    ).length;
}
