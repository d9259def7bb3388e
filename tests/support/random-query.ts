import { getNamedType, isLeafType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from "graphql";

/** A small generator of pseudo-random numbers, so that a failing query can be made again from its seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Worked out by the domain, not read: tested elsewhere. Cursors are opaque. */
const skipped = new Set([
  ...["viewerState", "allowedActions", "blockedActions", "ifNothingHappens", "cursor"],
  ...["clockReport", "recommendation", "requirements", "freightPreview", "retention"],
]);
skipped.add("startCursor").add("endCursor");
/** Would lead from each dispute to all others and back; tests/services/case-swarms.test.ts reads them. */
skipped.add("CaseSwarm.members");

/**
 * Writes a random query on a list: fields of every kind, aliases with other arguments, fragments named and inline,
 * @skip and @include with the variables $yes and $no, edges and nodes mixed.
 */
export class RandomQuery {
  private readonly random: () => number;
  private readonly fragments: string[] = [];
  private count = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    seed: number,
  ) {
    this.random = randomOf(seed);
  }

  text(root: "disputes" | "orders"): string {
    const type = this.schema.getQueryType()!.getFields()[root]!.type;
    const selection = this.selection(getNamedType(type) as GraphQLObjectType, 4);
    const query = `query Q($yes: Boolean!, $no: Boolean!, $size: Int!) { list: ${root}(first: $size) ${selection} }`;
    return [query, ...this.fragments].join("\n");
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const parts = ["__typename"];
    for (const name of Object.keys(type.getFields())) {
      if (skipped.has(name) || skipped.has(`${type.name}.${name}`)) continue;
      const times = this.chance(0.1) ? 2 : 1;
      for (let time = 0; time < times; time += 1)
        parts.push(this.wrapped(type, this.field(type, name, depth)));
    }
    return `{ ${parts.join(" ")} }`;
  }

  private field(type: GraphQLObjectType, name: string, depth: number): string {
    const field = type.getFields()[name]!;
    const inner = getNamedType(field.type);
    const isPage = /(Connection|Edge)$/.test(type.name) || inner.name === "Money";
    if (!this.wants(isLeafType(inner), isPage, depth)) return "";
    this.count += 1;
    // Two fields of one response name must not differ, so what has a selection always gets a name of its own.
    const alias = !isLeafType(inner) || this.chance(0.4) ? `a${this.count}: ` : "";
    const args = field.args.length > 0 ? this.args() : "";
    // Links lead from dispute to dispute: without a bound one query would go round for ever.
    const deeper = Math.min(isPage ? depth : depth - 1, inner.name === "DisputeLink" ? 1 : depth);
    const below = isObjectType(inner) ? this.selection(inner, deeper) : "";
    return `${alias}${name}${args}${this.directive()} ${below}`;
  }

  private wants(isLeaf: boolean, isPage: boolean, depth: number): boolean {
    if (isLeaf) return this.chance(0.6);
    return isPage || (depth > 0 && this.chance(0.35));
  }

  private args(): string {
    const sizes = ["first: 1", "first: 2", "last: 1", "last: 3", "first: $size", "first: 100"];
    return this.chance(0.2) ? "" : `(${sizes[Math.floor(this.random() * sizes.length)]!})`;
  }

  private directive(): string {
    const directives = ["@include(if: $yes)", "@skip(if: $no)", "@skip(if: $yes)", "@include(if: $no)"];
    return this.chance(0.15) ? ` ${directives[Math.floor(this.random() * directives.length)]!}` : "";
  }

  private wrapped(type: GraphQLObjectType, field: string): string {
    if (field === "" || this.chance(0.8)) return field;
    if (this.chance(0.5))
      return `... on ${this.chance(0.5) && type.getInterfaces().length > 0 ? "Node" : type.name} { ...on ${type.name} { ${field} } }`;
    this.count += 1;
    this.fragments.push(`fragment F${this.count} on ${type.name} { ${field} }`);
    return `...F${this.count}`;
  }
}
