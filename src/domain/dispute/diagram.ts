import { DisputeStatus } from "./dispute.js";
import { targetsOf } from "./judge.js";
import { PREVIOUS } from "./transition.js";
import { transitions } from "./transitions.js";

/**
 * The transition table as a Mermaid state diagram, for the docs. Actions that stay in a status are
 * left out; "(later)" marks what the platform does not offer yet.
 */
export function stateDiagram(): string {
  const edges = transitions.flatMap((row) => {
    const sources = row.from.length === 0 ? [null] : row.from;
    return sources.flatMap((from) => {
      const resumed = row.to.includes(PREVIOUS) ? [DisputeStatus.IN_REVIEW] : [];
      const targets = [
        ...targetsOf(row, from === null ? null : { status: from, suspendedFrom: null }),
        ...resumed,
      ];
      return targets
        .filter((to) => to !== from)
        .map((to) => edge(from, to, row.offered ? row.action : `${row.action} (later)`));
    });
  });
  return ["stateDiagram-v2", ...new Set(edges), `  ${DisputeStatus.CLOSED} --> [*]`, ""].join("\n");
}

function edge(from: DisputeStatus | null, to: DisputeStatus, label: string): string {
  return `  ${from ?? "[*]"} --> ${to}: ${label}`;
}
