import type { InadmissibilityGround } from "../../domain/dispute/inadmissibility.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { CheckKeeper } from "../conflict/check-conflict.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why the platform may not decide. */
export interface DeclareInadmissibleInput extends DisputeMutation {
  readonly ground: InadmissibilityGround;
  /** What it rests on; both sides read it. */
  readonly statement: string;
  /** Code of the clause. */
  readonly clause: string;
}

/**
 * The mediator of the case, or a senior while nobody has it, finds that the platform may not decide; transition 15. It
 * closes the dispute, and either side can appeal in time. The check for conflicts of interest is stored.
 * @throws RefusedError UNKNOWN_CLAUSE, CONFLICT_OF_INTEREST, INVALID_TEXT, STATE_CONFLICT while the mediator is
 *   challenged, and as `advanceDispute`
 */
export async function declareInadmissible(
  context: UseCaseContext,
  input: DeclareInadmissibleInput,
): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement = cleanText(input.statement, rule);
  const { ground, clause } = input;
  const keeper = new CheckKeeper();
  return keeper.keeping(context, () =>
    advanceDispute(context, {
      mutation: "declareInadmissible",
      input,
      prepare: (tx, about) => keeper.prepare(tx, context, { act: "DECLARE_INADMISSIBLE", ...about }),
      command: () => ({ action: "DECLARE_INADMISSIBLE", ground, statement, clause }),
    }),
  );
}
