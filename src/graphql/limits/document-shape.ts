import { BREAK, Kind, visit, type DocumentNode, type GraphQLError, type SelectionSetNode } from "graphql";
import { tooComplex } from "./complexity-error.js";
import { memoizeFragments, type FragmentLookup } from "./fragment-memo.js";
import type { OperationLimits } from "./limits.js";

const splitAdvice = "Ask in several operations.";

/**
 * Checks the shape of a parsed document against the limits, without the schema. It runs before
 * validation, because some validation rules compare every field with every other.
 * @returns why the document is refused, or null
 */
export function checkShape(document: DocumentNode, limits: OperationLimits): GraphQLError | null {
  return checkCounts(document, limits) ?? checkDepth(document, limits) ?? checkRootFields(document, limits);
}

function checkCounts(document: DocumentNode, limits: OperationLimits): GraphQLError | null {
  const counts = { fields: 0, aliases: 0, directives: 0, spreads: 0 };
  let refused: GraphQLError | null = null;
  // Stops at the limit: counting an attack to its end is the attack.
  const stopAbove = (count: number, maximum: number, what: string) => {
    if (count <= maximum) return undefined;
    refused = tooComplex(what, maximum, splitAdvice);
    return BREAK;
  };
  visit(document, {
    Field(node) {
      counts.fields += 1;
      if (node.alias !== undefined) counts.aliases += 1;
      return (
        stopAbove(counts.fields, limits.maximumFields, "fields") ??
        stopAbove(counts.aliases, limits.maximumAliases, "aliases")
      );
    },
    Directive: () => stopAbove((counts.directives += 1), limits.maximumDirectives, "directives"),
    FragmentSpread: () => stopAbove((counts.spreads += 1), limits.maximumFragmentSpreads, "fragment spreads"),
  });
  return refused;
}

function depthOf(selectionSet: SelectionSetNode, lookup: FragmentLookup<number>): number {
  let deepest = 0;
  for (const selection of selectionSet.selections) {
    let depth: number;
    if (selection.kind === Kind.FIELD) {
      depth = 1 + (selection.selectionSet === undefined ? 0 : depthOf(selection.selectionSet, lookup));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) depth = depthOf(selection.selectionSet, lookup);
    else depth = lookup(selection.name.value);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function checkDepth(document: DocumentNode, limits: OperationLimits): GraphQLError | null {
  const lookup = memoizeFragments(document, (fragment, inner) => depthOf(fragment.selectionSet, inner), 0);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (depthOf(definition.selectionSet, lookup) > limits.maximumDepth) {
      return tooComplex("levels of fields inside each other", limits.maximumDepth, splitAdvice);
    }
  }
  return null;
}

function rootFieldsOf(selectionSet: SelectionSetNode, lookup: FragmentLookup<number>): number {
  let fields = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.FRAGMENT_SPREAD) fields += lookup(selection.name.value);
    else fields += rootFieldsOf(selection.selectionSet, lookup);
  }
  return fields;
}

function checkRootFields(document: DocumentNode, limits: OperationLimits): GraphQLError | null {
  const lookup = memoizeFragments(
    document,
    (fragment, inner) => rootFieldsOf(fragment.selectionSet, inner),
    0,
  );
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (rootFieldsOf(definition.selectionSet, lookup) > limits.maximumRootFields) {
      return tooComplex("fields at the root", limits.maximumRootFields, splitAdvice);
    }
  }
  return null;
}
