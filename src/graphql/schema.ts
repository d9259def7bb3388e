import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync, type PubSub } from "type-graphql";
import { attachCompiledFields } from "./compiled-fields.js";
import { objectTypes } from "./object-types.js";
import { resolvers } from "./resolvers.js";

/** type-graphql asks for one, but every subscription of ours follows the log by a `subscribe` of its own. */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error("This subscription lacks a `subscribe` of its own.");
  },
};

let built: GraphQLSchema | undefined;

/** The one schema of the API, built at the first call. Inputs are checked by the use cases, not by class-validator. */
export function createSchema(): GraphQLSchema {
  if (built !== undefined) return built;
  const schema = buildSchemaSync({
    resolvers,
    orphanedTypes: [...objectTypes],
    pubSub: noPubSub,
    validate: false,
  });
  attachCompiledFields(schema);
  built = schema;
  return schema;
}

/** The schema as text, sorted, so that a change shows as a change and nothing else does. */
export function printSortedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
