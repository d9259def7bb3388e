import { fromGlobalId } from "../../src/graphql/global-id.js";
import { encodeCursor } from "../../src/persistence/read/page.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { ask, codesOf } from "../support/read-query.js";
import { testId, type Row, type World } from "../support/read-world-parts.js";
import { createReadWorld, readViewers } from "../support/read-world.js";

interface Page {
  readonly edges: { cursor: string; node: { id: string } }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string;
    endCursor: string;
  };
  readonly totalCount: number;
}

const auditor = readViewers.find(({ role }) => role === "AUDITOR")!;
const shopper = readViewers[0]!;
const fields =
  "{ totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";
let database: Database;
let world: World;

beforeAll(async () => {
  database = await openTestDatabase();
  world = await createReadWorld(database, 45);
});
afterAll(() => closeTestDatabase(database));

async function page(args: string, viewer = auditor): Promise<Page> {
  const answer = await ask(database, viewer, `{ disputes(${args}) ${fields} }`);
  expect(answer.errors).toBeUndefined();
  return answer.data!["disputes"] as Page;
}

function numbersOf({ edges }: Page): number[] {
  return edges.map(({ node }) => Number(fromGlobalId("Dispute", node.id).slice(-12)));
}

async function walk(orderBy: string, size: number, direction: "forward" | "backward"): Promise<number[]> {
  const seen: number[] = [];
  let cursor = "";
  for (;;) {
    const forward = direction === "forward";
    const place = cursor === "" ? "" : `, ${forward ? "after" : "before"}: "${cursor}"`;
    const current = await page(`${forward ? "first" : "last"}: ${size}, orderBy: ${orderBy}${place}`);
    const numbers = numbersOf(current);
    if (forward) seen.push(...numbers);
    else seen.unshift(...numbers);
    expect(forward ? current.pageInfo.hasPreviousPage : current.pageInfo.hasNextPage).toBe(cursor !== "");
    if (!(forward ? current.pageInfo.hasNextPage : current.pageInfo.hasPreviousPage)) return seen;
    cursor = forward ? current.pageInfo.endCursor : current.pageInfo.startCursor;
  }
}

/** The numbers of all disputes by a column and then by id; what is null comes last. */
function sorted(column: string, descending: boolean): number[] {
  const key = (row: Row): string => `${typeof row[column] === "string" ? row[column] : "9999"} ${row.id}`;
  const rows = world["dispute"]!.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  return (descending ? rows.reverse() : rows).map(({ id }) => Number(id.slice(-12)));
}

describe("paging through disputes", () => {
  for (const [field, column] of [
    ["OPENED_AT", "opened_at"],
    ["UPDATED_AT", "updated_at"],
    ["DEADLINE_AT", "deadline_at"],
  ]) {
    for (const direction of ["ASC", "DESC"]) {
      it(`gives each once and in order by ${field} ${direction}, forward and backward`, async () => {
        const orderBy = `{ field: ${field!}, direction: ${direction} }`;
        const expected = sorted(column!, direction === "DESC");
        expect(await walk(orderBy, 7, "forward")).toEqual(expected);
        expect(await walk(orderBy, 7, "backward")).toEqual(expected);
      });
    }
  }

  it("gives 20, the newest first, if nothing else is asked", async () => {
    const answer = await ask(database, auditor, "{ disputes { nodes { id } } }");
    expect((answer.data!["disputes"] as { nodes: unknown[] }).nodes).toHaveLength(20);
    expect(numbersOf(await page("first: 3"))).toEqual(sorted("opened_at", true).slice(0, 3));
  });

  it("counts all that the viewer sees, whatever the page", async () => {
    expect((await page("first: 2")).totalCount).toBe(45);
    expect((await page("first: 2", shopper)).totalCount).toBe(15);
  });

  it("keeps its place while rows are inserted before it", async () => {
    const first = await page("first: 10");
    const after = `first: 10, after: "${first.pageInfo.endCursor}"`;
    const before = numbersOf(await page(after));
    await database.query("UPDATE dispute SET opened_at = opened_at + interval '1 day' WHERE id = $1", [
      testId(12, 0),
    ]);
    expect(numbersOf(await page(after))).toEqual(before);
    await database.query("UPDATE dispute SET opened_at = opened_at - interval '1 day' WHERE id = $1", [
      testId(12, 0),
    ]);
  });

  it("gives the rows between two cursors", async () => {
    const all = await page("first: 10");
    const [from, to] = [all.edges[2]!.cursor, all.edges[6]!.cursor];
    const between = numbersOf(all).slice(3, 6);
    expect(numbersOf(await page(`first: 10, after: "${from}", before: "${to}"`))).toEqual(between);
    expect(numbersOf(await page(`last: 2, after: "${from}", before: "${to}"`))).toEqual(between.slice(-2));
  });
});

