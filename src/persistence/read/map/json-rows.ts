import type { ReadField } from "../read-type.js";

/** The items of a jsonb column of what belongs to a dispute, as rows with `position`, `kind`, `order_line_id`, `amount_minor`, `currency`. */
export function remedyItems(column: string): ReadField {
  return remedyRows("RemedyItem", column, []);
}

/** The same of the remedies of a ruling, with who bears each and how the rule works its amount out. */
export function ruledRemedies(column: string): ReadField {
  return remedyRows("RuledRemedy", column, ["costBearers", "formulaTrace"]);
}

function remedyRows(type: string, column: string, more: readonly string[]): ReadField {
  const named = more.map((name) => `"${name}"`);
  const shapes = named.map((name) => `, ${name} jsonb`).join("");
  const names = named.map((name) => `, ${name}`).join("");
  return {
    kind: "list",
    type,
    orderBy: "position",
    on: () => "TRUE",
    from: (
      parent,
    ) => `(SELECT item.kind, item."orderLineId" AS order_line_id, item."amountMinor" AS amount_minor${names},
      item.position, (SELECT owner.currency FROM dispute AS owner WHERE owner.id = ${parent}.dispute_id) AS currency
      FROM ROWS FROM (jsonb_to_recordset(${parent}.${column}) AS (kind text, "orderLineId" uuid, "amountMinor" bigint${shapes}))
        WITH ORDINALITY AS item (kind, "orderLineId", "amountMinor"${names}, position))`,
  };
}

/** Rows of a jsonb column of objects, in their order. */
export function jsonRows(type: string, column: string, shape: readonly string[]): ReadField {
  const names = shape.map((part) => part.slice(0, part.lastIndexOf(" ")));
  return {
    kind: "list",
    type,
    orderBy: "position",
    on: () => "TRUE",
    from: (
      parent,
    ) => `(SELECT item.* FROM ROWS FROM (jsonb_to_recordset(${parent}.${column}) AS (${shape.join(", ")}))
      WITH ORDINALITY AS item (${names.join(", ")}, position))`,
  };
}
