import { DossierStatus } from "../../domain/evidence/dossier-status.js";
import { readVisibleDossier, type VisibleDossier } from "../../persistence/dossier.store.js";
import { refuseNotFound } from "../read/read-node.js";
import { followRow } from "../stream/follow-row.js";
import type { UseCaseContext } from "../use-case.js";

const over: ReadonlySet<DossierStatus> = new Set([DossierStatus.FAILED, DossierStatus.READY]);

/**
 * Follows a dossier: yields its UUID at once and then each time it has come further, and ends when it is there or has
 * failed.
 * @throws RefusedError NOT_FOUND, at the start and whenever the viewer may not see it any more
 */
export function followDossier(
  context: UseCaseContext,
  dossierId: string,
): Promise<AsyncIterableIterator<string>> {
  return followRow(
    dossierId,
    () => dossierFor(context, dossierId),
    ({ status }) => over.has(status),
  );
}

async function dossierFor({ database, viewer }: UseCaseContext, id: string): Promise<VisibleDossier> {
  return (await readVisibleDossier(database, viewer, id)) ?? refuseNotFound("Dossier");
}
