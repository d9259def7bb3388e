import { RefusedError } from "../../src/domain/errors.js";
import { cleanText, type TextRule } from "../../src/domain/text.js";

const rule: TextRule = { field: ["statement"], maximum: 10, multiline: true };
const oneLine: TextRule = { field: ["title"], maximum: 10 };

function refusalOf(value: string, textRule: TextRule) {
  try {
    cleanText(value, textRule);
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0];
    throw error;
  }
  return undefined;
}

describe("cleanText", () => {
  it.each(["a", "  kept as typed ".slice(0, 10), "e\u0301", "\u00e9", "👩‍👩‍👧", "坏了\n两件\t!"])(
    "keeps %j as typed",
    (value) => {
      expect(cleanText(value, rule)).toBe(value);
    },
  );

  it("turns CR LF into LF and counts it once", () => {
    expect(cleanText("1234\r\n6789\n", rule)).toBe("1234\n6789\n");
  });

  it("counts characters, not UTF-16 units", () => {
    expect(cleanText("😀".repeat(10), rule)).toHaveLength(20);
    expect(refusalOf("😀".repeat(11), rule)?.message).toContain("at most 10 characters. It has 11");
  });

  it.each([
    ["empty", ""],
    ["white space", " \n\t "],
    ["nothing visible", "\u200b\u200d\ufeff"],
    ["NUL", "a\u0000b"],
    ["escape", "a\u001b[2J"],
    ["a lone CR", "a\rb"],
    ["DEL", "a\u007f"],
    ["C1", "a\u0085"],
    ["half a surrogate pair", "a\ud83d"],
    ["the replacement character", "caf\ufffd"],
    ["one too many", "12345678901"],
    ["a megabyte", "x".repeat(1_048_576)],
  ])("refuses %s, naming the field and the length allowed", (_, value) => {
    expect(refusalOf(value, rule)).toMatchObject({
      code: "INVALID_TEXT",
      field: ["statement"],
      details: { minimum: 1, maximum: 10 },
    });
  });

  it.each(["a\nb", "a\tb", "a\r\nb"])("refuses the layout of %j in a single line", (value) => {
    expect(refusalOf(value, oneLine)).toMatchObject({ code: "INVALID_TEXT", field: ["title"] });
  });

  it("refuses what is shorter than the minimum beside white space", () => {
    expect(refusalOf("  ab  ", { ...rule, minimum: 3 })).toMatchObject({ code: "INVALID_TEXT" });
    expect(cleanText(" abc ", { ...rule, minimum: 3 })).toBe(" abc ");
  });

  it("says where the control character stands", () => {
    expect(refusalOf("ab\u0007", rule)?.message).toContain("U+0007 at position 3");
  });
});
