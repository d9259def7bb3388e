import { z } from "zod";
import { defaultLimits } from "../../domain/evidence/file-limits.js";
import {
  defaultRetention,
  MINIMUM_RETENTION_YEARS,
  type RetentionClass,
} from "../../domain/retention/retention.js";
import type { MasterKey } from "../../services/evidence/encryption/key-ring.js";
import { text, webAddress, wholeNumber, yesOrNo } from "../variable-shapes.js";

const MIB = 1024 * 1024;
const masterKeyPattern = /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/;

function masterKeyOf(value: string): MasterKey {
  const [id = "", key = ""] = value.split(":");
  return { id, key: Buffer.from(key, "base64") };
}

const masterKey = z
  .string()
  .regex(masterKeyPattern, "must be a name, a colon and 32 bytes in base64")
  .transform(masterKeyOf);
const masterKeys = z
  .string()
  .transform((value) => value.split(",").map((key) => key.trim()))
  .refine(
    (keys) => keys.every((key) => masterKeyPattern.test(key)),
    "must be like EVIDENCE_MASTER_KEY, with commas",
  )
  .transform((keys) => keys.map(masterKeyOf));

const clamd = z
  .string()
  .regex(/^[^\s:/]{1,200}:\d{1,5}$/, "must be a host name, a colon and a port")
  .transform((value) => {
    const [host = "", port] = value.split(":");
    return { host, port: Number(port) };
  })
  .refine(({ port }) => port >= 1 && port <= 65_535, "must have a port from 1 to 65535");

/** Where evidence can be kept. */
export const StorageKind = { DISK: "disk", S3: "s3" } as const;

const mebibytes = wholeNumber(1, 2_047).transform((value) => value * MIB);

const retentionYears = wholeNumber(MINIMUM_RETENTION_YEARS, 100);

/** How each variable about evidence is read. */
export const evidenceSchemas = {
  EVIDENCE_MASTER_KEY: masterKey,
  EVIDENCE_OLD_MASTER_KEYS: masterKeys,
  EVIDENCE_STORAGE: z.enum(StorageKind, "must be disk or s3"),
  S3_ENDPOINT: webAddress,
  S3_REGION: text,
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  S3_DIRECT: yesOrNo,
  PUBLIC_URL: webAddress.transform((value) => value.replace(/\/+$/, "")),
  CLAMD_ADDRESS: clamd,
  EVIDENCE_UPLOAD_MINUTES: wholeNumber(1, 1_440),
  EVIDENCE_DOWNLOAD_MINUTES: wholeNumber(1, 1_440),
  EVIDENCE_AUDIO_MIB: mebibytes,
  EVIDENCE_DOCUMENT_MIB: mebibytes,
  EVIDENCE_IMAGE_MIB: mebibytes,
  EVIDENCE_TEXT_MIB: mebibytes,
  EVIDENCE_VIDEO_MIB: mebibytes,
  EVIDENCE_SIDE_FILES: wholeNumber(1, 100_000),
  EVIDENCE_SIDE_MIB: wholeNumber(1, 1_048_576).transform((value) => value * MIB),
  EVIDENCE_FILES_PER_CALL: wholeNumber(1, 100),
  EVIDENCE_STANDARD_YEARS: retentionYears,
  EVIDENCE_PERFORMED_YEARS: retentionYears,
  EVIDENCE_RULED_YEARS: retentionYears,
} as const;

const exampleKey = (name: string) => `${name}:bm90LWEtc2VjcmV0LWp1c3QtYW4tZXhhbXBsZS1rZXk=`;

function sizeVariable<Name extends string>(name: Name, bytes: number, of: string, example: string) {
  return { name, default: String(bytes / MIB), meaning: `MiB that ${of} may have`, example };
}

function yearsVariable<Kind extends RetentionClass>(kind: Kind, of: string, example: string) {
  return {
    name: `EVIDENCE_${kind}_YEARS`,
    default: String(defaultRetention[kind]),
    meaning: `Years after which the evidence of disputes that ${of} is erased, ${MINIMUM_RETENTION_YEARS} at least`,
    example,
  } as const;
}

