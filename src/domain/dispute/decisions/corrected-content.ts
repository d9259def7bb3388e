import { ErrorCode, refuse } from "../../errors.js";
import { formatAmount } from "../../money.js";
import { recompute } from "../../rulebook/compensation.js";
import {
  changedCharacters,
  RulingPart,
  type CorrectedContent,
  type RulingChange,
} from "../../ruling/correction.js";
import type { RuledRemedy, Ruling } from "../../ruling/ruling.js";
import type { CommandInputs } from "../command.js";
import type { DecisionContext } from "../decision.js";
import type { Dispute } from "../dispute.js";
import { isMoneyRemedy, RemedyKind } from "../remedy.js";
import { rulingOf } from "./appeal.js";

type CorrectionInput = CommandInputs["CORRECT_RULING"];
type TextInput = CorrectionInput["texts"][number];
type AmountInput = CorrectionInput["amounts"][number];

/** What a ruling says once it is corrected. */
export interface Corrected {
  readonly content: CorrectedContent;
  readonly changes: readonly RulingChange[];
  /** UUIDs of the order lines of which an amount changes. */
  readonly lines: ReadonlySet<string>;
}

/**
 * A ruling with its slips corrected.
 * @throws RefusedError VALIDATION for what names nothing, something twice, nothing of the ruling, or what it says already;
 *   NOT_A_SLIP for what would change what was ruled
 */
export function correctedContent(
  dispute: Dispute,
  input: CorrectionInput,
  { rulebook }: Pick<DecisionContext, "rulebook">,
): Corrected {
  requireOnce(input);
  const ruling = rulingOf(dispute);
  const { findings, conclusions, reasons } = ruling;
  const texts = input.texts.map((text, index) => {
    const field = ["texts", String(index)];
    const before = textOf(ruling, text, field);
    requireSlip({ before, after: text.text, most: rulebook.corrections.textCharacters, field });
    return { path: pathOf(text), before, after: text.text };
  });
  const amounts = input.amounts.map((amount, index) =>
    amountChange(dispute, amount, ["amounts", String(index)]),
  );
  const saying = new Map([...texts].map(({ path, after }) => [path, after]));
  const amountAt = new Map(input.amounts.map(({ position, amountMinor }) => [position, amountMinor]));
  return {
    content: {
      findings: findings.map((finding, at) => ({
        ...finding,
        text: saying.get(`findings.${at}.text`) ?? finding.text,
      })),
      conclusions: conclusions.map((conclusion, at) => ({
        ...conclusion,
        text: saying.get(`conclusions.${at}.text`) ?? conclusion.text,
      })),
      reasons: saying.get("reasons") ?? reasons,
      remedies: ruling.remedies.map((remedy, at) => ({
        ...remedy,
        amountMinor: amountAt.get(at) ?? remedy.amountMinor,
      })),
    },
    changes: [...texts, ...amounts],
    lines: new Set(input.amounts.flatMap(({ position }) => ruling.remedies[position]?.orderLineId ?? [])),
  };
}

function pathOf({ part, position }: Pick<TextInput, "part" | "position">): string {
  switch (part) {
    case RulingPart.FINDING:
      return `findings.${String(position)}.text`;
    case RulingPart.CONCLUSION:
      return `conclusions.${String(position)}.text`;
    case RulingPart.REASONS:
      return "reasons";
  }
}

function requireOnce({ texts, amounts }: CorrectionInput): void {
  if (texts.length + amounts.length === 0)
    refuse(ErrorCode.VALIDATION, "Name at least one text or amount to correct.");
  const named = [...texts.map(pathOf), ...amounts.map(({ position }) => `remedies.${position}.amount`)];
  if (new Set(named).size === named.length) return;
  refuse(ErrorCode.VALIDATION, "Each text and each amount is corrected once.");
}

