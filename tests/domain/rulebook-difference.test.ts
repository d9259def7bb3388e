import { clauseChanges, ruleChanges, rulebookChanges } from "../../src/domain/rulebook/difference.js";
import { defaultRulebook } from "../../seeds/default-rulebook.js";

const rulebook = defaultRulebook();

describe("what changed between two rulebooks", () => {
  it("is nothing between a document and its copy, whatever the order of keys", () => {
    expect(rulebookChanges(rulebook, structuredClone(rulebook))).toEqual([]);
    expect(rulebookChanges({ a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 })).toEqual([]);
  });

  it("names every place, what stood there and what stands there now, in the order of the paths", () => {
    const before = { version: "1", reasons: { X: { hours: 48, remedies: ["REFUND"] }, Y: { hours: 1 } } };
    const after = { version: "2", reasons: { X: { hours: 24, remedies: ["REFUND", "REPAIR"] }, Z: null } };
    expect(rulebookChanges(before, after)).toEqual([
      { path: "reasons.X.hours", kind: "CHANGED", clause: null, before: 48, after: 24 },
      {
        path: "reasons.X.remedies",
        kind: "CHANGED",
        clause: null,
        before: ["REFUND"],
        after: ["REFUND", "REPAIR"],
      },
      { path: "reasons.Y", kind: "REMOVED", clause: null, before: { hours: 1 }, after: null },
      { path: "reasons.Z", kind: "ADDED", clause: null, before: null, after: null },
      { path: "version", kind: "CHANGED", clause: null, before: "1", after: "2" },
    ]);
  });

  it("tells the items of a list apart by their code or level, else by their place", () => {
    const level = (number: number, amount: string) => ({ level: number, amount });
    expect(
      rulebookChanges({ list: [level(1, "5"), level(2, "9")] }, { list: [level(2, "9"), level(1, "6")] }),
    ).toEqual([{ path: "list.1.amount", kind: "CHANGED", clause: null, before: "5", after: "6" }]);
    expect(rulebookChanges([{ a: 1 }], [{ a: 1 }, { a: 2 }])).toEqual([
      { path: "1", kind: "ADDED", clause: null, before: null, after: { a: 2 } },
    ]);
    expect(rulebookChanges({ list: [] }, { list: [{ a: 1 }] })).toEqual([
      { path: "list", kind: "CHANGED", clause: null, before: [], after: [{ a: 1 }] },
    ]);
  });

  it("turned round is the same with before and after exchanged", () => {
    const other = { ...rulebook, version: "x", limits: { ...rulebook.limits, attemptsPerLine: 9 } };
    const there = rulebookChanges(rulebook, other);
    expect(there.map(({ path }) => path)).toEqual(["limits.attemptsPerLine", "version"]);
    expect(rulebookChanges(other, rulebook)).toEqual(
      there.map(({ before, after, ...change }) => ({ ...change, before: after, after: before })),
    );
  });

  it("names the clause that a place is a part of, or that the innermost rule around it names", () => {
    const clauseOf = (before: object, after: object) =>
      rulebookChanges(before, after).map(({ clause }) => clause);
    const rule = (hours: number, when: string) => ({
      reasons: { X: { clause: "R-X", hours, burdenRules: [{ when, clause: "B-1" }] } },
    });
    expect(clauseOf(rule(1, "a"), rule(2, "b"))).toEqual(["B-1", "R-X"]);
    expect(clauseOf({ reasons: {} }, rule(1, "a"))).toEqual(["R-X"]);
    expect(clauseOf(rule(1, "a"), { reasons: {} })).toEqual(["R-X"]);
    const worded = (en: string) => ({ clauses: { "C-1": { text: { en } } } });
    expect(clauseOf(worded("One."), worded("Other."))).toEqual(["C-1"]);
    const amount = (...clauses: string[]) => ({
      list: clauses.map((clause, index) => ({
        level: clauses.length - index,
        clause,
        amount: clauses.length,
      })),
    });
    expect(clauseOf(amount("L-2", "L-1"), { list: [{ level: 1, clause: "L-1", amount: 9 }] })).toEqual([
      ...["L-1", "L-2"],
    ]);
  });

  it("is no rule where it is the name of the version or its title", () => {
    const { hours } = rulebook.timers.offer;
    const offer = { ...rulebook.timers.offer, hours: hours + 1 };
    const renamed = { ...rulebook, version: "x", title: { en: "X", zh: "X" } };
    expect(ruleChanges(rulebook, renamed)).toEqual([]);
    expect(ruleChanges(rulebook, { ...renamed, timers: { ...rulebook.timers, offer } })).toEqual([
      { path: "timers.offer.hours", kind: "CHANGED", clause: offer.clause, before: hours, after: hours + 1 },
    ]);
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
