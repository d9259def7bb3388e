import type { EvidenceLimits } from "../../domain/evidence/file-limits.js";
import type { RetentionYears } from "../../domain/retention/retention.js";
import type { UseCaseContext } from "../use-case.js";
import type { KeyRing } from "./encryption/key-ring.js";
import type { EvidenceStorage } from "./object-storage.js";

/** What the use cases of files need beyond every use case's context. */
export interface EvidenceSetting {
  readonly storage: EvidenceStorage;
  readonly keys: KeyRing;
  readonly limits: EvidenceLimits;
  /** How long the evidence of each class is kept. */
  readonly retention: RetentionYears;
  /** How addresses of uploads and downloads begin; empty where they are relative. */
  readonly publicUrl: string;
}

/** The setting of a context. @throws Error if the process was put together without one */
export function evidenceOf({ evidence }: Pick<UseCaseContext, "evidence">): EvidenceSetting {
  if (evidence === undefined) throw new Error("This process was put together without a place for evidence.");
  return evidence;
}
