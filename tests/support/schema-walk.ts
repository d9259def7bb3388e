import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

export type RootKind = "query" | "mutation" | "subscription";

/** A root field of the schema. */
export interface RootField {
  readonly kind: RootKind;
  readonly field: GraphQLField<unknown, unknown>;
}

/** One place in the arguments of a root field where a scalar of some type stands. */
export interface Slot extends RootField {
  /** e.g. `acceptOffer.input.offerId`; lists leave no trace. */
  readonly path: string;
  /** Whether the place, or something around it, is a list. */
  readonly inList: boolean;
}

/** Gives the value for a place; undefined leaves it out where it is optional. */
export type Sampler = (path: string, type: GraphQLNamedType) => unknown;

/** Every field of Query, Mutation and Subscription. */
export function rootFields(schema: GraphQLSchema): RootField[] {
  const kinds = [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ] as const;
  return kinds.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })),
  );
}

/** Every place under a root field that takes the scalar `typeName`, however deep in inputs. */
export function slotsOf(root: RootField, typeName: string): Slot[] {
  const found: Slot[] = [];
  const visit = (item: GraphQLArgument | GraphQLInputField, path: string, inList: boolean): void => {
    const named = getNamedType(item.type);
    const listed = inList || holdsList(item.type);
    if (named.name === typeName) found.push({ ...root, path, inList: listed });
    if (!isInputObjectType(named)) return;
    for (const field of Object.values(named.getFields())) visit(field, `${path}.${field.name}`, listed);
  };
  for (const argument of root.field.args) visit(argument, `${root.field.name}.${argument.name}`, false);
  return found;
}

function holdsList(type: GraphQLInputType): boolean {
  if (isListType(type)) return true;
  return isNonNullType(type) && holdsList(type.ofType);
}

/**
 * The operation that calls a root field, and its variables.
 * @param options.sample the values; all that is required must have one
 * @param options.selection what to ask of the answer, in braces; empty for a scalar
 * @param options.include paths of optional places that are to be filled too
 */
export function callOf(
  { kind, field }: RootField,
  options: { sample: Sampler; selection: string; include?: readonly string[] },
): { source: string; variables: Record<string, unknown> } {
  const { sample, selection, include = [] } = options;
  const given = field.args.flatMap((argument) => {
    const value = valueAt(argument, `${field.name}.${argument.name}`, { sample, include });
    return value === undefined ? [] : [{ argument, value }];
  });
  const declared = given.map(({ argument: { name, type } }) => `$${name}: ${String(type)}`);
  const passed = given.map(({ argument: { name } }) => `${name}: $${name}`);
  const inParentheses = (items: string[]) => (items.length === 0 ? "" : `(${items.join(", ")})`);
  return {
    source: `${kind} ${inParentheses(declared)} { ${field.name}${inParentheses(passed)} ${selection} }`,
    variables: Object.fromEntries(given.map(({ argument, value }) => [argument.name, value])),
  };
}

type Filling = { readonly sample: Sampler; readonly include: readonly string[] };

function valueAt(item: GraphQLArgument | GraphQLInputField, path: string, filling: Filling): unknown {
  const wanted = filling.include.some((place) => place === path || place.startsWith(`${path}.`));
  const required = isNonNullType(item.type) && item.defaultValue === undefined;
  return required || wanted ? valueOf(item.type, path, filling) : undefined;
}

function valueOf(type: GraphQLInputType, path: string, filling: Filling): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, path, filling);
  if (isListType(type)) {
    const item = valueOf(type.ofType, path, filling);
    // A sampler may give several values for a list of scalars.
    return Array.isArray(item) ? item : spread(item);
  }
  if (!isInputObjectType(type)) {
    return filling.sample(path, type) ?? (isEnumType(type) ? type.getValues()[0]?.name : undefined);
  }
  return Object.fromEntries(
    Object.values(type.getFields())
      .map((field) => [field.name, valueAt(field, `${path}.${field.name}`, filling)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** A list of inputs in which one field was sampled with several values has one input for each. */
function spread(item: unknown): unknown[] {
  if (typeof item !== "object" || item === null) return [item];
  const several = Object.entries(item).find(([, value]) => value instanceof Several);
  if (several === undefined) return [item];
  const [name, { values }] = several as [string, Several];
  return values.map((value) => ({ ...item, [name]: value }));
}

/** Several values for one place inside a list of inputs. */
export class Several {
  constructor(readonly values: readonly unknown[]) {}
}

/**
 * Everything that can be asked of a type, in braces: all leaves, and objects inside each other as long as no type
 * stands inside itself. Pages hold 50.
 */
export function everythingOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  above: readonly string[] = [],
): string {
  if (isLeafType(type)) return "";
  const path = [...above, type.name];
  if (isInterfaceType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .filter(({ name }) => !path.includes(name))
      .map((possible) => `... on ${possible.name} ${everythingOf(schema, possible, path)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (!isObjectType(type)) throw new Error(`${type.name} cannot be asked for.`);
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (path.includes(inner.name)) return [];
    const page = field.args.some(({ name }) => name === "first") ? "(first: 50)" : "";
    return [`${field.name}${page} ${everythingOf(schema, inner, path)}`];
  });
  return `{ __typename ${fields.join(" ")} }`;
}
