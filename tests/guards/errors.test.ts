import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ErrorCode } from "../../src/domain/errors.js";
import { errorDescriptions } from "../../src/graphql/user-error.type.js";

const rows = readFileSync("schema/errors.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.slice(1, -1).split("|"))
  .map((cells) => cells.map((cell) => cell.trim()));

/** Code that may refuse or fail; not the two files that only list the codes. */
function sources(): string {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => !path.endsWith("domain/errors.ts") && !path.endsWith("user-error.type.ts"))
    .map((path) => readFileSync(join("src", path), "utf8"))
    .join("\n");
}

describe("schema/errors.md", () => {
  it("lists every code once, in order, with the meaning that the schema gives", () => {
    expect(rows.map(([code, meaning]) => [code, meaning])).toEqual(
      Object.values(ErrorCode).map((code) => [`\`${code}\``, errorDescriptions[code]]),
    );
  });

  it.each(rows)("says of %s who can fix it, whether to send it again and where it appears", (...cells) => {
    expect(cells).toHaveLength(5);
    expect(cells.every((cell) => cell.length > 0)).toBe(true);
  });

  it("has no code that nothing raises", () => {
    const text = sources();
    const unused = Object.values(ErrorCode).filter(
      (code) => !new RegExp(`\\bErrorCode\\.${code}\\b`).test(text),
    );
    expect(unused).toEqual([]);
  });
});
