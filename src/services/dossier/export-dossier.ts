import { dossierViewOf } from "../../domain/evidence/dossier-view.js";
import type { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import { maySeeDispute } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { insertDossier } from "../../persistence/dossier.store.js";
import { readDisputeKey } from "../../persistence/dispute-key.store.js";
import { lockDisputeForFiles } from "../../persistence/evidence-file.store.js";
import { prepareDataKey } from "../evidence/data-key.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseNotFound } from "../read/read-node.js";
import type { UseCaseContext } from "../use-case.js";

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
 *   IDEMPOTENCY_MISMATCH
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
    return insertDossier(tx, { id: newId(), disputeId, language, requester: viewer, requestedAt });
  });
}
