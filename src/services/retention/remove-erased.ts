import { forgetErasedAddresses, readErasedAddresses } from "../../persistence/retention.store.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * Removes the bytes of what was erased of a dispute from the storage; without their key nobody could read them any more.
 * It may run again after a worker was killed and does the rest.
 * @returns how many objects were removed
 */
export async function removeErased(context: UseCaseContext, disputeId: string): Promise<number> {
  const { database } = context;
  const { objects } = evidenceOf(context).storage;
  const addresses = await readErasedAddresses(database, disputeId);
  for (const address of addresses) await objects.remove(address);
  await forgetErasedAddresses(database, disputeId, addresses);
  return addresses.length;
}
