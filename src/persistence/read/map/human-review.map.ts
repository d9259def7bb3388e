import { always, expression, type ReadField, type ReadType } from "../read-type.js";
import { staffOnly } from "./staff-only.js";

type Type = "text" | "timestamptz(3)" | "jsonb";

function decided(key: string, type: Type = "text"): ReadField {
  return expression((row) => `(${row}.automatic_outcome ->> '${key}')::${type}`);
}

function asked(key: string, type: Type = "text"): ReadField {
  return expression((row) => `(${row}.human_review ->> '${key}')::${type}`);
}

function answered(key: string, type: Type = "text"): ReadField {
  return expression((row) => `(${row}.human_review #>> '{decision,${key}}')::${type}`);
}

function recommended(key: string): ReadField {
  return staffOnly((row) => `${row}.human_review #>> '{decision,recommended,${key}}'`);
}

/** The fields of a dispute about what the clock decided, and what a person made of it. */
export const humanReviewFields: ReadType["fields"] = {
  automaticOutcome: {
    kind: "embedded",
    type: "AutomaticOutcome",
    present: (row) => `${row}.automatic_outcome IS NOT NULL`,
  },
  humanReview: {
    kind: "embedded",
    type: "HumanReview",
    present: (row) => `${row}.human_review IS NOT NULL`,
  },
};

/** How these are read. */
export const humanReviewTypes: readonly ReadType[] = [
  {
    name: "AutomaticOutcome",
    fields: {
      outcome: decided("outcome"),
      reason: decided("reason"),
      rulebookVersion: decided("rulebookVersion"),
      clause: decided("clause"),
      effects: decided("effects", "jsonb"),
      awarded: {
        kind: "list",
        type: "RemedyItem",
        orderBy: "position",
        on: () => "TRUE",
        from: (
          parent,
        ) => `(SELECT item.kind, item."orderLineId" AS order_line_id, item."amountMinor" AS amount_minor,
          item.position, ${parent}.currency AS currency
          FROM ROWS FROM (jsonb_to_recordset(${parent}.automatic_outcome -> 'awarded')
            AS (kind text, "orderLineId" uuid, "amountMinor" bigint))
            WITH ORDINALITY AS item (kind, "orderLineId", "amountMinor", position))`,
      },
      // The inputs of a trace are a list, which a schema can describe.
      formulaTraces: expression(
        (row) => `(SELECT coalesce(jsonb_agg(item.trace || jsonb_build_object('inputs',
            (SELECT coalesce(jsonb_agg(to_jsonb(input)), '[]'::jsonb)
              FROM jsonb_each_text(item.trace -> 'inputs') AS input (name, value))) ORDER BY item.position), '[]'::jsonb)
          FROM jsonb_array_elements(${row}.automatic_outcome -> 'formulaTraces') WITH ORDINALITY AS item (trace, position))`,
      ),
      decidedAt: decided("decidedAt", "timestamptz(3)"),
      reviewableUntil: decided("reviewableUntil", "timestamptz(3)"),
    },
  },
  {
    name: "HumanReview",
    fields: {
      side: asked("side"),
      grounds: asked("grounds", "jsonb"),
      statement: asked("statement"),
      status: asked("status"),
      requestedAt: asked("requestedAt", "timestamptz(3)"),
      decideUntil: asked("decideUntil", "timestamptz(3)"),
      outcome: answered("outcome"),
      reason: answered("reason"),
      decidedBy: {
        kind: "one",
        type: "Mediator",
        on: (parent, child) => `${child}.id = (${parent}.human_review #>> '{decision,mediatorId}')::uuid`,
        implied: always,
      },
      decidedAt: answered("decidedAt", "timestamptz(3)"),
      recommendedOutcome: recommended("outcome"),
      recommendedByClause: recommended("clause"),
    },
  },
];
