import { DatabaseError } from "pg";
import { pino } from "pino";
import { GraphQLError } from "graphql";
import { errorFacts, reportTo } from "../../src/server/logging.js";

/** What PostgreSQL says of a violated constraint. */
function violation(): DatabaseError {
  const error = new DatabaseError("duplicate key value violates unique constraint", 1, "error");
  return Object.assign(error, {
    severity: "ERROR",
    code: "23505",
    constraint: "shopper_email",
    detail: "Key (email)=(ana@example.org) already exists.",
    where: "COPY shopper, line 1: ana@example.org",
    hint: "Ask ana@example.org.",
    internalQuery: "SELECT 'ana@example.org'",
    parameters: ["ana@example.org"],
    query: "INSERT INTO shopper VALUES ('ana@example.org')",
  });
}

describe("what is logged of an error", () => {
  it("is its type, message, code, constraint and stack, and nothing that quotes a row", () => {
    const error = violation();
    expect(errorFacts(error)).toEqual({
      type: "DatabaseError",
      message: "duplicate key value violates unique constraint",
      code: "23505",
      constraint: "shopper_email",
      stack: error.stack,
    });
  });

  it("leaves out what an error does not have, and what is no error alone", () => {
    expect(Object.keys(errorFacts(new TypeError("no")) as object)).toEqual(["type", "message", "stack"]);
    expect(errorFacts("text")).toBe("text");
  });

  it("is what the report of an unexpected error says, wherever the error is wrapped", () => {
    const lines: string[] = [];
    const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const wrapped = new GraphQLError("wrapped", { originalError: violation() });
    reportTo(logger)("error-1", wrapped);
    const [line = ""] = lines;
    expect(JSON.parse(line)).toMatchObject({
      errorId: "error-1",
      error: { type: "DatabaseError", code: "23505", constraint: "shopper_email" },
    });
    expect(line).not.toContain("ana@example.org");
  });
});
