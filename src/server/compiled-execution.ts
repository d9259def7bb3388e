import { HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import { CompiledOperations } from "../graphql/compiled-operations.js";
import type { GraphQLContext } from "../graphql/context.js";
import type { ErrorFormatter } from "../graphql/errors.js";

/** What {@link compiledExecution} needs. */
export interface CompiledExecutionOptions {
  readonly schema: GraphQLSchema;
  readonly formatError: ErrorFormatter;
}

/**
 * Lets compiled operations answer in place of graphql-js. What is not compiled, and requests whose variables are
 * wrong, go on to graphql-js, which runs them or says what is wrong.
 */
export function compiledExecution(options: CompiledExecutionOptions): ApolloServerPlugin<GraphQLContext> {
  const operations = new CompiledOperations(options);
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ document, operation, contextValue, request }) {
          const run = operations.find(document, operation);
          const result = run === null ? null : await run(contextValue, request.variables ?? {});
          if (result === null) return null;
          const { data = null, errors } = result;
          // Apollo sends what a plugin answers as it is, so the errors are masked here.
          const masked = errors === undefined ? {} : { errors: errors.map(options.formatError) };
          const body = { kind: "single", singleResult: { ...masked, data } } as const;
          return { http: { headers: new HeaderMap() }, body };
        },
      }),
  };
}
