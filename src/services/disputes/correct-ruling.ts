import type { CommandInputs } from "../../domain/dispute/command.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { parseAmount } from "../../domain/money.js";
import { RulingPart } from "../../domain/ruling/correction.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { CheckKeeper } from "../conflict/check-conflict.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { withRulingAuthor } from "./with-ruling-author.js";

type TextCorrection = CommandInputs["CORRECT_RULING"]["texts"][number];

/** What was a slip, and what should stand there. */
export interface CorrectRulingInput extends DisputeMutation {
  readonly reason: string;
  readonly texts: readonly TextCorrection[];
  readonly amounts: readonly {
    /** Of the remedy, from 0. */
    readonly position: number;
    /** Decimal string in major units. */
    readonly amount: string;
  }[];
}

/** More corrections than these are no slips. */
const MAXIMUM_CORRECTIONS = 100;

/**
 * Whoever ruled, or who stands in for that one, corrects slips of the pen and of arithmetic; what was ruled stays. A new
 * version is kept beside what was served. A corrected amount can be appealed again, and what was owed by the wrong one is
 * superseded in the same transaction.
 * @throws RefusedError NOT_A_SLIP for what would change what was ruled, FORBIDDEN for who neither ruled nor stands in,
 *   WINDOW_CLOSED when the time to correct is over, STATE_CONFLICT where the amounts were appealed against or performed,
 *   AMOUNT_TOO_HIGH, AUTHORITY_EXCEEDED and FOUR_EYES_REQUIRED for amounts that could not have been ordered,
 *   CONFLICT_OF_INTEREST for who stands in, VALIDATION, INVALID_AMOUNT, INVALID_TEXT, and as `advanceDispute`
 */
export async function correctRuling(
  context: UseCaseContext,
  input: CorrectRulingInput,
): Promise<DisputeChange> {
  if (input.texts.length + input.amounts.length > MAXIMUM_CORRECTIONS)
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_CORRECTIONS} texts and amounts are corrected at once.`);
  const reason = cleanText(input.reason, {
    field: ["reason"],
    maximum: TextLimit.REASON,
    multiline: true,
  });
  const texts = input.texts.map(cleanCorrection);
  const keeper = new CheckKeeper();
  return keeper.keeping(context, () =>
    advanceDispute(context, {
      mutation: "correctRuling",
      input,
      prepare: (tx, about) => withRulingAuthor(tx, context, { act: "CORRECT_RULING", keeper, ...about }),
      command: ({ dispute: { currency } }) => ({
        action: "CORRECT_RULING",
        ...{ reason, texts },
        amounts: input.amounts.map(({ position, amount }, index) => ({
          position,
          amountMinor: parseAmount(amount, currency, ["amounts", String(index), "amount"]).minor,
        })),
      }),
    }),
  );
}

function cleanCorrection({ part, position, text }: TextCorrection, index: number): TextCorrection {
  const maximum = part === RulingPart.REASONS ? TextLimit.REASONS : TextLimit.FINDING;
  const field = ["texts", String(index), "text"];
  return { part, position, text: cleanText(text, { field, maximum, multiline: true }) };
}
