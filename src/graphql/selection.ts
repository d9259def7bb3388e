import { createHash } from "node:crypto";
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  print,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { mergeInto, type SelectedField, type Selection } from "../persistence/read/selection.js";

/** Documents are parsed once and kept, so a field of a document needs its key worked out once. */
const keys = new WeakMap<FieldNode, string>();

/**
 * The property under which the compiler delivers a field: its name, or with arguments `name#hash`. The hash is of
 * the arguments as written, variables unreplaced: within one operation equal spelling means equal values, and the
 * SQL text stays the same whatever the variables hold.
 */
export function keyOf(node: FieldNode): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const given = (node.arguments ?? []).map((argument) => print(argument)).sort();
  const hash = createHash("sha1").update(given.join(", ")).digest("hex").slice(0, 10);
  const key = given.length === 0 ? node.name.value : `${node.name.value}#${hash}`;
  keys.set(node, key);
  return key;
}

/** The parts of GraphQLResolveInfo that a selection is made of. */
type SelectionInfo = Pick<
  GraphQLResolveInfo,
  "fieldNodes" | "fragments" | "returnType" | "schema" | "variableValues"
>;

/**
 * What the client asked of the object behind the field being resolved, as plain data: fragments spread, @skip and
 * @include obeyed, arguments coerced, aliases of one field merged.
 * @param typeName the object type to select for, where the field returns an interface; default its own type
 * @throws GraphQLError if an argument cannot be coerced
 */
export function selectionOf(info: SelectionInfo, typeName?: string): Selection {
  const type = typeName === undefined ? getNamedType(info.returnType) : info.schema.getType(typeName);
  const [node, ...further] = info.fieldNodes;
  if (!isObjectType(type) || node === undefined) return [];
  const known = further.length === 0 ? fixedSelections.get(node)?.get(type.name) : undefined;
  if (known !== undefined) return known;
  const collector = new SelectionCollector(info);
  const selection = collector.collect(
    type,
    info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []),
  );
  if (further.length === 0 && collector.isFixed) keepFixed(node, type, selection);
  return selection;
}

/** Selections in which no variable stands, by the field and the type selected for: they are the same for every request. */
const fixedSelections = new WeakMap<FieldNode, Map<string, Selection>>();

function keepFixed(node: FieldNode, type: GraphQLObjectType, selection: Selection): void {
  const ofNode = fixedSelections.get(node) ?? new Map<string, Selection>();
  fixedSelections.set(node, ofNode.set(type.name, selection));
}

function hasVariable(node: ValueNode): boolean {
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  if (node.kind === Kind.OBJECT) return node.fields.some(({ value }) => hasVariable(value));
  return node.kind === Kind.VARIABLE;
}

class SelectionCollector {
  /** Whether what was collected so far holds for any variables. */
  isFixed = true;

  constructor(private readonly info: SelectionInfo) {}

  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selection {
    const nodes = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const { selections } of sets) this.gather(type, selections, { nodes, visited });
    const fields = new Map<string, SelectedField>();
    for (const group of nodes.values()) mergeInto(fields, [this.field(type, group)]);
    return [...fields.values()];
  }

  private gather(
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
    found: { readonly nodes: Map<string, FieldNode[]>; readonly visited: Set<string> },
  ): void {
    for (const node of selections) {
      if (!this.isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        if (node.name.value.startsWith("__")) continue;
        const key = keyOf(node);
        const group = found.nodes.get(key);
        if (group === undefined) found.nodes.set(key, [node]);
        else group.push(node);
        continue;
      }
      const inner = this.fragment(type, node, found.visited);
      if (inner !== null) this.gather(type, inner.selections, found);
    }
  }

  /** The selections of a fragment that apply to the type; null if none do or they were gathered already. */
  private fragment(
    type: GraphQLObjectType,
    node: Exclude<SelectionNode, FieldNode>,
    visited: Set<string>,
  ): SelectionSetNode | null {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return this.applies(type, node.typeCondition?.name.value) ? node.selectionSet : null;
    }
    const name = node.name.value;
    const fragment = this.info.fragments[name];
    if (fragment === undefined || visited.has(name)) return null;
    visited.add(name);
    return this.applies(type, fragment.typeCondition.name.value) ? fragment.selectionSet : null;
  }

  private applies(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.info.schema.getType(condition);
    return isAbstractType(conditional) && this.info.schema.isSubType(conditional, type);
  }

  private isIncluded(node: SelectionNode): boolean {
    if (node.directives === undefined || node.directives.length === 0) return true;
    this.isFixed = false;
    const { variableValues } = this.info;
    if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.["if"] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.["if"] !== false;
  }

  private field(type: GraphQLObjectType, group: readonly FieldNode[]): SelectedField {
    const [node] = group;
    const definition = node && type.getFields()[node.name.value];
    if (node === undefined || definition === undefined)
      throw new Error(`${type.name} lacks a selected field.`);
    if (node.arguments?.some(({ value }) => hasVariable(value)) === true) this.isFixed = false;
    const inner = getNamedType(definition.type);
    const sets = group.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      name: definition.name,
      key: keyOf(node),
      args: definition.args.length === 0 ? {} : getArgumentValues(definition, node, this.info.variableValues),
      selection: isObjectType(inner) ? this.collect(inner, sets) : [],
    };
  }
}
