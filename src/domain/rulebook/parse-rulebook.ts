import { checkReferences } from "./checks/references.js";
import { checkReason } from "./checks/reason.js";
import { checkAuthority, checkEscalation, checkFreightMatrix } from "./checks/platform.js";
import { checkQueue, checkReasonGroups } from "./checks/queue.js";
import { checkConditions } from "./checks/conditions.js";
import { checkOverrides } from "./checks/overrides.js";
import { checkRulingChecks } from "./checks/ruling-checks.js";
import type { ConditionLanguage } from "./condition.js";
import { memberPath, ProblemCollector } from "./format/problem.js";
import { rulebookFormat } from "./format/rulebook-format.js";
import type { Rulebook } from "./rulebook.js";

/**
 * Reads a rulebook from JSON and checks all of it: shape, enum values, amounts, references to clauses, and that rules
 * do not contradict one another. The shape is reported first; what it means is looked at once it is right.
 * @param conditions checks the conditions too; default: they are taken as they are, as of stored versions
 * @throws InvalidRulebookError naming every value at fault
 */
export function parseRulebook(value: unknown, conditions?: ConditionLanguage): Rulebook {
  const rulebook = rulebookFormat.read(value, "");
  const problems = new ProblemCollector();
  problems.check(() => {
    checkReferences(rulebook);
  });
  for (const [code, rule] of Object.entries(rulebook.reasons)) {
    problems.check(() => {
      checkReason(rule, memberPath("reasons", code), rulebook);
    });
  }
  problems.check(() => {
    checkAuthority(rulebook.authority);
  });
  problems.check(() => {
    checkEscalation(rulebook.escalation);
  });
  problems.check(() => {
    checkFreightMatrix(rulebook);
  });
  problems.check(() => {
    checkOverrides(rulebook);
  });
  problems.check(() => {
    checkReasonGroups(rulebook);
  });
  problems.check(() => {
    checkQueue(rulebook);
  });
  problems.check(() => {
    checkRulingChecks(rulebook);
  });
  if (conditions !== undefined) {
    problems.check(() => {
      checkConditions(rulebook, conditions);
    });
  }
  problems.finish();
  return rulebook;
}
