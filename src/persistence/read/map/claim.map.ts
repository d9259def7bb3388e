import { always, columns, expression, money, type ReadField, type ReadType } from "../read-type.js";

const claimType: ReadType = {
  name: "Claim",
  currency: (row) => `${row}.currency`,
  fields: {
    ...columns("remedy", "statement", "amendments"),
    amount: money((row) => `${row}.claimed_minor`),
    items: {
      kind: "list",
      type: "RemedyItem",
      orderBy: "order_line_id",
      on: () => "TRUE",
      from: (parent) => `(SELECT ${parent}.remedy AS kind, order_line_id, claimed_minor AS amount_minor,
        ${parent}.currency AS currency FROM dispute_line WHERE dispute_id = ${parent}.id)`,
    },
  },
};

const refusalType: ReadType = {
  name: "ClaimRefusal",
  fields: {
    code: expression((row) => `${row}.refusal_code`),
    statement: expression((row) => `${row}.refusal_statement`),
    refusedAt: expression((row) => `${row}.refused_at`),
  },
};

function asked(key: string, type: "text" | "timestamptz(3)" = "text"): ReadField {
  return expression((row) => `(${row}.information_request ->> '${key}')::${type}`);
}

const informationRequestType: ReadType = {
  name: "InformationRequest",
  fields: {
    question: asked("question"),
    askedAt: asked("askedAt", "timestamptz(3)"),
    answerUntil: asked("answerUntil", "timestamptz(3)"),
    answer: asked("answer"),
    answeredAt: asked("answeredAt", "timestamptz(3)"),
  },
};

function declared(key: string, type: "text" | "timestamptz(3)" = "text"): ReadField {
  return expression((row) => `(${row}.inadmissibility ->> '${key}')::${type}`);
}

const inadmissibilityType: ReadType = {
  name: "Inadmissibility",
  fields: {
    ground: declared("ground"),
    statement: declared("statement"),
    clause: declared("clause"),
    declaredBy: {
      kind: "one",
      type: "Mediator",
      on: (parent, child) => `${child}.id = (${parent}.inadmissibility ->> 'mediatorId')::uuid`,
      implied: always,
    },
    declaredAt: declared("declaredAt", "timestamptz(3)"),
    appealableUntil: declared("appealableUntil", "timestamptz(3)"),
  },
};

/** How the claim is read, and what the merchant asks and says about it. */
export const claimTypes: readonly ReadType[] = [
  claimType,
  refusalType,
  informationRequestType,
  inadmissibilityType,
];
