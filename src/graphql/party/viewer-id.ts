import type { Role } from "../../domain/access/viewer.js";
import { type Viewer } from "../../domain/access/viewer.js";
import type { NodeTypeName } from "../../persistence/read/selection.js";
import { toGlobalId } from "../global-id.js";

const typeByRole: Partial<Record<Role, NodeTypeName>> = {
  MEDIATOR: "Mediator",
  MERCHANT_ADMIN: "MerchantMember",
  MERCHANT_AGENT: "MerchantMember",
  SENIOR_MEDIATOR: "Mediator",
  SHOPPER: "Shopper",
};

/** The API's id of a viewer: of the own object where the role has one, else the bare UUID. */
export function viewerIdOf({ role, id }: Viewer): string {
  const type = typeByRole[role];
  return type === undefined ? id : toGlobalId(type, id);
}
