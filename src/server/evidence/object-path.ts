import { join } from "node:path";
import { requireAddress } from "../../services/evidence/object-storage.js";

/** Where an object lies below the folder of all objects: in one of 256 folders, by the first digits of its address. */
export function objectPath(objects: string, address: string): string {
  return join(objects, requireAddress(address).slice(0, 2), address);
}
