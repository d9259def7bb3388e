import { isNode, isScalar, visit, type Document } from "yaml";

/** A key that a rulebook cannot have, and where it begins in the text. */
export interface WrongKey {
  readonly message: string;
  /** Offset in the text, from 0. */
  readonly at: number;
}

/**
 * Finds the first key of a YAML text that stands in its object before, or that is an object or a reference itself: such
 * keys nobody needs, and to write each of them out as a text takes twice as long with every level.
 * @returns null if all keys can be used
 */
export function wrongKey(document: Document.Parsed): WrongKey | null {
  let found: WrongKey | null = null;
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : null;
        if (name !== null && !seen.has(name)) {
          seen.add(name);
          continue;
        }
        found = { message: messageOf(name), at: placeOf(key) };
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}

function messageOf(name: string | null): string {
  if (name === null) return "a key is a plain text, and this is none";
  return `the key "${name.slice(0, 100)}" stands in this object before. Keep one of the two`;
}

function placeOf(key: unknown): number {
  return isNode(key) ? (key.range?.[0] ?? 0) : 0;
}
