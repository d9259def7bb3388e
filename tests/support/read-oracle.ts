import { buildSchema, printSchema, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { formatAmount } from "../../src/domain/money.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { nodeTypeNames, type NodeTypeName } from "../../src/persistence/read/selection.js";
import { oracleFields } from "./oracle-fields.js";
import { OracleRows, type Item } from "./oracle-rows.js";

/** The same schema without any of our resolvers, to be executed on rows in memory. */
export function plainSchema(schema: GraphQLSchema): GraphQLSchema {
  return buildSchema(printSchema(schema));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Answers every field from rows in memory, by code that shares nothing with the selection compiler. */
export class ReadOracle extends OracleRows {
  readonly fieldResolver: GraphQLFieldResolver<Item, unknown> = (
    source,
    args,
    _context,
    { fieldName, parentType },
  ) => this.field({ ...source, $type: parentType.name }, fieldName, args as Record<string, number>);

  currencyOf(item: Item): string {
    if (typeof item["currency"] === "string") return item["currency"];
    if (item["dispute_id"]) return String(this.raw("dispute", item["dispute_id"])["currency"]);
    const orderId = item["order_id"] ?? this.raw("order_line", item["order_line_id"])["order_id"];
    return String(this.raw("order", orderId)["currency"]);
  }

  money(item: Item, minor: unknown): object {
    const currency = this.currencyOf(item);
    return { amount: formatAmount({ minor: BigInt(String(minor)), currency }), currency };
  }

  private field(item: Item, name: string, args: Record<string, number>): unknown {
    const special = oracleFields[`${item.$type}.${name}`];
    if (special !== undefined) return special(this, item, args);
    if (name === "id" && (nodeTypeNames as readonly string[]).includes(item.$type)) {
      return toGlobalId(item.$type as NodeTypeName, String(item["id"]));
    }
    const table = snake(name);
    if (`${table}_id` in item && this.world[table]) return this.one(table, item[`${table}_id`]);
    return plainValue(item, name);
  }

  /** A page of items that are in order already. */
  page(items: readonly Item[], { first, last }: Record<string, number>): object {
    const size = first ?? last ?? 20;
    const rows = last === undefined ? items.slice(0, size) : items.slice(Math.max(0, items.length - size));
    return {
      nodes: rows,
      edges: rows.map((node) => ({ node })),
      totalCount: items.length,
      pageInfo: {
        hasNextPage: last === undefined && items.length > size,
        hasPreviousPage: last !== undefined && items.length > size,
      },
    };
  }

  children(table: string, column: string, item: Item, sortBy: string): Item[] {
    const key = (row: Item): string => `${String(row[sortBy]).padStart(30, "0")} ${String(row["id"])}`;
    return this.seen(table, (row) => row[column] === item["id"]).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  remedies(items: unknown, currency: string): Item[] {
    return (items as { kind: string; orderLineId: string; amountMinor: string }[]).map((each) => ({
      ...{
        $type: "RemedyItem",
        kind: each.kind,
        order_line_id: each.orderLineId,
        minor: each.amountMinor,
        currency,
      },
    }));
  }

  ownLines(order: Item): Item[] {
    return this.seen("order_line", (line) => line["order_id"] === order["id"]);
  }

  numberOf(event: Item): number {
    const sameDispute = this.seen("dispute_event", (row) => row["dispute_id"] === event["dispute_id"]);
    return sameDispute.filter((row) => Number(row["sequence"]) <= Number(event["sequence"])).length;
  }
}

function plainValue(item: Item, name: string): unknown {
  const value = name in item ? item[name] : item[snake(name)];
  const isInstant = typeof value === "string" && /(At|By|until)$/.test(name) && !/^(re)?openedBy$/.test(name);
  return isInstant ? new Date(value).toISOString() : (value ?? null);
}
