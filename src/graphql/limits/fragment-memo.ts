import { Kind, type DocumentNode, type FragmentDefinitionNode } from "graphql";

/** What is known of a fragment, by its name. */
export type FragmentLookup<Result> = (name: string) => Result;

/**
 * Computes something for each fragment once, however often it is spread: fragments that spread each other
 * twice at every level would otherwise cost exponential time, which is an attack in itself.
 * @param compute gets the fragment and a look-up for those that it spreads
 * @param missing stands for an unknown fragment and for one inside itself; validation refuses both later
 */
export function memoizeFragments<Result>(
  document: DocumentNode,
  compute: (fragment: FragmentDefinitionNode, lookup: FragmentLookup<Result>) => Result,
  missing: Result,
): FragmentLookup<Result> {
  const definitions = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) definitions.set(definition.name.value, definition);
  }
  const known = new Map<string, Result>();
  const lookup: FragmentLookup<Result> = (name) => {
    const result = known.get(name);
    if (result !== undefined) return result;
    const fragment = definitions.get(name);
    if (fragment === undefined) return missing;
    known.set(name, missing);
    const computed = compute(fragment, lookup);
    known.set(name, computed);
    return computed;
  };
  return lookup;
}
