import type { RemedyKind } from "../dispute/remedy.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import { CheckSeverity, type RulingCheck } from "../rulebook/ruling-rule.js";
import { rulingChecks, type CheckSubject } from "./ruling-checks.js";
import type { FaultShare, Finding } from "./ruling.js";

/** Something that a check found in a ruling. */
export interface Deficiency {
  readonly check: RulingCheck;
  readonly severity: Exclude<CheckSeverity, "OFF">;
  /** Code of the clause that the check rests on. */
  readonly clause: string;
  /** Positions of the findings or remedies that it is about, from 0; none where it is the whole. */
  readonly indexes: readonly number[];
}

/** What of a ruling is looked at; a draft may lack anything. */
export interface CheckedRuling {
  readonly findings: readonly Finding[];
  readonly reasons: string;
  readonly clauses: readonly string[];
  readonly faultShares: readonly FaultShare[];
  readonly remedies: readonly {
    readonly kind: RemedyKind;
    readonly orderLineId: string;
    /** Minor units; null where the author has not said it. */
    readonly amountMinor: bigint | null;
    /** None: as the rulebook has it. */
    readonly costBearers?: readonly FaultShare[];
  }[];
}

/** Everything that the checks of a rulebook find in a ruling, in the order of the rulebook. */
export function deficienciesOf(
  subject: CheckSubject,
  { rulingChecks: { checks, reasonsAtLeast } }: Pick<Rulebook, "rulingChecks">,
): Deficiency[] {
  return checks.flatMap(({ check, severity, clause }) => {
    if (severity === CheckSeverity.OFF) return [];
    const indexes = rulingChecks[check](subject, reasonsAtLeast);
    return indexes === null ? [] : [{ check, severity, clause, indexes }];
  });
}