/** Every variable about evidence, in the order of the README table. */
export const evidenceVariables = [
  {
    name: "EVIDENCE_MASTER_KEY",
    default: "none (demo and test: a public demo key)",
    meaning: "Wraps the keys that evidence is encrypted with: a name, a colon, 32 random bytes in base64",
    example: exampleKey("2026b"),
  },
  {
    name: "EVIDENCE_OLD_MASTER_KEYS",
    default: "none",
    meaning: "Earlier master keys, with commas, for what they have wrapped",
    example: exampleKey("2026a"),
  },
  {
    name: "EVIDENCE_STORAGE",
    default: "disk",
    meaning: "Where evidence is kept: disk (under OMBUD_DATA_DIRECTORY, which all processes share) or s3",
    example: "s3",
  },
  {
    name: "S3_ENDPOINT",
    default: "none: Amazon's in S3_REGION",
    meaning: "Address of an S3-compatible server",
    example: "https://s3.example",
  },
  { name: "S3_REGION", default: "us-east-1", meaning: "Region of the bucket", example: "eu-central-1" },
  { name: "S3_BUCKET", default: "none", meaning: "Bucket of the evidence", example: "ombud-evidence" },
  { name: "S3_ACCESS_KEY_ID", default: "none", meaning: "Who the bucket lets in", example: "ombud" },
  {
    name: "S3_SECRET_ACCESS_KEY",
    default: "none",
    meaning: "The secret that belongs to it",
    example: "a-secret",
  },
  {
    name: "S3_DIRECT",
    default: "true",
    meaning:
      "Whether clients send files to the bucket themselves; they lie there unencrypted until they are complete",
    example: "false",
  },
  {
    name: "PUBLIC_URL",
    default: "none: addresses are relative to the API's",
    meaning: "How the addresses of uploads and downloads begin",
    example: "https://ombud.example",
  },
  {
    name: "CLAMD_ADDRESS",
    default: "none: files are not scanned for viruses",
    meaning: "Where a ClamAV daemon listens; files wait while it is out of reach",
    example: "clamav.internal:3310",
  },
  {
    name: "EVIDENCE_UPLOAD_MINUTES",
    default: String(defaultLimits.uploadMs / 60_000),
    meaning: "Minutes in which an upload has to be finished",
    example: "120",
  },
  {
    name: "EVIDENCE_DOWNLOAD_MINUTES",
    default: String(defaultLimits.downloadMs / 60_000),
    meaning: "Minutes for which the address of a download is good",
    example: "15",
  },
  sizeVariable("EVIDENCE_AUDIO_MIB", defaultLimits.fileBytes.AUDIO, "a sound file", "20"),
  sizeVariable("EVIDENCE_DOCUMENT_MIB", defaultLimits.fileBytes.DOCUMENT, "a document", "50"),
  sizeVariable("EVIDENCE_IMAGE_MIB", defaultLimits.fileBytes.IMAGE, "an image", "10"),
  sizeVariable("EVIDENCE_TEXT_MIB", defaultLimits.fileBytes.TEXT, "a text or e-mail", "10"),
  sizeVariable("EVIDENCE_VIDEO_MIB", defaultLimits.fileBytes.VIDEO, "a video", "500"),
  {
    name: "EVIDENCE_SIDE_FILES",
    default: String(defaultLimits.sideFiles),
    meaning: "Files that a side may have in one dispute",
    example: "50",
  },
  sizeVariable("EVIDENCE_SIDE_MIB", defaultLimits.sideBytes, "all files of a side in one dispute", "2048"),
  {
    name: "EVIDENCE_FILES_PER_CALL",
    default: String(defaultLimits.filesPerCall),
    meaning: "Files that one call can announce or complete",
    example: "50",
  },
  yearsVariable("STANDARD", "ended with nothing owed and no ruling", "4"),
  yearsVariable("PERFORMED", "ended with something that was owed and done", "6"),
  yearsVariable("RULED", "the platform ruled on", "10"),
] as const;

/** Those of them whose value is never repeated. */
export const evidenceSecrets = [
  "EVIDENCE_MASTER_KEY",
  "EVIDENCE_OLD_MASTER_KEYS",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;
