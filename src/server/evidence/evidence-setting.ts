import { join } from "node:path";
import { createKeyRing } from "../../services/evidence/encryption/key-ring.js";
import type { EvidenceSetting } from "../../services/evidence/evidence-setting.js";
import type { Config } from "../config.js";
import { createDiskStorage } from "./disk-storage.js";
import { createS3Storage } from "./s3-storage.js";

/** Puts together where evidence is kept, and how, as the configuration says. Nothing is opened or made yet. */
export function createEvidenceSetting({
  dataDirectory,
  evidence,
}: Pick<Config, "dataDirectory" | "evidence">): EvidenceSetting {
  const { s3, masterKey, oldMasterKeys, limits, retention, publicUrl } = evidence;
  return {
    storage: s3 === null ? createDiskStorage(join(dataDirectory, "evidence")) : createS3Storage(s3),
    keys: createKeyRing(masterKey, oldMasterKeys),
    limits,
    retention,
    publicUrl,
  };
}
