import { DossierStatus } from "../../domain/evidence/dossier-status.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { dossierUrlOf } from "../dossier/dossier-url.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import type { UseCaseContext } from "../use-case.js";

/** Where to get a dossier, and until when. */
export interface DossierDownload {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Where the viewer gets a dossier; null until it is there. */
export function adviseDossierDownload(context: UseCaseContext, source: ReadObject): DossierDownload | null {
  if (source["$status"] !== DossierStatus.READY) return null;
  const { viewer, clock } = context;
  const setting = evidenceOf(context);
  const expiresAt = new Date(clock.now().getTime() + setting.limits.downloadMs);
  return { url: dossierUrlOf(setting, { viewer, dossierId: source["$id"] as string, expiresAt }), expiresAt };
}
