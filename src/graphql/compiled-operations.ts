import {
  BREAK,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { GraphQLContext } from "./context.js";
import { memoizeFragments, type FragmentLookup } from "./limits/fragment-memo.js";

/** Runs one operation of a document; null if graphql-js must look at the variables, and then nothing has run. */
export type CompiledRun = (
  context: GraphQLContext,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult | null> | null;

/** What {@link CompiledOperations} needs. */
export interface CompiledOperationsOptions {
  readonly schema: GraphQLSchema;
  /** How often an operation must have been asked for before it is compiled; default 3. */
  readonly compileAt?: number;
}

interface Known {
  uses: number;
  /** Null: it is left to graphql-js. */
  run: CompiledRun | null;
}

const KNOWN_OPERATIONS = 500;
/** Compiling takes several times as long as running once, so what is asked once or twice is not worth it. */
const COMPILE_AT = 3;
/** Fields of an operation with its fragments spread. More make code that is long to compile and large to keep. */
const MAXIMUM_COMPILED_FIELDS = 500;

/**
 * Queries that are asked again and again, compiled to JavaScript (graphql-jit): completing the rows of a page
 * costs a fraction of what it costs graphql-js. Whatever graphql-jit does otherwise than graphql-js is not compiled.
 */
export class CompiledOperations {
  private readonly known = new LRUCache<OperationDefinitionNode, Known>({ max: KNOWN_OPERATIONS });

  constructor(private readonly options: CompiledOperationsOptions) {}

  /** How to run an operation, or null if graphql-js is to run it. Give the same nodes for the same text. */
  find(document: DocumentNode, operation: OperationDefinitionNode): CompiledRun | null {
    const known = this.known.get(operation) ?? { uses: 0, run: null };
    known.uses += 1;
    if (known.uses === (this.options.compileAt ?? COMPILE_AT)) known.run = this.compile(document, operation);
    if (known.uses === 1) this.known.set(operation, known);
    return known.run;
  }

  private compile(document: DocumentNode, operation: OperationDefinitionNode): CompiledRun | null {
    if (!isCompilable(document, operation)) return null;
    const options = { disablingCapturingStackErrors: true };
    const compiled = compileQuery(this.options.schema, document, operation.name?.value, options);
    if (!isCompiledQuery(compiled)) return null;
    return (context, variables) => {
      // graphql-jit takes more than graphql-js for an input object, such as a list.
      const coerced = getVariableValues(this.options.schema, operation.variableDefinitions ?? [], variables);
      return coerced.errors === undefined ? run(compiled, context, variables) : null;
    };
  }
}

async function run(
  compiled: CompiledQuery,
  context: GraphQLContext,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult | null> {
  const { data, errors } = await compiled.query({}, context, variables);
  // It refused variables that graphql-js takes; nothing has run.
  if (data === undefined) return null;
  return { data, ...(errors && { errors: errors.map(ordinaryError) }) };
}

/** graphql-jit's errors lack what graphql-js's always have, such as `extensions`. */
function ordinaryError({ message, path, locations, originalError }: GraphQLError): GraphQLError {
  const ordinary = new GraphQLError(message, { path, originalError });
  return Object.assign(ordinary, { locations });
}

/**
 * Whether graphql-jit is sure to answer as graphql-js does. It forgets a fragment that is skipped in one place and
 * included in another, and does not coerce again a variable that stands inside an object or list.
 */
function isCompilable(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  // A mutation gains little and must not meet a library that may read a variable otherwise.
  if (operation.operation !== OperationTypeNode.QUERY || hasUnlike(document)) return false;
  const lookup = memoizeFragments(document, (fragment, inner) => fieldsOf(fragment.selectionSet, inner), 0);
  return fieldsOf(operation.selectionSet, lookup) <= MAXIMUM_COMPILED_FIELDS;
}

/** Whether a document has anything that the two may treat differently, or that is asked too rarely to compile it. */
function hasUnlike(document: DocumentNode): boolean {
  const found = { any: false };
  const stopIf = (unlike: boolean) => {
    found.any ||= unlike;
    return unlike ? BREAK : undefined;
  };
  visit(document, {
    Directive: () => stopIf(true),
    Field: ({ name }) => stopIf(name.value === "__schema" || name.value === "__type"),
    Variable: (_node, _key, parent) => stopIf(parent !== undefined && isInsideValue(parent)),
  });
  return found.any;
}

/** Whether what stands around a variable is a list (whose nodes are an array) or a field of an object. */
function isInsideValue(parent: ASTNode | readonly ASTNode[]): boolean {
  return !("kind" in parent) || parent.kind === Kind.OBJECT_FIELD;
}

function fieldsOf({ selections }: SelectionSetNode, lookup: FragmentLookup<number>): number {
  let fields = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) fields += lookup(selection.name.value);
    else if (selection.selectionSet !== undefined) fields += fieldsOf(selection.selectionSet, lookup);
    if (selection.kind === Kind.FIELD) fields += 1;
  }
  return fields;
}
