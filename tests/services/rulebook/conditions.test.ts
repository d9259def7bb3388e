import { conditionLanguage } from "../../../src/services/rulebook/conditions.js";

const eightLoops = Array.from({ length: 8 }).reduce<string>(
  (inner, _, level) => `[1, 2, 3].all(v${level}, ${inner})`,
  "true",
);

describe("a condition that would outlast the server", () => {
  it.each([
    [
      "a pattern that never ends",
      '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("^(a+)+$")',
      /patterns are not offered/,
    ],
    ["loops within loops", eightLoops, /goes over a fact that is a list/],
    ["a loop over facts within another", "categories.all(c, promises.exists(p, p == c))", /within another/],
    ["a text doubled again and again", `["a"]${".map(x, x + x)".repeat(60)} == ["a"]`, /map is not offered/],
    ["a name for a text that is doubled", 'cel.bind(x, "a", x + x == "aa")', /bind is not offered/],
    ["one of them behind a condition that holds", 'perishable || reason.matches("a")', /patterns/],
  ])("is refused when it is saved: %s", (_what, condition, message) => {
    expect(conditionLanguage.check(condition)?.message).toMatch(message);
  });

  it("is pointed at where it begins", () => {
    const problem = conditionLanguage.check('perishable &&\n  reason.matches("a")');
    expect(problem).toMatchObject({ line: 2, column: 3 });
  });
});

it.each([
  'categories.exists(c, c.startsWith("shoes"))',
  'categories.all(c, c in ["shoes", "bags"]) && promises.exists(p, p == "FREE_RETURN")',
  'size(categories.filter(c, c == "shoes")) > 1',
])("a condition may go once over a list of facts: %s", (condition) => {
  expect(conditionLanguage.check(condition)).toBeNull();
});

it.each([
  ["names a time zone that is none", 'timestamp("2026-01-01T00:00:00Z").getFullYear("Mars") == 1'],
  ["reads a text as JSON that is none", 'bytes("{").json() == {}'],
  ["divides by 0", "1 / 0 == 1"],
])("a condition that %s neither holds nor fails, and nothing is thrown", (_what, condition) => {
  expect(conditionLanguage.check(condition)).toBeNull();
  expect(conditionLanguage.evaluate(condition, {})).toEqual({ missing: [] });
});
