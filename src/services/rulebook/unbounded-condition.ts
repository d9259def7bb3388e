import type { ASTNode } from "@marcbachmann/cel-js";

/** A part of a condition that could take for ever or more memory than there is, and where it begins. */
export interface UnboundedPart {
  readonly message: string;
  /** Offset in the condition, from 0. */
  readonly at: number;
}

/** They go once over a list that a fact of the case holds. */
const loops = new Set(["all", "exists", "exists_one", "filter"]);
/** With them a list or a text can be doubled again and again. */
const builders = new Set(["bind", "map"]);

/**
 * Finds what a condition may not do although the language can: a thousand characters are enough for loops in loops that
 * outlast everybody, for a pattern that never ends and for a text that fills the memory, and a condition is worked out
 * in the middle of answering somebody.
 * @returns null if the condition is worked out in a time that the case sets: its length times that of a list of facts
 */
export function unboundedPart(condition: ASTNode): UnboundedPart | null {
  return within(condition, false);
}

function within(node: ASTNode, inLoop: boolean): UnboundedPart | null {
  const message = node.op === "rcall" ? refusedCall(node.args, inLoop) : null;
  if (message !== null) return { message, at: node.range.start };
  const loop = inLoop || (node.op === "rcall" && loops.has(node.args[0]));
  for (const part of partsOf(node.args)) {
    const found = within(part, loop);
    if (found !== null) return found;
  }
  return null;
}

function refusedCall([name, receiver]: readonly [string, ASTNode, ...unknown[]], inLoop: boolean) {
  if (name === "matches")
    return "patterns are not offered; compare with ==, in, startsWith, endsWith or contains.";
  if (builders.has(name)) return `${name} is not offered; ask with exists or all.`;
  if (!loops.has(name)) return null;
  if (inLoop) return `${name} stands within another exists, all or filter. Ask one list after the other.`;
  return receiver.op === "id" ? null : `${name} goes over a fact that is a list, such as categories.`;
}

/** The nodes among a node's arguments, however deep in lists. */
function partsOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(partsOf);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}
