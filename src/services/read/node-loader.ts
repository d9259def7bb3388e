import DataLoader from "dataloader";
import { readObjects } from "../../persistence/read/read.js";
import type { NodeTypeName, ReadObject, Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

type NodeLoader = DataLoader<string, ReadObject | null>;

const loaders = new WeakMap<UseCaseContext, Map<string, NodeLoader>>();

/**
 * The loader, by UUID, of objects of one type of which the same fields are asked in one operation:
 * `a: dispute(id: …) b: dispute(id: …)` share one statement. It batches and remembers nothing, for a
 * later mutation of the operation or a later event of a subscription must see what has changed.
 */
export function nodeLoaderOf(context: UseCaseContext, type: NodeTypeName, selection: Selection): NodeLoader {
  const ofContext = loaders.get(context) ?? new Map<string, NodeLoader>();
  loaders.set(context, ofContext);
  const key = `${type} ${textOf(selection)}`;
  const loader = ofContext.get(key) ?? createLoader(context, type, selection);
  ofContext.set(key, loader);
  return loader;
}

/** Most selections are the same object for every request of a document. */
const texts = new WeakMap<Selection, string>();

function textOf(selection: Selection): string {
  const known = texts.get(selection);
  if (known !== undefined) return known;
  const text = JSON.stringify(selection);
  texts.set(selection, text);
  return text;
}

function createLoader(
  { database, viewer }: UseCaseContext,
  type: NodeTypeName,
  selection: Selection,
): NodeLoader {
  return new DataLoader((ids: readonly string[]) => readObjects(database, viewer, { type, ids, selection }), {
    cache: false,
  });
}
