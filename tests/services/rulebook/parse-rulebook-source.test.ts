import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { defaultRulebook } from "../../../seeds/default-rulebook.js";
import { RefusedError, type Refusal } from "../../../src/domain/errors.js";
import { parseRulebookSource } from "../../../src/services/rulebook/parse-rulebook-source.js";
import { processorTime } from "../../support/processor-time.js";

const json = readFileSync("seeds/rulebooks/default.json", "utf8");
const yaml = stringify(parse(json));

function refusalsOf(source: string): readonly Refusal[] {
  try {
    parseRulebookSource(source);
    return [];
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals;
    throw error;
  }
}

/** The line (from 1) and column (from 1) at which a text stands for the first time. */
function placeOf(source: string, text: string) {
  const before = source.slice(0, source.indexOf(text)).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

describe("the text of a rulebook", () => {
  it("may be JSON or YAML and means the same", () => {
    expect(parseRulebookSource(json).rulebook).toEqual(defaultRulebook());
    expect(parseRulebookSource(yaml).rulebook).toEqual(defaultRulebook());
  });

  it.each([
    ["JSON", json.replace('"days": 7', '"days": "sieben"'), '"sieben"'],
    ["YAML", yaml.replace("days: 7", "days: sieben"), "sieben"],
  ])("tells the line and column of a wrong value in %s", (_format, source, value) => {
    expect(refusalsOf(source)).toMatchObject([
      {
        code: "INVALID_RULEBOOK",
        field: ["source"],
        details: { path: "reasons.NO_REASON_RETURN.window.days", ...placeOf(source, value) },
      },
    ]);
  });

  it("points into a condition that does not type-check", () => {
    const source = yaml.replace("when: daysSinceDelivery > 180", 'when: "daysSinceDelivery > nobodyKnows"');
    expect(refusalsOf(source)).toMatchObject([
      { details: { path: "reasons.QUALITY_DEFECT.burdenRules.0.when", ...placeOf(source, "nobodyKnows") } },
    ]);
  });

  it("points into a condition of several lines", () => {
    const source = yaml.replace(
      "when: daysSinceDelivery > 180",
      "when: |-\n            perishable &&\n              daysLate > nobodyKnows",
    );
    const [refused] = refusalsOf(source);
    expect(refused!.details).toMatchObject({ line: placeOf(source, "nobodyKnows").line });
    expect(refused!.message).toContain("nobodyKnows");
  });

  it.each([
    ["a condition that is no yes or no", "daysSinceDelivery"],
    ["a condition that compares a number with a text", 'daysSinceDelivery == "180"'],
    ["a condition that ends too early", "daysSinceDelivery >"],
  ])("refuses %s", (_what, condition) => {
    const source = yaml.replace("when: daysSinceDelivery > 180", `when: ${JSON.stringify(condition)}`);
    expect(refusalsOf(source)).toMatchObject([
      { details: { path: "reasons.QUALITY_DEFECT.burdenRules.0.when" } },
    ]);
  });

  it("tells the first hundred of forty thousand problems at once, and how many more there are", async () => {
    const source = Array.from({ length: 40_000 }, (_, key) => `k${key}: 1`).join("\n");
    let refused: ReturnType<typeof refusalsOf> = [];
    expect(await processorTime(() => (refused = refusalsOf(source)))).toBeLessThan(10_000);
    expect(refused).toHaveLength(101);
    expect(refused.at(-1)?.message).toMatch(/wrong in 399\d\d more places/);
  });

  it("tells what is wrong with a list of more items than a call has arguments", () => {
    expect(refusalsOf(`authority: [${"1,".repeat(200_000)}]`)).toHaveLength(101);
  });

  it.each([
    ["a key that stands twice", '{"a": 1, "b": 2, "a": 3}', { line: 1, column: 18 }, /"a" stands in this/],
    ["a key that is an object", "? { b: 1 }\n: 2", { line: 1, column: 3 }, /key is a plain text/],
    ["a key that is a reference", "a: &it x\n*it : 1", { line: 2, column: 1 }, /key is a plain text/],
    ["keys in keys without end", "? ".repeat(300) + "x", { line: 1, column: 3 }, /key is a plain text/],
    ["brackets without end", "[".repeat(20_000), { line: 1 }, /nested too deeply/],
  ])("refuses %s", (_what, source, details, message) => {
    const refused = refusalsOf(source);
    expect(refused).toMatchObject([{ code: "INVALID_RULEBOOK", details }]);
    expect(refused[0]?.message).toMatch(message);
  });

  it("reports all that is wrong, each at its place", () => {
    const source = yaml.replace("days: 7", "days: 0").replace("hours: 72", "hours: -1");
    expect(refusalsOf(source).map(({ details }) => details?.["path"])).toEqual([
      "reasons.NO_REASON_RETURN.window.days",
      "timers.offer.hours",
    ]);
  });

  it.each([
    ["something that is no YAML", "a: [1, 2"],
    ["a key twice", "version: a\nversion: b"],
    ["a text alone", "rules"],
    ["references that multiply", `a: &a [1]\nb: [${"*a, ".repeat(200)}]`],
    ["a tag of a language's own", "version: !!js/function 'function () {}'"],
    ["nesting without end", "[".repeat(20_000)],
  ])("refuses %s with a place", (_what, source) => {
    const [refused] = refusalsOf(source);
    expect(refused).toMatchObject({ code: "INVALID_RULEBOOK", field: ["source"] });
    expect(Number(refused!.details?.["line"])).toBeGreaterThan(0);
    expect(Number(refused!.details?.["column"])).toBeGreaterThan(0);
    expect(refused!.message).toMatch(/\.$/);
  });
});

it.each([
  ["far too much text", "x".repeat(500_001)],
  ["a NUL", "version: a\u0000b"],
])("%s is no rulebook that could be kept", (_what, source) => {
  expect(refusalsOf(source)).toMatchObject([{ code: "INVALID_TEXT", field: ["source"] }]);
});

describe("the published JSON Schema", () => {
  const validate = new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync("schema/rulebook.schema.json", "utf8")) as object,
  );

  it("takes the default rulebook", () => {
    expect(validate(JSON.parse(json))).toBe(true);
  });

  it.each([
    ["a misspelt field", '"urgent"', '"urgend"'],
    ["an unknown remedy", '"RETURN_AND_REFUND"', '"APOLOGY"'],
    ["a number below the least", '"days": 7', '"days": 0'],
    ["a number that is a text", '"days": 7', '"days": "7"'],
    ["an unknown kind of evidence", '"PROOF_OF_SHIPMENT"', '"A_HUNCH"'],
  ])("and the reader both refuse %s", (_what, before, after) => {
    const source = json.replace(before, after);
    expect(validate(JSON.parse(source))).toBe(false);
    expect(refusalsOf(source)).not.toEqual([]);
  });
});
