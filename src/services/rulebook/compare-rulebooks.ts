import { RefusedError } from "../../domain/errors.js";
import { notFound } from "../../domain/rulebook/change-version.js";
import {
  clauseChanges,
  type ClauseChange,
  rulebookChanges,
  type RulebookChange,
} from "../../domain/rulebook/difference.js";
import { parseRulebook } from "../../domain/rulebook/parse-rulebook.js";
import { maySeeRulebook } from "../../domain/rulebook/version.js";
import { readRulebookVersion } from "../../persistence/rulebook-version.store.js";
import type { UseCaseContext } from "../use-case.js";

/** In what one version differs from another. */
export interface RulebookDifference {
  /** Names of the two versions. */
  readonly from: string;
  readonly to: string;
  readonly changes: readonly RulebookChange[];
  readonly clauses: readonly ClauseChange[];
}

/**
 * Compares two versions that the viewer sees.
 * @param ids UUIDs
 * @throws RefusedError NOT_FOUND
 */
export async function compareRulebooks(
  context: UseCaseContext,
  ids: { readonly from: string; readonly to: string },
): Promise<RulebookDifference> {
  const from = await requireVisible(context, ids.from);
  const to = await requireVisible(context, ids.to);
  return {
    from: from.version,
    to: to.version,
    changes: rulebookChanges(from.document, to.document),
    clauses: clauseChanges(parseRulebook(from.document), parseRulebook(to.document)),
  };
}

async function requireVisible({ database, viewer }: UseCaseContext, id: string) {
  const version = await readRulebookVersion(database, id);
  if (version === null || !maySeeRulebook(viewer.role, version)) throw new RefusedError([notFound()]);
  return version;
}
