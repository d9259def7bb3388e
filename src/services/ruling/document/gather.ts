import type { DossierLanguage } from "../../../domain/evidence/dossier-language.js";
import { readObjects } from "../../../persistence/read/read.js";
import { plain } from "../../dossier/dispute-selection.js";
import { adviseAllowedActions, adviseIfNothingHappens } from "../../read/advise-dispute.js";
import { refuseNotFound } from "../../read/read-node.js";
import type { UseCaseContext } from "../../use-case.js";
import type { RulingDocument } from "./blocks.js";
import { composeRuling } from "./compose.js";
import { adviceSelection, ruledDisputeSelection, type ReadRuledDispute } from "./readable-ruling.js";

/** Whose ruling, in which language. */
export interface RulingDocumentRequest {
  /** UUID. */
  readonly disputeId: string;
  readonly language: DossierLanguage;
}

/**
 * The document of the ruling in force, from what the viewer may know at this moment, read in one statement.
 * @returns null while there is no ruling
 * @throws RefusedError NOT_FOUND for a dispute that the viewer may not see
 */
export async function documentOf(
  context: UseCaseContext,
  { disputeId, language }: RulingDocumentRequest,
): Promise<RulingDocument | null> {
  const selection = [...ruledDisputeSelection, ...adviceSelection];
  const wanted = { type: "Dispute", ids: [disputeId], selection } as const;
  const [source = null] = await readObjects(context.database, context.viewer, wanted);
  if (source === null) return refuseNotFound("Dispute");
  // JSON of just these fields: the selection has them read.
  const dispute = plain(source) as ReadRuledDispute;
  const ruling = dispute.rulings.at(-1);
  if (ruling === undefined) return null;
  const rulebook = await context.rulebook(dispute.rulebookVersion);
  const allowed = await adviseAllowedActions(context, source);
  const silence = await adviseIfNothingHappens(context, source);
  return composeRuling({
    dispute,
    ruling,
    rulebook,
    allowed,
    silence,
    language,
    madeAt: context.clock.now(),
  });
}
