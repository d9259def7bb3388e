import { createHash } from "node:crypto";
import { setImmediate as otherWork } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { CounterExample } from "../../domain/rulebook/proof/counter-example.js";
import { exitProof } from "../../domain/rulebook/prove-exit.js";
import { parseRulebookSource } from "./parse-rulebook-source.js";

/** A version is proved when it is published, which happens to few. */
const REMEMBERED = 4;

/** By the SHA-256 of the text: what a text proves never changes while the process runs. */
const proofs = new LRUCache<string, Promise<CounterExample | null>>({ max: REMEMBERED });

/**
 * Proves the promise of exit for the text of a rulebook. A proof goes on when the request that asked for it has run out of
 * time, and whoever asks again gets the same one: on a busy machine a version could never be published otherwise.
 * @returns null, or the first way to break a promise
 * @throws RefusedError INVALID_RULEBOOK
 */
export function proofOf(source: string): Promise<CounterExample | null> {
  const key = createHash("sha256").update(source).digest("hex");
  const known = proofs.get(key);
  if (known !== undefined) return known;
  const proof = prove(source);
  proofs.set(key, proof);
  return proof;
}

/** Nobody else waits for the whole of it: between two reasons the process does what else there is to do. */
async function prove(source: string): Promise<CounterExample | null> {
  const proof = exitProof(parseRulebookSource(source).rulebook);
  let step = proof.next();
  for (; step.done !== true; step = proof.next()) await otherWork();
  return step.value;
}
