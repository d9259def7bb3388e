import { memberPath, ProblemCollector, reject } from "../format/problem.js";
import type { QueueRule } from "../queue-rule.js";
import type { Rulebook } from "../rulebook.js";

/**
 * Checks that the reasons of each group exist.
 * @throws InvalidRulebookError
 */
export function checkReasonGroups({
  reasonGroups,
  reasons,
}: Pick<Rulebook, "reasonGroups" | "reasons">): void {
  const problems = new ProblemCollector();
  for (const [group, codes] of Object.entries(reasonGroups)) {
    codes.forEach((code, index) => {
      problems.check(() => {
        requireReason(`${memberPath("reasonGroups", group)}.${index}`, code, reasons);
      });
    });
  }
  problems.finish();
}

function requireReason(path: string, code: string, reasons: Rulebook["reasons"]): void {
  if (!Object.hasOwn(reasons, code)) reject(path, `there is no reason "${code}" in this rulebook.`);
}

/**
 * Checks that the queue names reasons that exist, and that a case which is overdue comes before every case that is not
 * and was queued later, whatever tier, amount or reason that one has.
 * @throws InvalidRulebookError
 */
export function checkQueue({ queue, reasons }: Pick<Rulebook, "queue" | "reasons">): void {
  const problems = new ProblemCollector();
  for (const code of Object.keys(queue.severityByReason)) {
    problems.check(() => {
      requireReason(memberPath("queue.severityByReason", code), code, reasons);
    });
  }
  problems.check(() => {
    const difference = largestDifference(queue);
    if (queue.overdue <= difference) {
      reject(
        "queue.overdue",
        `${queue.overdue} points let a fresh case come before an overdue one: the other weights differ by up to ${difference}. More than that is expected.`,
      );
    }
  });
  problems.finish();
}

/** By how many points two cases of the same age can differ, neither of them overdue. */
function largestDifference(queue: QueueRule): number {
  const severities = [queue.severity, ...Object.values(queue.severityByReason)];
  const tier = Math.max(0, ...Object.values(queue.tiers));
  const { amount, urgent, perishable, vulnerable, deadline } = queue;
  const most =
    Math.max(...severities) + amount.most + urgent + perishable + vulnerable + deadline.points + tier;
  return most - Math.min(...severities);
}
