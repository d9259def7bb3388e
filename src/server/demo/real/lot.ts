import { createHash } from "node:crypto";

/**
 * A number from 0 to 99 that follows from a record's key alone, the same on every run and machine.
 * @param question draws for different questions are independent of each other; default none
 */
export function lotOf(key: string, question = ""): number {
  return createHash("sha256").update(`${key}${question}`).digest().readUInt32BE() % 100;
}
