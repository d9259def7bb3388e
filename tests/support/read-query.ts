import { graphql, type ExecutionResult } from "graphql";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { createRulebookCache } from "../../src/services/rulebook/load-rulebook.js";

/** The instant at which test queries are asked. */
export const readNow = new Date("2026-01-20T00:00:00.000Z");

const caches = new WeakMap<Database, ReturnType<typeof createRulebookCache>>();

/** The context of one operation of a viewer. */
export function readContext(database: Database, viewer: Viewer): GraphQLContext {
  const rulebooks = caches.get(database) ?? createRulebookCache(database);
  caches.set(database, rulebooks);
  const useCase = {
    database,
    viewer,
    clock: { now: () => readNow },
    newId: () => "",
    rulebook: (version: string) => rulebooks.byVersion(version),
    currentRulebook: () => rulebooks.current(readNow),
  };
  return { viewer, useCase } as unknown as GraphQLContext;
}

/** Runs a query as a viewer, with what it throws as it was thrown. */
export function ask(
  database: Database,
  viewer: Viewer,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const contextValue = readContext(database, viewer);
  return Promise.resolve(graphql({ schema: createSchema(), source, variableValues, contextValue }));
}

/** The codes of an answer's errors by their paths, `path: code`. */
export function codesOf(result: ExecutionResult): string[] {
  return (result.errors ?? []).map(({ path, originalError, message, extensions }) => {
    const coded = typeof extensions["code"] === "string" ? extensions["code"] : message;
    const code = originalError instanceof RefusedError ? originalError.refusals[0].code : coded;
    return `${(path ?? []).join(".")}: ${code}`;
  });
}
