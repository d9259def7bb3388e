import type { PromiseRule } from "../../../src/domain/rulebook/rule-change.js";
import { addDays, addHours } from "../../../src/domain/time.js";
import { rulebook, start } from "../dispute/support.js";
import { compared, draftWith, Recorder } from "./support.js";

const clause = "G-BETTER_PROMISE";
const freshFood = {
  category: "fresh_food",
  reasons: [],
  change: { merchantResponseHours: 12 },
  clause: "G-LAPSE",
};

/** A promise to answer within a day and to let disputes be opened for a year. */
const swift: PromiseRule = {
  kind: "SWIFT_SERVICE",
  reasons: [],
  change: { merchantResponseHours: 24, windowDays: 365 },
  windowToItsEnd: false,
  clause,
};

function silentAbout(line: object, own = rulebook): Recorder {
  const recorder = new Recorder("QUALITY_DEFECT", { own, line });
  recorder.pass(24 * 30);
  return recorder;
}

describe("a draft that treats a category otherwise", () => {
  const draft = draftWith((parts) => (parts.categoryOverrides = [freshFood]));

  it("changes what becomes of disputes about goods of the category", () => {
    const { before, after } = compared(silentAbout({ category: "fresh_food" }), draft);
    expect(before.decidedAt).toEqual(addHours(start, 48));
    expect(after.decidedAt).toEqual(addHours(start, 12));
  });

  it("leaves disputes about other goods alone", () => {
    expect(compared(silentAbout({ category: "lamps" }), draft).divergence).toBeNull();
  });

  it("has no say where a promise made with the order is better for the shopper", () => {
    const slower = { ...freshFood, change: { merchantResponseHours: 96 } };
    const both = draftWith((parts) => {
      parts.categoryOverrides = [slower];
      parts.promises = [swift];
    });
    const promising = { category: "fresh_food", promises: [{ kind: "SWIFT_SERVICE", until: null }] };
    expect(compared(silentAbout(promising), both).after.decidedAt).toEqual(addHours(start, 24));
    const ended = { ...promising, promises: [{ kind: "SWIFT_SERVICE", until: addHours(start, -1) }] };
    expect(compared(silentAbout(ended), both).after.decidedAt).toEqual(addHours(start, 96));
  });
});

describe("a promise made with the order", () => {
  const promising = { promises: [{ kind: "SWIFT_SERVICE", until: null }] };
  /** One day from the delivery, which was a day before the opening, and one from the purchase. */
  const narrow = (promises: PromiseRule[]) =>
    draftWith((parts) => {
      parts.reasons["QUALITY_DEFECT"]!.window = { from: "PURCHASE", days: 1 };
      parts.promises = promises;
    });

  it("lets a dispute be opened that the draft's own window would not", () => {
    const recorder = silentAbout(promising);
    expect(compared(recorder, narrow([])).after.outcome).toBe("NOT_OPENED");
    expect(compared(recorder, narrow([swift])).after.outcome).toBe("DEFAULTED");
  });

  it("keeps the window open to its own end, if the draft says so", () => {
    const toItsEnd = { ...swift, change: { merchantResponseHours: 24 }, windowToItsEnd: true };
    const until = (instant: Date) => ({ promises: [{ kind: "SWIFT_SERVICE", until: instant }] });
    const running = silentAbout(until(addDays(start, 1)));
    expect(compared(running, narrow([toItsEnd])).after.outcome).toBe("DEFAULTED");
    const over = silentAbout(until(addHours(start, -1)));
    expect(compared(over, narrow([toItsEnd])).after.outcome).toBe("NOT_OPENED");
  });

  it("is missed where the draft does not know it any more", () => {
    const own = draftWith((parts) => (parts.promises = [swift]), "own");
    const { before, after, divergence } = compared(silentAbout(promising, own), rulebook);
    expect([before.decidedAt, after.decidedAt]).toEqual([addHours(start, 24), addHours(start, 48)]);
    expect(divergence).toMatchObject({ at: addHours(start, 24), clause: "R-QUALITY_DEFECT" });
  });
});

describe("what was found at the opening", () => {
  const own = draftWith((parts) => (parts.categoryOverrides = [freshFood]), "own");
  const sameRules = draftWith((parts) => (parts.categoryOverrides = [freshFood]));

  it("counts for a draft with the same rules, though the marketplace has told otherwise since", () => {
    const recorder = silentAbout({ category: "fresh_food" }, own);
    const { course } = recorder;
    const renamed = course.lines.map((line) => ({ ...line, category: "groceries" }));
    const retold = Object.create(recorder, { course: { value: { ...course, lines: renamed } } }) as Recorder;
    const { before, divergence } = compared(retold, sameRules);
    expect(before.decidedAt).toEqual(addHours(start, 12));
    expect(divergence).toBeNull();
  });
});
