import { createHash } from "node:crypto";
import {
  getOperationAST,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { tooComplex } from "./complexity-error.js";
import { costOf, planCost, type CostPlan } from "./cost.js";
import { checkShape } from "./document-shape.js";
import { scanTokens } from "./lexical-scan.js";
import { defaultLimits, type OperationLimits } from "./limits.js";
import { nestsDeeperThan } from "./variable-nesting.js";

/** What a client asks, whichever transport it came by. Fields that are no text were refused before. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A request that may be executed, or the errors to answer with. Nothing has run in either case. */
export type CheckedOperation =
  | {
      readonly document: DocumentNode;
      /** Undefined when the document has several operations and none of the name asked for. */
      readonly operation: OperationDefinitionNode | undefined;
      readonly errors?: never;
    }
  | { readonly errors: readonly GraphQLError[]; readonly document?: never };

/** What {@link OperationCheck} needs. */
export interface OperationCheckOptions {
  readonly schema: GraphQLSchema;
  /** Whether `__schema` and `__type` may be asked. */
  readonly introspection: boolean;
  /** Default {@link defaultLimits}. */
  readonly limits?: Partial<OperationLimits>;
}

interface KnownDocument {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly plans: Map<OperationDefinitionNode, CostPlan>;
}

/** Characters of documents kept in the cache at most. */
const CACHED_CHARACTERS = 16 * 1024 * 1024;
const CACHED_DOCUMENTS = 2_000;
/** Further validation errors of one document are not looked for. */
const MAXIMUM_VALIDATION_ERRORS = 10;

/**
 * The one gate that every operation of HTTP and WebSocket passes: lexical scan, parse, shape, validation,
 * cost. Limits given to Apollo alone would not hold over WebSocket. Documents that passed are kept (least
 * recently used), so that a known text costs one look-up and a multiplication.
 */
export class OperationCheck {
  readonly limits: OperationLimits;
  private readonly byHash = new Map<string, DocumentNode>();
  private readonly byText = new LRUCache<string, KnownDocument>({
    max: CACHED_DOCUMENTS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_document, text) => text.length + 1,
    dispose: ({ hash }) => this.byHash.delete(hash),
  });

  constructor(private readonly options: OperationCheckOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
  }

  /** Checks one request. QUERY_TOO_COMPLEX carries its code; syntax and validation errors carry none yet. */
  check(request: OperationRequest): CheckedOperation {
    const variables = request.variables ?? {};
    if (nestsDeeperThan(variables, this.limits.maximumVariableNesting)) {
      const advice = "Send values that are less nested.";
      const limit = this.limits.maximumVariableNesting;
      return { errors: [tooComplex("levels of lists and objects in the variables", limit, advice)] };
    }
    const known = this.byText.get(request.query) ?? this.prepare(request.query);
    if (!("document" in known)) return known;
    const operation = getOperationAST(known.document, request.operationName) ?? undefined;
    if (operation !== undefined) {
      const refused = this.checkCost(known, operation, variables);
      if (refused !== null) return { errors: [refused] };
    }
    return { document: known.document, operation };
  }

  /** The checked document whose text has this SHA-256 (hexadecimal); Apollo asks for documents so. */
  documentByHash(hash: string): DocumentNode | undefined {
    return this.byHash.get(hash);
  }

  private prepare(text: string): KnownDocument | { readonly errors: readonly GraphQLError[] } {
    let document: DocumentNode;
    try {
      const refused = scanTokens(text, this.limits);
      if (refused !== null) return { errors: [refused] };
      document = parse(text, { maxTokens: this.limits.maximumTokens });
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
    const refused = checkShape(document, this.limits);
    if (refused !== null) return { errors: [refused] };
    const errors = this.validate(document);
    if (errors.length > 0) return { errors };
    const hash = createHash("sha256").update(text).digest("hex");
    const known: KnownDocument = { document, hash, plans: new Map() };
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      known.plans.set(definition, planCost(this.options.schema, document, definition));
    }
    this.byText.set(text, known);
    this.byHash.set(hash, document);
    return known;
  }

  private validate(document: DocumentNode): readonly GraphQLError[] {
    const rules = this.options.introspection
      ? specifiedRules
      : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    return validate(this.options.schema, document, rules, { maxErrors: MAXIMUM_VALIDATION_ERRORS });
  }

  private checkCost(
    known: KnownDocument,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): GraphQLError | null {
    const plan = known.plans.get(operation);
    const { maximumCost } = this.limits;
    if (plan === undefined || costOf(plan, variables, maximumCost) <= maximumCost) return null;
    return tooComplex(
      "objects in its answer",
      maximumCost,
      "Ask for smaller pages (first, last) or fewer levels.",
    );
  }
}
