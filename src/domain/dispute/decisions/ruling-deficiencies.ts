import { ErrorCode, refuse } from "../../errors.js";
import { CheckSeverity } from "../../rulebook/ruling-rule.js";
import { deficienciesOf, type Deficiency } from "../../ruling/deficiency.js";
import type { CommandInputs } from "../command.js";
import type { DecisionContext } from "../decision.js";
import type { Dispute } from "../dispute.js";

type RulingInput = CommandInputs["ISSUE_RULING"];

/** What the checks of the rulebook find in a ruling as it would be issued. @param context with the rule that is ruled on */
export function deficienciesIn(
  dispute: Dispute,
  ruling: RulingInput,
  { rule, rulebook, recommend }: DecisionContext,
): Deficiency[] {
  return deficienciesOf({ ruling, dispute, rule, recommendation: recommend?.(rule) ?? null }, rulebook);
}

/**
 * What is kept of it with the ruling.
 * @throws RefusedError RULING_DEFICIENT where the rulebook lets none of it pass, with all of it
 */
export function keptDeficiencies(
  dispute: Dispute,
  ruling: RulingInput,
  context: DecisionContext,
): readonly Deficiency[] {
  const found = deficienciesIn(dispute, ruling, context);
  const blocking = found.filter(({ severity }) => severity === CheckSeverity.BLOCKING);
  if (blocking.length === 0) return found;
  refuse(
    ErrorCode.RULING_DEFICIENT,
    `The rulebook lets no such ruling pass: ${blocking.map(({ check, clause }) => `${check} (${clause})`).join(", ")}. Mend it and ` +
      "issue it again; previewRuling shows whether anything is left.",
    { details: { deficiencies: blocking.map(({ check }) => check) } },
  );
}
