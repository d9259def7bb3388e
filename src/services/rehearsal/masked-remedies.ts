import type { RemedyKind } from "../../domain/dispute/remedy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { parseAmount } from "../../domain/money.js";
import type { RecordedCase } from "../../domain/rehearsal/masked-case.js";
import type { ComparableRuling } from "../../domain/rehearsal/score-rehearsal.js";

/** Most remedies of one masked case. */
const MAXIMUM_REMEDIES = 50;

/** A remedy in a masked case. */
export interface MaskedRemedy {
  readonly kind: RemedyKind;
  /** Number of the line in the masked case. */
  readonly line: number;
  /** Decimal string in major units; null for acts. */
  readonly amount: string | null;
}

/**
 * Reads the remedies that somebody would order in a masked case.
 * @throws RefusedError VALIDATION for a line that the case does not have, or too many; INVALID_AMOUNT
 */
export function readRemedies(
  remedies: readonly MaskedRemedy[],
  { lines, currency }: Pick<RecordedCase, "currency" | "lines">,
): ComparableRuling["remedies"] {
  if (remedies.length > MAXIMUM_REMEDIES) {
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_REMEDIES} remedies.`, { field: ["remedies"] });
  }
  return remedies.map(({ kind, line, amount }, index) => {
    const field = ["remedies", String(index)];
    if (line < 1 || line > lines.length) {
      refuse(ErrorCode.VALIDATION, `The lines of the case are 1 to ${lines.length}; this is none of them.`, {
        field: [...field, "line"],
      });
    }
    const amountMinor = amount === null ? 0n : parseAmount(amount, currency, [...field, "amount"]).minor;
    return { kind, line, amountMinor };
  });
}
