import { EvidenceType } from "../../evidence/evidence-type.js";
import { isMoneyRemedy, RemedyKind } from "../../dispute/remedy.js";
import { compensationCeiling, refundCeiling } from "../../dispute/terms.js";
import { mayRuleOn } from "../authority.js";
import type { ReasonRule } from "../reason-rule.js";
import type { Rulebook } from "../rulebook.js";
import type { TimerRule } from "../timer-rule.js";
import { changedRules, type ChangedRule } from "./changed-rules.js";
import { ExitPromise, type CounterExample } from "./counter-example.js";
import { sampleLine } from "./sample-dispute.js";

/** The outer bounds of reference.md 3.10, in hours. */
const MERCHANT_HOURS = 15 * 24;
const PLATFORM_HOURS = 30 * 24;
/** A clock that runs for longer than a year is no exit. */
const LONGEST_CLOCK_HOURS = 366 * 24;
/** The largest amount that the platform keeps, in minor units. */
const LARGEST_MINOR = 10n ** 15n;
/** Stands for all currencies that a table does not name: ISO 4217's code for none. */
const UNNAMED_CURRENCY = "XXX";

/** What can be seen to be broken without any dispute: evidence, money, authority, sums of clocks. */
export function proveValues(rulebook: Rulebook): CounterExample | null {
  const rules = Object.values(rulebook.reasons);
  return (
    firstOf(rules, proveEvidence) ??
    firstOf(rules, (rule) => provePayable(rule, rulebook)) ??
    firstOf(rules, (rule) => proveMerchantTime(rule, rulebook)) ??
    firstOf(changedRules(rulebook), (changed) => proveChange(changed, rulebook)) ??
    provePlatformTime(rulebook) ??
    proveAuthority(rulebook)
  );
}

function firstOf<Item>(
  items: readonly Item[],
  prove: (item: Item) => CounterExample | null,
): CounterExample | null {
  for (const item of items) {
    const counterExample = prove(item);
    if (counterExample !== null) return counterExample;
  }
  return null;
}

/** What holds for the rule of a reason has to hold as well where a category or a promise changes it. */
function proveChange({ rule, change, path, name }: ChangedRule, rulebook: Rulebook): CounterExample | null {
  const found =
    (change.compensation === undefined ? null : provePayable(rule, rulebook)) ??
    (change.merchantResponseHours === undefined ? null : proveMerchantTime(rule, rulebook));
  if (found === null) return null;
  const part = found.promise === ExitPromise.REMEDY_PAYABLE ? "compensation" : "merchantResponseHours";
  return { ...found, path: [`${path}.${part}`], message: `For ${name}: ${found.message}` };
}

function proveEvidence(rule: ReasonRule): CounterExample | null {
  for (const side of ["merchantEvidence", "shopperEvidence"] as const) {
    const index = rule[side].findIndex(({ type }) => !Object.hasOwn(EvidenceType, type));
    const slot = rule[side][index];
    if (slot === undefined) continue;
    return {
      promise: ExitPromise.EVIDENCE_CAN_BE_MET,
      path: [`reasons.${rule.code}.${side}.${index}`],
      message: `Nobody can hand in ${slot.type}: there is no such type of evidence.`,
    };
  }
  return null;
}

/** The currencies that a reason's bounds name, and one for all others. */
function currenciesOf({ compensation }: ReasonRule): string[] {
  const bounds = [
    compensation !== null && "minimum" in compensation ? compensation.minimum : {},
    compensation !== null && "maximum" in compensation ? compensation.maximum : {},
  ];
  const named = bounds.flatMap((bound) => Object.keys(bound));
  return [...new Set(named), UNNAMED_CURRENCY];
}

