import { parseRulebook } from "../../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { statusAt, type RulebookStatus, type RulebookVersion } from "../../domain/rulebook/version.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/** What the compiler delivers for the fields that the domain works out; see the read map. */
interface RulebookSource {
  readonly $status: RulebookVersion["status"];
  readonly $effectiveAt: string | null;
  readonly $effectiveUntil: string | null;
  readonly $document: unknown;
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** The status of a version by the platform's clock. */
export function adviseRulebookStatus({ clock }: UseCaseContext, source: ReadObject): RulebookStatus {
  const { $status, $effectiveAt, $effectiveUntil } = source as unknown as RulebookSource;
  const range = { effectiveAt: instantOf($effectiveAt), effectiveUntil: instantOf($effectiveUntil) };
  return statusAt({ status: $status, ...range }, clock.now());
}

/** What a version says. */
export function adviseRulebookContent(_context: UseCaseContext, source: ReadObject): Rulebook {
  return parseRulebook((source as unknown as RulebookSource).$document);
}
