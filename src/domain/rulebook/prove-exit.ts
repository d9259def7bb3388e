import { decide } from "../dispute/decide.js";
import { rulesOfOtherCourse } from "./proof/changed-rules.js";
import type { CounterExample } from "./proof/counter-example.js";
import { proveMachine } from "./proof/prove-machine.js";
import { proveClocks, proveValues } from "./proof/prove-values.js";
import type { Rulebook } from "./rulebook.js";

/**
 * Proves the promise of exit for a rulebook: under it no dispute can be stuck or be kept open by one side, whatever may
 * be claimed can be paid, whatever is demanded can be met, and somebody may decide everything. The machine is explored
 * whole for every reason, also as categories and promises change it, by the very functions that run it.
 * @param deciding default `decide`; another only to see whether a fault in it is found
 * @returns null, or the first way to break a promise
 */
export function proveExit(rulebook: Rulebook, deciding: typeof decide = decide): CounterExample | null {
  const proof = exitProof(rulebook, deciding);
  for (;;) {
    const step = proof.next();
    if (step.done === true) return step.value;
  }
}

/** The same proof in steps, one for each rule, so that a process can do something else between two of them. */
export function* exitProof(
  rulebook: Rulebook,
  deciding: typeof decide = decide,
): Generator<undefined, CounterExample | null> {
  const broken = proveValues(rulebook);
  if (broken !== null) return broken;
  for (const rule of Object.values(rulebook.reasons)) {
    yield;
    const counterExample = proveMachine(rulebook, rule, deciding);
    if (counterExample !== null) return counterExample;
  }
  for (const { rule, name, path } of rulesOfOtherCourse(rulebook)) {
    yield;
    const found = proveMachine(rulebook, rule, deciding);
    if (found !== null)
      return { ...found, path: [path, ...found.path], message: `For ${name}: ${found.message}` };
  }
  return proveClocks(rulebook);
}
