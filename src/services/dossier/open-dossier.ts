import { readVisibleDossier } from "../../persistence/dossier.store.js";
import { readDataKey } from "../evidence/data-key.js";
import { decrypted, decryptedRange } from "../evidence/encryption/framed-cipher.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import type { OpenedFile } from "../evidence/open-file.js";
import type { UseCaseContext } from "../use-case.js";
import { dossierKeyOf } from "./dossier-key.js";
import type { DossierGrant } from "./dossier-url.js";

/**
 * Opens the dossier that an address grants, if its viewer may still have it.
 * @param grant of the viewer of the context
 * @returns null if there is nothing for this viewer (any more), for whatever reason
 */
export async function openDossier(context: UseCaseContext, grant: DossierGrant): Promise<OpenedFile | null> {
  const { clock, database, viewer } = context;
  const { dossierId, expiresAt } = grant;
  if (expiresAt <= clock.now()) return null;
  const dossier = await readVisibleDossier(database, viewer, dossierId);
  if (dossier === null) return null;
  const { address, byteSize, disputeId, disputeNumber } = dossier;
  if (address === null || byteSize === null) return null;
  const dataKey = await readDataKey(context, database, disputeId);
  if (dataKey === null) return null;
  const key = dossierKeyOf(dataKey, dossierId);
  const { objects } = evidenceOf(context).storage;
  return {
    ...{ filename: `dossier-${disputeNumber}.zip`, contentType: "application/zip", byteSize },
    read: async (range) =>
      range === undefined
        ? decrypted(await objects.get(address), key)
        : decryptedRange((part) => objects.get(address, part), key, byteSize, range),
  };
}
