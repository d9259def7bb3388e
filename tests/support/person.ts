import { randomUUID } from "node:crypto";
import type { Role, Viewer } from "../../src/domain/access/viewer.js";

/** Somebody of a role without a merchant; it need not stand in any table. */
export function person(role: Role, id: string = randomUUID()): Viewer {
  return { role, id, merchantId: null };
}
