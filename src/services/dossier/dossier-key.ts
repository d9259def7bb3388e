import type { FileKey } from "../evidence/encryption/frame-format.js";

/** The key of a dossier at rest: with the dispute's key its dossiers go too. */
export function dossierKeyOf(dataKey: Uint8Array, dossierId: string): FileKey {
  return { dataKey, name: `dossier:${dossierId}` };
}
