import { Reach, reachOf } from "../../domain/access/policy.js";
import type { Viewer } from "../../domain/access/viewer.js";
import { readObjects } from "../../persistence/read/read.js";
import type { ReadObject, Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/** What a viewer can be, or act for. */
export type ViewerParty = "Mediator" | "Merchant" | "Shopper";

function partyOf({ role, id, merchantId }: Viewer): { type: ViewerParty; id: string | null } | null {
  switch (reachOf(role)) {
    case Reach.SHOPPER:
      return { type: "Shopper", id };
    case Reach.MERCHANT:
      return { type: "Merchant", id: merchantId };
    case Reach.QUEUED:
    case Reach.ESCALATED:
      return { type: "Mediator", id };
    default:
      return null;
  }
}

/** The shopper or mediator that the viewer is, or the merchant that the viewer acts for; null if not of that type. */
export async function readViewerParty(
  context: UseCaseContext,
  type: ViewerParty,
  selection: Selection,
): Promise<ReadObject | null> {
  const party = partyOf(context.viewer);
  if (party?.type !== type || party.id === null) return null;
  const [found] = await readObjects(context.database, context.viewer, { type, ids: [party.id], selection });
  return found ?? null;
}
