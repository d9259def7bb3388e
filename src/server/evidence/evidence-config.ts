import type { z } from "zod";
import { defaultLimits, type EvidenceLimits } from "../../domain/evidence/file-limits.js";
import { defaultRetention, type RetentionYears } from "../../domain/retention/retention.js";
import type { MasterKey } from "../../services/evidence/encryption/key-ring.js";
import type { ClamdAddress } from "../evidence-safety/clamd.js";
import { StorageKind, type evidenceSchemas } from "./evidence-variables.js";
import type { S3Config } from "./s3-bucket.js";

/** Everything about evidence that can be set from outside. */
export interface EvidenceConfig {
  readonly masterKey: MasterKey;
  readonly oldMasterKeys: readonly MasterKey[];
  /** Null: the local disk. */
  readonly s3: S3Config | null;
  /** How addresses begin; empty where they are relative. */
  readonly publicUrl: string;
  readonly limits: EvidenceLimits;
  readonly retention: RetentionYears;
  /** The virus scanner; null: none. */
  readonly clamd: ClamdAddress | null;
}

/** The values of the variables; undefined where a variable is not set. */
export type EvidenceValues = {
  readonly [Name in keyof typeof evidenceSchemas]: z.infer<(typeof evidenceSchemas)[Name]> | undefined;
};

/** Encrypts the evidence of the demo and of tests. Everybody knows it: production refuses to start on it. */
export const demoMasterKey: MasterKey = {
  id: "demo",
  key: Buffer.from("ombud-demo-key-that-everybody-has".slice(0, 32)),
};

/** What is wrong with the values in any mode, in one sentence each. */
export function evidenceProblems(values: EvidenceValues): string[] {
  if (values.EVIDENCE_STORAGE !== StorageKind.S3) return [];
  const needed = ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
  return needed
    .filter((name) => values[name] === undefined)
    .map(
      (name) => `${name} is unset, but EVIDENCE_STORAGE=s3 needs it: set it, or use EVIDENCE_STORAGE=disk.`,
    );
}

/** What is wrong with the values in production, in one sentence each. */
export function evidenceProductionProblems({ EVIDENCE_MASTER_KEY: key }: EvidenceValues): string[] {
  if (key !== undefined && !Buffer.from(demoMasterKey.key).equals(key.key)) return [];
  const problem = key === undefined ? "is unset" : "is the key of the demo, which everybody knows";
  return [
    `EVIDENCE_MASTER_KEY ${problem}: make one with ` +
      `node -e 'console.log("2026:" + require("crypto").randomBytes(32).toString("base64"))' and keep it safe.`,
  ];
}

function limitsOf(values: EvidenceValues): EvidenceLimits {
  const { fileBytes, ...rest } = defaultLimits;
  const minutes = (value: number | undefined, fallback: number) =>
    value === undefined ? fallback : value * 60_000;
  return {
    fileBytes: {
      AUDIO: values.EVIDENCE_AUDIO_MIB ?? fileBytes.AUDIO,
      DOCUMENT: values.EVIDENCE_DOCUMENT_MIB ?? fileBytes.DOCUMENT,
      IMAGE: values.EVIDENCE_IMAGE_MIB ?? fileBytes.IMAGE,
      TEXT: values.EVIDENCE_TEXT_MIB ?? fileBytes.TEXT,
      VIDEO: values.EVIDENCE_VIDEO_MIB ?? fileBytes.VIDEO,
    },
    sideFiles: values.EVIDENCE_SIDE_FILES ?? rest.sideFiles,
    sideBytes: values.EVIDENCE_SIDE_MIB ?? rest.sideBytes,
    filesPerCall: values.EVIDENCE_FILES_PER_CALL ?? rest.filesPerCall,
    uploadMs: minutes(values.EVIDENCE_UPLOAD_MINUTES, rest.uploadMs),
    downloadMs: minutes(values.EVIDENCE_DOWNLOAD_MINUTES, rest.downloadMs),
  };
}

function s3Of(values: EvidenceValues): S3Config | null {
  if (values.EVIDENCE_STORAGE !== StorageKind.S3) return null;
  return {
    endpoint: values.S3_ENDPOINT ?? null,
    region: values.S3_REGION ?? "us-east-1",
    bucket: values.S3_BUCKET ?? "",
    accessKeyId: values.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: values.S3_SECRET_ACCESS_KEY ?? "",
    direct: values.S3_DIRECT ?? true,
  };
}

/** The configuration of evidence from values that have no problems. */
export function evidenceConfig(values: EvidenceValues): EvidenceConfig {
  return {
    masterKey: values.EVIDENCE_MASTER_KEY ?? demoMasterKey,
    oldMasterKeys: values.EVIDENCE_OLD_MASTER_KEYS ?? [],
    s3: s3Of(values),
    publicUrl: values.PUBLIC_URL ?? "",
    limits: limitsOf(values),
    retention: {
      PERFORMED: values.EVIDENCE_PERFORMED_YEARS ?? defaultRetention.PERFORMED,
      RULED: values.EVIDENCE_RULED_YEARS ?? defaultRetention.RULED,
      STANDARD: values.EVIDENCE_STANDARD_YEARS ?? defaultRetention.STANDARD,
    },
    clamd: values.CLAMD_ADDRESS ?? null,
  };
}
