import { clauseChanges, documentChanges } from "../../src/domain/rulebook/difference.js";
import { defaultRulebook } from "../../seeds/default-rulebook.js";

const rulebook = defaultRulebook();

describe("what changed between two documents", () => {
  it("is nothing between a document and its copy, whatever the order of keys", () => {
    expect(documentChanges(rulebook, structuredClone(rulebook))).toEqual([]);
    expect(documentChanges({ a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 })).toEqual([]);
  });

  it("names every place, what stood there and what stands there now, in the order of the paths", () => {
    const before = { version: "1", reasons: { X: { hours: 48, remedies: ["REFUND"] }, Y: { hours: 1 } } };
    const after = { version: "2", reasons: { X: { hours: 24, remedies: ["REFUND", "REPAIR"] }, Z: null } };
    expect(documentChanges(before, after)).toEqual([
      { path: "reasons.X.hours", kind: "CHANGED", before: 48, after: 24 },
      { path: "reasons.X.remedies", kind: "CHANGED", before: ["REFUND"], after: ["REFUND", "REPAIR"] },
      { path: "reasons.Y", kind: "REMOVED", before: { hours: 1 }, after: null },
      { path: "reasons.Z", kind: "ADDED", before: null, after: null },
      { path: "version", kind: "CHANGED", before: "1", after: "2" },
    ]);
  });

  it("tells the items of a list apart by their code or level, else by their place", () => {
    const level = (number: number, amount: string) => ({ level: number, amount });
    expect(
      documentChanges({ list: [level(1, "5"), level(2, "9")] }, { list: [level(2, "9"), level(1, "6")] }),
    ).toEqual([{ path: "list.1.amount", kind: "CHANGED", before: "5", after: "6" }]);
    expect(documentChanges([{ a: 1 }], [{ a: 1 }, { a: 2 }])).toEqual([
      { path: "1", kind: "ADDED", before: null, after: { a: 2 } },
    ]);
    expect(documentChanges({ list: [] }, { list: [{ a: 1 }] })).toEqual([
      { path: "list", kind: "CHANGED", before: [], after: [{ a: 1 }] },
    ]);
  });

  it("turned round is the same with before and after exchanged", () => {
    const other = { ...rulebook, version: "x", limits: { ...rulebook.limits, attemptsPerLine: 9 } };
    const there = documentChanges(rulebook, other);
    expect(there.map(({ path }) => path)).toEqual(["limits.attemptsPerLine", "version"]);
    expect(documentChanges(other, rulebook)).toEqual(
      there.map(({ before, after, ...change }) => ({ ...change, before: after, after: before })),
    );
  });
});

describe("the clauses that changed", () => {
  it("are those added, removed and worded otherwise, in the order of their codes", () => {
    const { clauses } = rulebook;
    const [first, second, ...others] = Object.values(clauses);
    const reworded = { ...second!, text: { ...second!.text, en: "Otherwise." } };
    const added = { ...first!, code: "A-NEW" };
    const after = Object.fromEntries([added, reworded, ...others].map((clause) => [clause.code, clause]));
    expect(clauseChanges({ clauses }, { clauses: after })).toEqual([
      { code: "A-NEW", kind: "ADDED", before: null, after: added },
      { code: first!.code, kind: "REMOVED", before: first, after: null },
      { code: second!.code, kind: "CHANGED", before: second, after: reworded },
    ]);
  });
});
