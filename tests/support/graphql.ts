import { graphql, type ExecutionResult } from "graphql";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { EventHub } from "../../src/services/stream/event-hub.js";
import type { UseCaseContext } from "../../src/services/use-case.js";

/** For queries and mutations, which wake nobody. */
const noEvents = new Proxy({} as EventHub, {
  get: () => {
    throw new Error("Subscriptions are tested over a real socket.");
  },
});

/** Runs a query or mutation on the real schema as the viewer of the context, without HTTP and its limits. */
export function execute(
  useCase: UseCaseContext,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const contextValue: GraphQLContext = { viewer: useCase.viewer, useCase, events: noEvents };
  return graphql({ schema: createSchema(), source, variableValues: variables, contextValue });
}
