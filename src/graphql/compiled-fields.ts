import {
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { cursorOf, neighboursOf, pageRows, type ConnectionRows } from "../persistence/read/connection.js";
import { readTypeNames } from "../persistence/read/map.js";
import { nodeTypeNames, type NodeTypeName, type ReadObject } from "../persistence/read/selection.js";
import {
  adviseAllowedActions,
  adviseBlockedActions,
  adviseFreight,
  adviseIfNothingHappens,
  adviseRecommendation,
  adviseRequirements,
  adviseStage,
  adviseViewerState,
} from "../services/read/advise-dispute.js";
import { adviseClockReport } from "../services/read/advise-clock-report.js";
import { adviseRetention } from "../services/read/advise-retention.js";
import { adviseRulingDraft } from "../services/read/advise-ruling-draft.js";
import { adviseRulebookContent, adviseRulebookStatus } from "../services/read/advise-rulebook.js";
import { adviseSealedLimit } from "../services/read/advise-sealed-limit.js";
import { adviseDossierDownload } from "../services/read/advise-dossier.js";
import { adviseDownloadUrl, adviseSharedDownloadUrl } from "../services/read/advise-file.js";
import type { UseCaseContext } from "../services/use-case.js";
import type { GraphQLContext } from "./context.js";
import { freightPreviewOf } from "./dispute/freight.type.js";
import { recommendationOf } from "./dispute/recommendation.type.js";
import { toGlobalId } from "./global-id.js";
import { moneyOf } from "./money.type.js";
import { rulebookView } from "./rulebook/rulebook-view.js";
import { keyOf } from "./selection.js";
import { rulingDraftOf } from "./ruling/ruling-draft.type.js";
import { simulationTotalsOf } from "./simulation/simulation-totals.type.js";

type Resolver = GraphQLFieldResolver<never, GraphQLContext>;

type Advisor = (context: UseCaseContext, source: ReadObject) => unknown;

/** What works out the fields that are no columns, by type and field. */
const advisors: Readonly<Record<string, Readonly<Record<string, Advisor>>>> = {
  Dispute: {
    stage: adviseStage,
    viewerState: adviseViewerState,
    allowedActions: adviseAllowedActions,
    blockedActions: adviseBlockedActions,
    ifNothingHappens: adviseIfNothingHappens,
    clockReport: adviseClockReport,
    retention: adviseRetention,
    requirements: adviseRequirements,
    recommendation: async (context, source) => {
      const advised = await adviseRecommendation(context, source);
      return advised && recommendationOf(advised.advice, advised.currency);
    },
    rulingDraft: async (context, source) => {
      const draft = await adviseRulingDraft(context, source);
      return draft && rulingDraftOf(draft);
    },
    sealedLimit: (context, source) => {
      const limit = adviseSealedLimit(context, source);
      return limit && moneyOf(limit);
    },
    freightPreview: async (context, source) => {
      const { preview, currency } = await adviseFreight(context, source);
      return freightPreviewOf(preview, currency);
    },
  },
  RulebookVersion: {
    status: adviseRulebookStatus,
    rulebook: (context, source) => rulebookView(adviseRulebookContent(context, source)),
  },
  Dossier: { download: adviseDossierDownload },
  EvidenceFile: { downloadUrl: adviseDownloadUrl, sharedDownloadUrl: adviseSharedDownloadUrl },
  RulebookSimulation: { totals: (_context, source) => simulationTotalsOf(source) },
};

/** A row of a page together with the page, from which its cursor is made. */
interface EdgeSource {
  readonly connection: ConnectionRows;
  readonly node: ReadObject;
}

const connectionFields: Readonly<Record<string, (source: ConnectionRows) => unknown>> = {
  nodes: pageRows,
  edges: (connection) => pageRows(connection).map((node): EdgeSource => ({ connection, node })),
  pageInfo: (connection) => {
    const rows = pageRows(connection);
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      ...neighboursOf(connection),
      startCursor: first === undefined ? null : cursorOf(connection, first),
      endCursor: last === undefined ? null : cursorOf(connection, last),
    };
  },
};

/**
 * Gives every type that the selection compiler reads its resolvers: plain reads of a property, and for the few
 * fields that are no columns the function that works them out.
 */
export function attachCompiledFields(schema: GraphQLSchema): void {
  for (const name of readTypeNames) {
    const type = objectTypeOf(schema, name);
    for (const field of Object.values(type.getFields())) {
      const resolve = compiledResolver(type, field);
      // Without a function of its own a property is read in place, which compiled operations do for nothing.
      if (resolve === null) delete field.resolve;
      else field.resolve = resolve as never;
    }
  }
  const node = schema.getType("Node");
  // type-graphql answers by a promise, for which compiled operations do not wait.
  if (isInterfaceType(node)) node.resolveType = ({ __typename }: ReadObject) => __typename as string;
  for (const name of Object.keys(schema.getTypeMap())) {
    if (name.endsWith("Connection")) attachConnection(objectTypeOf(schema, name));
    if (name.endsWith("Edge")) attachEdge(objectTypeOf(schema, name));
  }
}

function objectTypeOf(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}, but the read map has.`);
  return type;
}

function attachConnection(type: GraphQLObjectType): void {
  const fields = type.getFields();
  for (const [name, resolve] of Object.entries(connectionFields)) {
    const field = fields[name];
    if (field !== undefined) field.resolve = resolve;
  }
}

function attachEdge(type: GraphQLObjectType): void {
  const { cursor } = type.getFields();
  if (cursor !== undefined) cursor.resolve = ({ connection, node }: EdgeSource) => cursorOf(connection, node);
}

function isNodeType(name: string): name is NodeTypeName {
  return (nodeTypeNames as readonly string[]).includes(name);
}

function compiledResolver(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Resolver | null {
  const { name } = field;
  if (name === "id" && isNodeType(type.name)) {
    const typeName = type.name;
    return (source: ReadObject) => toGlobalId(typeName, source["id"] as string);
  }
  const advisor = advisors[type.name]?.[name];
  if (advisor !== undefined) return (source: ReadObject, _args, { useCase }) => advisor(useCase, source);
  if (field.type.toString().startsWith("Money")) return (source: ReadObject) => moneyOfProperty(source, name);
  if (field.args.length === 0) return null;
  return (source: ReadObject, _args, _context, { fieldNodes: [node] }) => node && source[keyOf(node)];
}

function moneyOfProperty(source: ReadObject, name: string): unknown {
  const minor = source[name];
  if (typeof minor !== "string") return null;
  return moneyOf({ minor: BigInt(minor), currency: source["$currency"] as string });
}
