import type { PoolClient } from "pg";
import { runStatement } from "../../src/persistence/database.js";

/** A connection that only notes under which name a statement came. */
function notingClient(names: unknown[]): Pick<PoolClient, "query"> {
  const query = ({ name }: { name?: string }) => {
    names.push(name);
    return Promise.resolve({ rows: [] });
  };
  return { query } as unknown as Pick<PoolClient, "query">;
}

it("every statement is prepared under a name of its own, however many other texts there were", async () => {
  const names: unknown[] = [];
  const client = notingClient(names);
  const texts = Array.from({ length: 1_200 }, (_, index) => `SELECT ${index}`);
  for (const text of [...texts, ...texts]) await runStatement(client, text);
  const [first, second] = [names.slice(0, texts.length), names.slice(texts.length)];
  expect(first.every((name) => typeof name === "string")).toBe(true);
  expect(new Set(first).size).toBe(texts.length);
  expect(second).toEqual(first);
});