/** What a ruling says in one place. @throws RefusedError VALIDATION where it has no such place */
function textOf(ruling: Ruling, { part, position }: TextInput, field: readonly string[]): string {
  if (part === RulingPart.REASONS) {
    if (position === null) return ruling.reasons;
    refuse(ErrorCode.VALIDATION, "A ruling has its reasons once. Leave the position out.", {
      field: [...field, "position"],
    });
  }
  const places = part === RulingPart.FINDING ? ruling.findings : ruling.conclusions;
  const place = position === null ? undefined : places[position];
  if (place === undefined)
    refuse(ErrorCode.VALIDATION, `They are numbered from 0 to ${places.length - 1} here.`, {
      field: [...field, "position"],
    });
  if (place.text !== null) return place.text;
  refuse(ErrorCode.VALIDATION, "This conclusion has no text of its own: the reasons say it.", { field });
}

const appealInstead = "What was ruled changes by an appeal alone.";

function requireSlip({
  before,
  after,
  most,
  field,
}: {
  readonly before: string;
  readonly after: string;
  readonly most: number;
  readonly field: readonly string[];
}): void {
  if (before === after) refuse(ErrorCode.VALIDATION, "The ruling says this already.", { field });
  const changed = changedCharacters(before, after);
  if (changed <= most) return;
  refuse(
    ErrorCode.NOT_A_SLIP,
    `A slip of the pen touches at most ${most} characters of a text; this touches ${changed}. ${appealInstead}`,
    { field: [...field, "text"], details: { most, changed } },
  );
}

/** An amount that does not follow from its own formula becomes what follows from it, and nothing else. */
function amountChange(
  dispute: Dispute,
  { position, amountMinor }: AmountInput,
  field: readonly string[],
): RulingChange {
  const ruling = rulingOf(dispute);
  const remedy = ruling.remedies[position];
  if (remedy === undefined || !isMoneyRemedy(remedy.kind))
    refuse(
      ErrorCode.VALIDATION,
      "The ruling orders no amount there. Positions count from 0 in ruledRemedies.",
      {
        field: [...field, "position"],
      },
    );
  const shown = (minor: bigint) => formatAmount({ minor, currency: dispute.currency });
  const given = givenByFormula(remedy);
  const meant = whyMeant(ruling, remedy, { given, amountMinor });
  if (meant !== null) {
    refuse(ErrorCode.NOT_A_SLIP, `${meant} ${appealInstead} The ground is CALCULATION_ERROR.`, {
      field: [...field, "amount"],
      details: { ordered: shown(remedy.amountMinor), byFormula: given === null ? null : shown(given) },
    });
  }
  if (given === remedy.amountMinor)
    refuse(ErrorCode.VALIDATION, "This is what the ruling orders already.", { field });
  return {
    path: `remedies.${position}.amount`,
    before: shown(remedy.amountMinor),
    after: shown(amountMinor),
  };
}

/** What the formula of a remedy gives, worked out from its trace; null where the amount was weighed and not worked out. */
function givenByFormula({ kind, formulaTrace }: RuledRemedy): bigint | null {
  return formulaTrace === null || kind === RemedyKind.PARTIAL_REFUND ? null : recompute(formulaTrace);
}

/** Why an amount is no slip of arithmetic, or not corrected by this one; null where it is. */
function whyMeant(
  ruling: Ruling,
  remedy: RuledRemedy,
  { given, amountMinor }: { readonly given: bigint | null; readonly amountMinor: bigint },
): string | null {
  if (given === null) return "This amount was weighed, and not worked out by a formula.";
  if (isDeliberate(ruling, remedy))
    return "The author knew another amount was recommended and said why this one is ordered, so it was meant.";
  return given === amountMinor ? null : "An amount is corrected to exactly what its own formula gives.";
}

/** Whether the author was told of another amount and said why it is not that: then it was meant. */
function isDeliberate(
  { recommended, divergenceReason }: Ruling,
  { kind, orderLineId, amountMinor }: RuledRemedy,
): boolean {
  return (
    divergenceReason !== null &&
    (recommended?.remedies ?? []).some(
      (advised) =>
        advised.kind === kind &&
        advised.orderLineId === orderLineId &&
        advised.amountMinor !== null &&
        advised.amountMinor !== amountMinor,
    )
  );
}
