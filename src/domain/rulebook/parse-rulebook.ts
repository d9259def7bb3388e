import { parseAmount } from "../money.js";
import { parseReasonRule } from "./parse-reason-rule.js";
import {
  memberPath,
  readAmounts,
  readFields,
  readFilledList,
  readLocalisedText,
  readRecord,
} from "./read-value.js";
import { readText, readWholeNumber, reject } from "./read-value.js";
import type { AuthorityRule, Clause, ReasonRule, Rulebook, RulebookLimits } from "./rulebook.js";
import type { RulebookTimers, TimerRule } from "./rulebook.js";

type ClauseTable = Readonly<Record<string, Clause>>;

const rulebookFields = ["version", "title", "clauses", "reasons", "timers", "limits", "authority"] as const;
const timerNames = [
  "offer",
  "requestIntervention",
  "assignment",
  "evidence",
  "rebuttal",
  "proposal",
  "decisionLevel1",
  "decisionLevel2",
  "decisionLevel3",
  "appealWindow",
  "appealWindowUrgent",
  "appealDecision",
  "reopening",
  "finance",
  "suspensionReview",
  "payment",
  "shipReturn",
  "inspectReturn",
  "shipReplacement",
  "repair",
  "otherAct",
  "performanceReview",
] as const satisfies readonly (keyof RulebookTimers)[];
const versionPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a rulebook from JSON and checks all of it: shape, enum values, amounts, references to
 * clauses, and that rules do not contradict one another.
 * @throws InvalidRulebookError naming the path of the first value at fault
 */
export function parseRulebook(value: unknown): Rulebook {
  const fields = readFields(value, "", rulebookFields);
  const version = readText(fields.version, "version");
  if (!versionPattern.test(version)) {
    reject("version", `at most 64 letters, digits, ".", "_" and "-" are expected, such as 2026-11.`);
  }
  const clauses = parseClauses(fields.clauses);
  return {
    version,
    title: readLocalisedText(fields.title, "title"),
    clauses,
    reasons: parseReasons(fields.reasons, clauses),
    timers: parseTimers(fields.timers, clauses),
    limits: parseLimits(fields.limits),
    authority: parseAuthority(fields.authority),
  };
}

function checkCode(code: string, key: string, path: string): void {
  if (code !== key) reject(memberPath(path, "code"), `it must be "${key}", the name that it stands under.`);
}

function parseClauses(value: unknown): ClauseTable {
  const entries = Object.entries(readRecord(value, "clauses")).map(([key, clause]): [string, Clause] => {
    const path = memberPath("clauses", key);
    const fields = readFields(clause, path, ["code", "title", "text"]);
    const code = readText(fields.code, memberPath(path, "code"));
    checkCode(code, key, path);
    const title = readLocalisedText(fields.title, memberPath(path, "title"));
    return [code, { code, title, text: readLocalisedText(fields.text, memberPath(path, "text")) }];
  });
  return tableOf(entries);
}

/**
 * A table without a prototype: codes come from clients, and a lookup of "constructor" must find nothing.
 */
function tableOf<Entry>(entries: readonly (readonly [string, Entry])[]): Readonly<Record<string, Entry>> {
  return Object.assign(Object.create(null) as Record<string, Entry>, Object.fromEntries(entries));
}

function readClauseCode(value: unknown, path: string, clauses: ClauseTable): string {
  const code = readText(value, path);
  if (!Object.hasOwn(clauses, code)) reject(path, `there is no clause "${code}" in this rulebook.`);
  return code;
}

function parseReasons(value: unknown, clauses: ClauseTable): Rulebook["reasons"] {
  const entries = Object.entries(readRecord(value, "reasons")).map(([key, reason]): [string, ReasonRule] => {
    const path = memberPath("reasons", key);
    const rule = parseReasonRule(reason, path);
    checkCode(rule.code, key, path);
    readClauseCode(rule.clause, memberPath(path, "clause"), clauses);
    return [key, rule];
  });
  if (entries.length === 0) reject("reasons", "there must be at least one reason.");
  return tableOf(entries);
}

function parseTimers(value: unknown, clauses: ClauseTable): RulebookTimers {
  const fields = readFields(value, "timers", timerNames);
  const parseTimer = (name: keyof RulebookTimers): TimerRule => {
    const path = memberPath("timers", name);
    const { hours, clause } = readFields(fields[name], path, ["hours", "clause"]);
    return {
      hours: readWholeNumber(hours, memberPath(path, "hours"), 1),
      clause: readClauseCode(clause, memberPath(path, "clause"), clauses),
    };
  };
  return Object.fromEntries(timerNames.map((name) => [name, parseTimer(name)])) as unknown as RulebookTimers;
}

function parseLimits(value: unknown): RulebookLimits {
  const fields = readFields(value, "limits", [
    "claimAmendments",
    "attemptsPerLine",
    "compensationBasisPoints",
  ]);
  return {
    claimAmendments: readWholeNumber(fields.claimAmendments, "limits.claimAmendments", 0),
    attemptsPerLine: readWholeNumber(fields.attemptsPerLine, "limits.attemptsPerLine", 1),
    compensationBasisPoints: readWholeNumber(
      fields.compensationBasisPoints,
      "limits.compensationBasisPoints",
      0,
    ),
  };
}

const levels = [1, 2, 3] as const;

function parseAuthority(value: unknown): readonly AuthorityRule[] {
  const rules = readFilledList(value, "authority", (rule, path): AuthorityRule => {
    const fields = readFields(rule, path, ["level", "amounts"]);
    const level = levels.find((each) => each === fields.level);
    if (level === undefined) reject(memberPath(path, "level"), "1, 2 or 3 is expected.");
    return { level, amounts: readAmounts(fields.amounts, memberPath(path, "amounts")) };
  });
  if (rules.length !== levels.length || !rules.every((rule, index) => rule.level === levels[index])) {
    reject("authority", "levels 1, 2 and 3 are expected, each once and in this order.");
  }
  if (Object.keys(rules[2]?.amounts ?? {}).length > 0) {
    reject("authority.2.amounts", "the highest level has no bound, so it must be empty.");
  }
  checkAuthorityRises(rules[0].amounts, rules[1]?.amounts ?? {});
  return rules;
}

function checkAuthorityRises(lower: AuthorityRule["amounts"], upper: AuthorityRule["amounts"]): void {
  for (const [currency, amount] of Object.entries(lower)) {
    const path = memberPath("authority.1.amounts", currency);
    const above =
      upper[currency] ?? reject(path, "level 1 names this currency, so level 2 must name it too.");
    if (parseAmount(above, currency).minor < parseAmount(amount, currency).minor) {
      reject(path, "level 2 may not have less authority than level 1.");
    }
  }
}
