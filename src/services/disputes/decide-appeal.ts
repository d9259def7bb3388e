import type { DecisionContext } from "../../domain/dispute/decision.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { appealableOf } from "../../domain/dispute/inadmissibility.js";
import type { EvidenceDemand } from "../../domain/evidence/dispute-evidence.js";
import type { AppealOutcome } from "../../domain/ruling/appeal.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { lockMediator, readMediator, readOwnActs } from "../../persistence/mediator.store.js";
import { CheckKeeper } from "../conflict/check-conflict.js";
import { withEvidence } from "../evidence/with-evidence.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { rulingCommand, withRecommendation, type RulingContent } from "../ruling/ruling-content.js";

/** Who hears a remitted case, and what is asked of the sides. */
export interface Remittal {
  /** UUID. */
  readonly mediatorId: string;
  readonly text: string;
  readonly demands: readonly EvidenceDemand[];
}

/** The decision of the second instance. */
export interface DecideAppealInput extends DisputeMutation {
  readonly outcome: AppealOutcome;
  readonly reasons: string;
  /** The ruling in the place of the first, where the outcome is VARIED or REVERSED; else null. */
  readonly ruling: RulingContent | null;
  /** Where the outcome is REMITTED; else null. */
  readonly remittal: Remittal | null;
}

/**
 * A senior who had no part in the case, and has no conflict of interest, decides all appeals against its ruling, or against the declaration that it is
 * inadmissible; transition 28. Whoever decides takes the
 * appeal by that: of two who decide at once the second is told that it is decided.
 * @throws RefusedError CONFLICT_OF_INTEREST for the author, whoever had a part in the case, and a successor who had,
 *   AUTHORITY_EXCEEDED below the level that the rulebook asks for, STATE_CONFLICT before both sides are heard, ATTEMPT_LIMIT
 *   for a second remittal, VALIDATION for a ruling or remittal that does not go with the outcome, and as `issueRuling`
 */
export async function decideAppeal(
  context: UseCaseContext,
  input: DecideAppealInput,
): Promise<DisputeChange> {
  const reasons = cleanText(input.reasons, {
    field: ["reasons"],
    maximum: TextLimit.REASONS,
    multiline: true,
  });
  const rule = input.ruling === null ? null : rulingCommand(input.ruling);
  const { outcome } = input;
  const remittal = input.remittal === null ? null : cleanRemittal(input.remittal);
  const keeper = new CheckKeeper();
  return keeper.keeping(context, () =>
    advanceDispute(context, {
      mutation: "decideAppeal",
      input,
      command: (about) => ({
        action: "DECIDE_APPEAL",
        ...{ outcome, reasons, remittal },
        ruling: rule?.(about) ?? null,
      }),
      prepare: (tx, about) =>
        asSecondInstance(tx, about, {
          input,
          check: (concerned) => keeper.prepare(tx, context, { act: "DECIDE_APPEAL", ...concerned }),
        }),
    }),
  );
}

function cleanRemittal({ text, demands }: Remittal): Pick<Remittal, "text" | "demands"> {
  const rule = { field: ["remittal", "text"], maximum: TextLimit.MESSAGE, multiline: true };
  return { text: cleanText(text, rule), demands };
}

type About = { readonly dispute: Dispute; readonly deciding: DecisionContext };

/** Looks for conflicts of interest of the mediator in the context, and stores what it found. */
type Check = (about: About) => Promise<DecisionContext>;

async function asSecondInstance(
  tx: Tx,
  about: About,
  { input: { ruling, remittal }, check }: { readonly input: DecideAppealInput; readonly check: Check },
): Promise<DecisionContext> {
  const { dispute } = about;
  const deciding = await check(about);
  const first = appealableOf(dispute);
  // Acts in the appeal itself, such as admitting what is new, are no part in the first instance.
  const ownActs = await readOwnActs(tx, dispute.id, {
    by: deciding.viewer.id,
    untilRuled: true,
  });
  const author = first === null ? null : await readMediator(tx, first.mediatorId, deciding.now);
  const successor =
    remittal === null ? null : await successorFor(tx, about, { mediatorId: remittal.mediatorId, check });
  const secondInstance = { ownActs, authorLevel: author?.level ?? null, successor };
  const prepared = await prepare(
    tx,
    { dispute, deciding },
    { rules: ruling !== null, remits: remittal !== null },
  );
  return { ...prepared, secondInstance };
}

function prepare(
  tx: Tx,
  about: About,
  { rules, remits }: { readonly rules: boolean; readonly remits: boolean },
): Promise<DecisionContext> {
  if (rules) return withRecommendation(tx, about);
  return remits ? withEvidence(tx, about) : Promise.resolve(about.deciding);
}

async function successorFor(
  tx: Tx,
  { dispute, deciding }: About,
  { mediatorId, check }: { readonly mediatorId: string; readonly check: Check },
) {
  await lockMediator(tx, mediatorId);
  const mediator = await readMediator(tx, mediatorId, deciding.now);
  if (mediator === null) return null;
  const { conflicts } = await check({ dispute, deciding: { ...deciding, mediator } });
  const ownActs = await readOwnActs(tx, dispute.id, { by: mediatorId, untilRuled: false });
  return { mediator, ownActs, conflicts };
}