function provePayable(rule: ReasonRule, rulebook: Rulebook): CounterExample | null {
  for (const [index, kind] of rule.remedies.entries()) {
    if (!isMoneyRemedy(kind)) continue;
    for (const currency of currenciesOf(rule)) {
      const caps = { lines: [sampleLine], rule, rulebook, currency };
      const ceiling =
        kind === RemedyKind.COMPENSATION
          ? compensationCeiling(sampleLine, sampleLine.paidMinor, caps)
          : refundCeiling(kind, sampleLine, rule);
      if (ceiling > 0n) continue;
      const which = currency === UNNAMED_CURRENCY ? "" : ` in ${currency}`;
      return {
        promise: ExitPromise.REMEDY_PAYABLE,
        path: [`reasons.${rule.code}.remedies.${index}`],
        message: `${kind} may be claimed for ${rule.code}, but its ceiling is 0 whatever was paid${which}.`,
      };
    }
  }
  return null;
}

function proveMerchantTime(rule: ReasonRule, { limits }: Rulebook): CounterExample | null {
  const once = Math.max(rule.merchantResponseHours, rule.merchantResponseHoursPerishable ?? 0);
  const extension = rule.merchantResponseExtensionHours;
  const hours = (once + extension) * (1 + limits.claimAmendments);
  if (hours <= MERCHANT_HOURS) return null;
  return {
    promise: ExitPromise.MERCHANT_IN_TIME,
    path: [`reasons.${rule.code}.merchantResponseHours`],
    message:
      `The merchant has ${once} hours and ${extension} by extension, which start again with each of ${limits.claimAmendments} amendments: ` +
      `${hours} hours in all, and at most ${MERCHANT_HOURS} are allowed.`,
  };
}

/** The platform's own clocks one after another at the slowest level, the appeal among them. */
function provePlatformTime({ timers }: Rulebook): CounterExample | null {
  const levels = [timers.decisionLevel1, timers.decisionLevel2, timers.decisionLevel3];
  const decision = Math.max(...levels.map(({ hours }) => hours));
  // A case is decided on twice at most: whether more must be heard, and then the ruling itself.
  const hours = timers.assignment.hours + 2 * decision + timers.appealDecision.hours;
  if (hours <= PLATFORM_HOURS) return null;
  return {
    promise: ExitPromise.PLATFORM_IN_TIME,
    path: ["timers.assignment", "timers.decisionLevel3", "timers.appealDecision"],
    message: `Assignment, review, ruling and appeal may take the platform ${hours} hours; at most ${PLATFORM_HOURS} are allowed.`,
  };
}

function proveAuthority(rulebook: Rulebook): CounterExample | null {
  const { authority } = rulebook;
  const falls = authority.findIndex((rule, index) => rule.level <= (authority[index - 1]?.level ?? 0));
  if (falls >= 0) {
    return {
      promise: ExitPromise.LEVEL_RISES,
      path: [`authority.${falls}.level`],
      message: "Each level must be higher than the one before it, or cases go round in circles.",
    };
  }
  const named = authority.flatMap(({ amounts }) => Object.keys(amounts));
  const uncovered = [...new Set([...named, UNNAMED_CURRENCY])].find(
    (currency) =>
      !authority.some(({ level }) => mayRuleOn(rulebook, level, { minor: LARGEST_MINOR, currency })),
  );
  if (uncovered === undefined) return null;
  return {
    promise: ExitPromise.AUTHORITY_COVERS,
    path: ["authority"],
    message: `Nobody may rule on a large amount of ${uncovered === UNNAMED_CURRENCY ? "a currency that is not named" : uncovered}.`,
  };
}

/** Every clock runs out within a year, those of statuses that no dispute can reach yet among them. */
export function proveClocks({ timers }: Pick<Rulebook, "timers">): CounterExample | null {
  const endless = Object.entries(timers).find(
    ([, { hours }]: [string, TimerRule]) => hours > LONGEST_CLOCK_HOURS,
  );
  if (endless === undefined) return null;
  return {
    promise: ExitPromise.TIMED_EXIT,
    path: [`timers.${endless[0]}.hours`],
    message: `The clock runs for more than a year: at most ${LONGEST_CLOCK_HOURS} hours are allowed.`,
  };
}
