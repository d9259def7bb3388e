import { DateTime, IANAZone } from "luxon";
import { Side, type Viewer } from "../../domain/access/viewer.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import { totalOf } from "../../domain/dispute/remedy.js";
import { requirements, type CaseRecords, type Requirement } from "../../domain/dispute/requirements.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { evidenceTypesInChinese } from "../../domain/evidence/evidence-types-in-chinese.js";
import type { MacroValues } from "../../domain/macro/macro-template.js";
import { formatAmount } from "../../domain/money.js";
import { EvidenceLevel } from "../../domain/rulebook/evidence-slot.js";
import type { ReasonRule } from "../../domain/rulebook/reason-rule.js";
import { TextLanguage } from "../../domain/text-language.js";
import type { CaseNames } from "../../persistence/macro.store.js";

/** In what language a macro speaks, and by which clock. */
export interface MacroVoice {
  readonly language: TextLanguage;
  /** IANA name of the time zone that instants are told in. */
  readonly timeZone: string;
}

/** Refuses a time zone that there is not. @throws RefusedError VALIDATION */
export function requireZone(timeZone: string): void {
  if (IANAZone.isValidZone(timeZone)) return;
  refuse(ErrorCode.VALIDATION, "A time zone is an IANA name such as Asia/Shanghai.", { field: ["timeZone"] });
}

const words = {
  EN: { noDeadline: "no deadline", noMediator: "not assigned yet", nothing: "- nothing" },
  ZH: { noDeadline: "无期限", noMediator: "尚未指定", nothing: "- 无" },
} as const satisfies Record<TextLanguage, object>;

/** What a dispute puts in the place of each variable, as far as whoever sends it may know. */
export function macroValues(
  {
    dispute,
    names,
    rule,
    records,
  }: {
    readonly dispute: Dispute;
    readonly names: CaseNames;
    readonly rule: ReasonRule;
    readonly records: CaseRecords;
  },
  { viewer, voice }: { readonly viewer: Viewer; readonly voice: MacroVoice },
): MacroValues {
  const { currency, deadlineAt, number } = dispute;
  const checklist = requirements(dispute, rule, { records, viewer });
  const missing = (side: Side) =>
    missingOf(
      checklist.filter((line) => line.side === side),
      voice.language,
    );
  const known = words[voice.language];
  return {
    CLAIMED_AMOUNT: `${grouped(formatAmount({ minor: totalOf(dispute.claim.items), currency }))} ${currency}`,
    DEADLINE: deadlineAt === null ? known.noDeadline : instantIn(deadlineAt, voice),
    DISPUTE_NUMBER: number,
    MEDIATOR_NAME: names.mediator ?? known.noMediator,
    MERCHANT_NAME: oneLine(names.merchant),
    MERCHANT_REQUIREMENTS: missing(Side.MERCHANT),
    ORDER_REFERENCE: oneLine(names.order),
    SHOPPER_NAME: oneLine(names.shopper),
    SHOPPER_REQUIREMENTS: missing(Side.SHOPPER),
  };
}

/** Names and references come from outside; one that holds line breaks would look like a paragraph of the platform's. */
function oneLine(name: string): string {
  return name.replaceAll(/\s+/gu, " ");
}

/** 1234567.50 as 1,234,567.50, in English and in Chinese alike. */
function grouped(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function instantIn(instant: Date, { language, timeZone }: MacroVoice): string {
  const local = DateTime.fromJSDate(instant, { zone: timeZone });
  const text = local.toFormat(language === TextLanguage.EN ? "yyyy-MM-dd HH:mm" : "yyyy年M月d日 HH:mm");
  return `${text} (${timeZone})`;
}

function missingOf(lines: readonly Requirement[], language: TextLanguage): string {
  const asked = lines.filter(
    ({ level, requested, satisfied, waived }) =>
      !satisfied && !waived && (requested || level !== EvidenceLevel.OPTIONAL),
  );
  const nameOf = ({ slot }: Requirement): string =>
    language === TextLanguage.ZH ? evidenceTypesInChinese[slot] : slot.toLowerCase().replaceAll("_", " ");
  return asked.map((line) => `- ${nameOf(line)}`).join("\n") || words[language].nothing;
}
