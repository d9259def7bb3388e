import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { DEFAULT_PAGE, MAXIMUM_PAGE } from "../../persistence/read/page.js";
import { memoizeFragments, type FragmentLookup } from "./fragment-memo.js";

/** Items assumed in a list that has no page size, such as the lines of an order. */
const ASSUMED_LIST_SIZE = 5;

/** Values of the variables of one request. */
export type Variables = Readonly<Record<string, unknown>>;

/** The estimate of one selection set: what it always costs, and its parts whose size depends on variables. */
export interface CostPlan {
  readonly fixed: number;
  readonly parts: readonly { readonly size: (variables: Variables) => number; readonly inner: CostPlan }[];
}

const free: CostPlan = { fixed: 0, parts: [] };

/**
 * Estimates how many objects the answer of an operation holds at most: one for each object field, times
 * the page sizes of the connections around it. Leaves are free, introspection too. The walk over the
 * document happens here, once for each document; {@link costOf} then only multiplies.
 */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostPlan {
  const defaults = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue === undefined ? undefined : valueFromASTUntyped(defaultValue),
    ]),
  );
  const planner = new CostPlanner(schema, defaults);
  const lookup = memoizeFragments(
    document,
    (fragment, inner) =>
      planner.selections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), inner),
    free,
  );
  return planner.selections(
    operation.selectionSet,
    schema.getRootType(operation.operation) ?? undefined,
    lookup,
  );
}

/**
 * The cost with the variables of one request, or a number above `maximum` as soon as it is certain to be.
 * @returns a number of objects
 */
export function costOf(plan: CostPlan, variables: Variables, maximum: number): number {
  const known = new Map<CostPlan, number>();
  const evaluate = (current: CostPlan): number => {
    let cost = known.get(current) ?? current.fixed;
    if (current.parts.length === 0 || known.has(current)) return cost;
    for (const { size, inner } of current.parts) {
      cost += size(variables) * evaluate(inner);
      if (cost > maximum) break;
    }
    known.set(current, cost);
    return cost;
  };
  return evaluate(plan);
}

class CostPlanner {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly defaults: ReadonlyMap<string, unknown>,
  ) {}

  selections(
    selectionSet: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    lookup: FragmentLookup<CostPlan>,
  ): CostPlan {
    const plans = selectionSet.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return shared(lookup(selection.name.value));
      if (selection.kind === Kind.FIELD) return this.field(selection, type, lookup);
      const condition = selection.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : this.schema.getType(condition);
      return this.selections(selection.selectionSet, narrowed, lookup);
    });
    const fixed = plans.reduce((sum, plan) => sum + plan.fixed, 0);
    return { fixed, parts: plans.flatMap((plan) => plan.parts) };
  }

  private field(
    node: FieldNode,
    parent: GraphQLNamedType | undefined,
    lookup: FragmentLookup<CostPlan>,
  ): CostPlan {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return free;
    const definition = parent.getFields()[node.name.value];
    if (definition === undefined || node.selectionSet === undefined) return free;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return free;
    const below = this.selections(node.selectionSet, type, lookup);
    const inner: CostPlan = { fixed: 1 + below.fixed, parts: below.parts };
    const size = this.sizeOf(node, definition, parent);
    if (typeof size === "function") return { fixed: 0, parts: [{ size, inner }] };
    return {
      fixed: size * inner.fixed,
      parts: size === 1 ? inner.parts : inner.parts.map((part) => scaled(part, size)),
    };
  }

  /** How many objects the field may give: a number, or a function where the variables decide. */
  private sizeOf(
    node: FieldNode,
    definition: GraphQLField<unknown, unknown>,
    parent: GraphQLNamedType,
  ): number | ((variables: Variables) => number) {
    if (definition.args.some(({ name }) => name === "first" || name === "last")) {
      return this.pageSizeOf(node);
    }
    if (!isListType(getNullableType(definition.type))) return 1;
    // The page size was counted at the connection itself.
    if (parent.name.endsWith("Connection")) return 1;
    const ids = argumentOf(node, "ids");
    if (ids === undefined) return ASSUMED_LIST_SIZE;
    return (variables) => {
      const value: unknown = valueFromASTUntyped(ids.value, { ...variables });
      return Array.isArray(value) ? Math.max(1, value.length) : 1;
    };
  }

  private pageSizeOf(node: FieldNode): number | ((variables: Variables) => number) {
    const values = [argumentOf(node, "first"), argumentOf(node, "last")].flatMap((argument) =>
      argument === undefined ? [] : [argument.value],
    );
    const size = (variables: Variables) => pageSize(values.map((value) => this.valueOf(value, variables)));
    return values.some(({ kind }) => kind === Kind.VARIABLE) ? size : size({});
  }

  private valueOf(node: ValueNode, variables: Variables): unknown {
    if (node.kind !== Kind.VARIABLE) return valueFromASTUntyped(node);
    const name = node.name.value;
    return variables[name] === undefined ? this.defaults.get(name) : variables[name];
  }
}

/** By reference, not by copy: copies of fragments in fragments would double with every level. */
function shared(plan: CostPlan): CostPlan {
  return plan.parts.length === 0 ? plan : { fixed: 0, parts: [{ size: () => 1, inner: plan }] };
}

function scaled(part: CostPlan["parts"][number], factor: number): CostPlan["parts"][number] {
  return { size: (variables) => factor * part.size(variables), inner: part.inner };
}

function argumentOf(node: FieldNode, name: string): ArgumentNode | undefined {
  return node.arguments?.find(
    (argument) => argument.name.value === name && argument.value.kind !== Kind.NULL,
  );
}

function pageSize(asked: readonly unknown[]): number {
  const sizes = asked.filter((value) => typeof value === "number");
  if (sizes.length === 0) return DEFAULT_PAGE;
  // A larger page is refused by the use case with INVALID_PAGE; counting it as the largest lets that clearer error through.
  return Math.min(Math.max(Math.trunc(Math.max(...sizes)), 1), MAXIMUM_PAGE);
}
