import { dossierViewOf } from "../../domain/evidence/dossier-view.js";
import type { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import { maySeeDispute } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { addHours } from "../../domain/time.js";
import type { Tx } from "../../persistence/database.js";
import { insertDossier, readRequests, type NewDossier } from "../../persistence/dossier.store.js";
import { readDisputeKey } from "../../persistence/dispute-key.store.js";
import { lockDisputeForFiles } from "../../persistence/evidence-file.store.js";
import { prepareDataKey } from "../evidence/data-key.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseNotFound } from "../read/read-node.js";
import type { UseCaseContext } from "../use-case.js";
import { KEPT } from "./record-dossier.js";

/** Of which dispute, in which language. */
export interface ExportDossierInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  readonly language: DossierLanguage;
}

/**
 * Asks for a dossier of a dispute as the viewer may see it. A worker builds it. Whoever asks again before it is there gets
 * the same one.
 * @returns UUID of the dossier
 * @throws RefusedError NOT_FOUND, FORBIDDEN for machines, STATE_CONFLICT once the evidence was erased,
 *   RATE_LIMITED where as many as are kept were built within an hour, IDEMPOTENCY_MISMATCH
 */
export function exportDossier(context: UseCaseContext, input: ExportDossierInput): Promise<string> {
  const { viewer, clock, newId } = context;
  const { clientMutationId, disputeId, language } = input;
  const key = { mutation: "exportDossier", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const dispute = await lockDisputeForFiles(tx, disputeId);
    if (dispute === null || !maySeeDispute(viewer, dispute)) refuseNotFound("Dispute");
    if (dossierViewOf(viewer.role) === null) {
      refuse(
        ErrorCode.FORBIDDEN,
        "Dossiers are for the two sides and the platform's staff, not for machines.",
      );
    }
    const known = await readDisputeKey(tx, disputeId);
    if (!(await prepareDataKey(context, tx, { disputeId, known }))) {
      refuse(
        ErrorCode.STATE_CONFLICT,
        "The evidence of this dispute was erased, so nothing can be exported.",
        {
          field: ["disputeId"],
        },
      );
    }
    const requestedAt = clock.now();
    const wanted = { id: newId(), disputeId, language, requester: viewer, requestedAt };
    await requireRoom(tx, wanted);
    return insertDossier(tx, wanted);
  });
}

/** Each dossier has all files read and is told in the custody of each, so nobody has them built in a loop. */
async function requireRoom(tx: Tx, wanted: NewDossier): Promise<void> {
  const earliest = (await readRequests(tx, wanted))[KEPT - 1];
  if (earliest === undefined) return;
  const possibleAt = addHours(earliest, 1);
  if (possibleAt <= wanted.requestedAt) return;
  refuse(
    ErrorCode.RATE_LIMITED,
    `You had ${KEPT} dossiers of this dispute built within an hour. Take the latest, or ask again later.`,
    { field: ["disputeId"], details: { maximum: KEPT, possibleAt: possibleAt.toISOString() } },
  );
}