describe("a page that is not possible", () => {
  const cursor = encodeCursor({ name: "OPENED_AT" }, { key: "2026-01-01T00:00:00Z", id: testId(12, 1) });
  const cases: [string, string][] = [
    ["first: 0", "INVALID_PAGE"],
    ["first: 101", "INVALID_PAGE"],
    ["last: -1", "INVALID_PAGE"],
    ["first: 1, last: 1", "INVALID_PAGE"],
    ['after: ""', "INVALID_CURSOR"],
    ['after: "nonsense"', "INVALID_CURSOR"],
    [`after: "${"A".repeat(5000)}"`, "INVALID_CURSOR"],
    [`after: "${cursor.slice(0, -4)}"`, "INVALID_CURSOR"],
    [`before: "${cursor}", orderBy: { field: UPDATED_AT, direction: ASC }`, "INVALID_CURSOR"],
    [
      `after: "${encodeCursor({ name: "OPENED_AT" }, { key: "2026-13-01T00:00:00Z", id: testId(12, 1) })}"`,
      "INVALID_CURSOR",
    ],
    [
      `after: "${encodeCursor({ name: "OPENED_AT" }, { key: "x'); DROP", id: testId(12, 1) })}"`,
      "INVALID_CURSOR",
    ],
    [
      `after: "${encodeCursor({ name: "OPENED_AT" }, { key: "2026-01-01T00:00:00Z", id: "1" })}"`,
      "INVALID_CURSOR",
    ],
  ];
  for (const [args, code] of cases) {
    it(`is ${code}: ${args.slice(0, 60)}`, async () => {
      expect(codesOf(await ask(database, auditor, `{ disputes(${args}) { nodes { id } } }`))).toEqual([
        `disputes: ${code}`,
      ]);
    });
  }

  it("is refused inside an object too", async () => {
    const answer = await ask(
      database,
      auditor,
      `{ dispute(number: "D-2026-0000001") { events(last: 101) { nodes { id } } } }`,
    );
    expect(codesOf(answer)).toEqual(["dispute: INVALID_PAGE"]);
  });
});

describe("the log of a dispute", () => {
  it("is numbered without gaps for each viewer, and its cursors go by these numbers", async () => {
    const source = `query Q($after: String) { dispute(number: "D-2026-0000003") {
      events(first: 2, after: $after) { edges { cursor node { sequence } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;
    for (const viewer of readViewers.slice(0, 9)) {
      const numbers: number[] = [];
      for (let after: string | null = null; ;) {
        const answer = await ask(database, viewer, source, { after });
        const events = (
          answer.data?.["dispute"] as {
            events: { edges: { node: { sequence: number } }[]; pageInfo: Page["pageInfo"] };
          } | null
        )?.events;
        if (events === undefined) break;
        numbers.push(...events.edges.map(({ node }) => node.sequence));
        expect(events.pageInfo.hasPreviousPage).toBe(after !== null);
        if (!events.pageInfo.hasNextPage) break;
        after = events.pageInfo.endCursor;
      }
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});
