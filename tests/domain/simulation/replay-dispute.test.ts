import fc from "fast-check";
import { compareReplays } from "../../../src/domain/simulation/divergence.js";
import { replayDispute, type Replay } from "../../../src/domain/simulation/replay-dispute.js";
import type { RecordedCourse } from "../../../src/domain/simulation/recorded-course.js";
import type { Rulebook } from "../../../src/domain/rulebook/rulebook.js";
import { addHours } from "../../../src/domain/time.js";
import { rulebook, start } from "../dispute/support.js";
import { draftWith, later, Recorder } from "./support.js";

const replay = (course: RecordedCourse, under: Rulebook): Replay =>
  replayDispute({ course, rulebook: under, own: rulebook, now: later });
const compare = (course: RecordedCourse, draft: Rulebook) =>
  compareReplays(replay(course, rulebook), replay(course, draft));

const acts = fc.constantFrom(
  ...([
    ["MERCHANT_AGENT", "ACCEPT_CLAIM"],
    ["MERCHANT_AGENT", "REFUSE_CLAIM"],
    ["MERCHANT_AGENT", "MAKE_OFFER"],
    ["SHOPPER", "MAKE_OFFER"],
    ["SHOPPER", "AMEND_CLAIM"],
    ["SHOPPER", "ACCEPT_OFFER"],
    ["SHOPPER", "DECLINE_OFFER"],
    ["SHOPPER", "REQUEST_INTERVENTION"],
    ["SHOPPER", "SEND_MESSAGE"],
    ["SHOPPER", "WITHDRAW_DISPUTE"],
    ["SENIOR_MEDIATOR", "ASSIGN_MEDIATOR"],
    ["SENIOR_MEDIATOR", "CLAIM_NEXT_CASE"],
    ["SENIOR_MEDIATOR", "CLOSE_SUBMISSIONS"],
    ["SENIOR_MEDIATOR", "ISSUE_RULING"],
  ] as const),
);
type Step = readonly [hours: number, act: ReturnType<typeof acts.generate>["value"]];
const hours = fc.integer({ min: 1, max: 100 });
/** Single acts hardly ever make an offer and take it before something else happens. */
const settlement = fc.tuple(hours, hours).map(([first, then]): Step[] => [
  [first, ["MERCHANT_AGENT", "MAKE_OFFER"]],
  [then, ["SHOPPER", "ACCEPT_OFFER"]],
]);
const single = fc.tuple(hours, acts).map((step): Step[] => [step]);
const courses = fc
  .record({
    reason: fc.constantFrom("QUALITY_DEFECT", "PROMISE_BROKEN", "MISSING_OR_SHORT"),
    steps: fc.array(fc.oneof({ weight: 9, arbitrary: single }, { weight: 1, arbitrary: settlement }), {
      maxLength: 24,
    }),
  })
  .map(({ reason, steps }) => {
    const recorder = new Recorder(reason);
    for (const [hours, [role, action]] of steps.flat()) {
      recorder.pass(hours);
      if (!["PERFORMING", "CLOSED"].includes(recorder.dispute.status)) recorder.does(role, action);
    }
    recorder.pass(24 * 60);
    return recorder;
  });

describe("a replay under the dispute's own version", () => {
  it("ends as recorded: the same outcome, the same obligations, at the same time", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(courses, (recorder) => {
        const { outcome, status, obligations, updatedAt } = recorder.dispute;
        const again = replay(recorder.course, rulebook);
        seen.add(again.outcome);
        expect([again.outcome, again.status]).toEqual([outcome ?? "UNDECIDED", status]);
        const owed = obligations.filter(({ owner }) => owner === "MERCHANT");
        expect(again.moneyMinor).toBe(owed.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
        const over = status === "PERFORMING" || status === "CLOSED";
        expect(again.decidedAt).toEqual(over ? updatedAt : null);
      }),
      { numRuns: 400 },
    );
    // The generator must reach more than the easy ends, or the property says little.
    expect([...seen]).toEqual(expect.arrayContaining(["CONCEDED", "DEFAULTED", "SETTLED", "WITHDRAWN"]));
  });

  it("answers the same twice, under a draft too", () => {
    const draft = draftWith(({ reasons, timers }) => {
      for (const rule of Object.values(reasons)) rule.merchantResponseHours = 30;
      timers["offer"]!.hours = 20;
    });
    fc.assert(
      fc.property(courses, ({ course }) => {
        expect(compare(course, draft)).toEqual(compare(course, draft));
        expect(compare(course, rulebook).divergence).toBeNull();
      }),
    );
  });
});

describe("a draft", () => {
  it("with a shorter limit applies silence where the merchant answered in time", () => {
    const recorder = new Recorder();
    recorder.pass(40);
    expect(recorder.does("MERCHANT_AGENT", "ACCEPT_CLAIM")).toBe(true);
    const draft = draftWith(({ reasons }) => (reasons["QUALITY_DEFECT"]!.merchantResponseHours = 24));
    const { before, after, divergence } = compare(recorder.course, draft);
    expect([before.outcome, after.outcome]).toEqual(["CONCEDED", "DEFAULTED"]);
    expect(after.decidedAt).toEqual(addHours(start, 24));
    expect(divergence).toMatchObject({ sequence: 1, at: addHours(start, 24), clause: "R-QUALITY_DEFECT" });
    expect(divergence?.what).toContain("MERCHANT_SILENCE_APPLIED");
  });

  it("with a longer limit lets a merchant answer who was silent in time", () => {
    const recorder = new Recorder();
    recorder.pass(24 * 30);
    expect(recorder.dispute.outcome).toBe("DEFAULTED");
    const draft = draftWith(({ reasons }) => (reasons["QUALITY_DEFECT"]!.merchantResponseHours = 96));
    const { before, after, divergence } = compare(recorder.course, draft);
    expect([before.outcome, after.outcome]).toEqual(["DEFAULTED", "DEFAULTED"]);
    expect(divergence?.at).toEqual(before.decidedAt);
    expect(after.decidedAt).toEqual(addHours(start, 96));
  });

  it("that sends silence to the platform leaves the dispute undecided, for nobody decided it then", () => {
    const recorder = new Recorder();
    recorder.pass(24 * 30);
    const draft = draftWith(({ reasons }) => (reasons["QUALITY_DEFECT"]!.onMerchantSilence = ["PLATFORM"]));
    const { before, after, divergence } = compare(recorder.course, draft);
    expect([before.outcome, after.outcome]).toEqual(["DEFAULTED", "UNDECIDED"]);
    expect(after).toMatchObject({ status: "QUEUED", moneyMinor: 0n, decidedAt: null });
    expect(after.steps.length).toBeLessThan(10);
    expect(divergence).toMatchObject({ clause: "R-QUALITY_DEFECT" });
  });

  it("with a shorter window would not have let the dispute be opened", () => {
    const recorder = new Recorder("PROMISE_BROKEN");
    recorder.pass(24 * 30);
    const draft = draftWith(
      ({ reasons }) => (reasons["PROMISE_BROKEN"]!.window = { from: "PURCHASE", days: 1 }),
    );
    const { after, divergence } = compare(recorder.course, draft);
    expect(after).toMatchObject({ outcome: "NOT_OPENED", moneyMinor: 0n, decidedAt: null });
    expect(divergence).toMatchObject({ sequence: 1, at: start, clause: "R-PROMISE_BROKEN" });
    expect(divergence?.what).toContain("WINDOW_CLOSED");
  });

  it("without the reason or the remedy would not have let it be opened either", () => {
    const { course } = new Recorder();
    const noReason = draftWith(({ reasons }) => delete reasons["QUALITY_DEFECT"]);
    const noRemedy = draftWith(({ reasons }) => (reasons["QUALITY_DEFECT"]!.remedies = ["EXCHANGE"]));
    expect(compare(course, noReason).divergence?.what).toContain("knows no reason QUALITY_DEFECT");
    expect(compare(course, noRemedy).divergence?.what).toContain("REMEDY_NOT_ALLOWED");
  });

  it("is not blamed for what the own version would refuse by today's facts", () => {
    const { course } = new Recorder();
    const undelivered = { ...course, order: { ...course.order, purchasedAt: later } };
    expect(
      replay(
        undelivered,
        draftWith(() => undefined),
      ).outcome,
    ).not.toBe("NOT_OPENED");
  });

  it("with shorter offers lets the accepted one run out, and the dispute lapses", () => {
    const recorder = new Recorder();
    recorder.pass(10);
    recorder.does("MERCHANT_AGENT", "REFUSE_CLAIM");
    recorder.does("MERCHANT_AGENT", "MAKE_OFFER");
    recorder.pass(50);
    expect(recorder.does("SHOPPER", "ACCEPT_OFFER")).toBe(true);
    const draft = draftWith(({ timers }) => (timers["offer"]!.hours = 24));
    const { before, after, divergence } = compare(recorder.course, draft);
    expect([before.outcome, after.outcome]).toEqual(["SETTLED", "LAPSED"]);
    expect(before.moneyMinor - after.moneyMinor).toBe(20_00n);
    expect(divergence).toMatchObject({
      sequence: 3,
      at: addHours(start, 34),
      clause: rulebook.timers.offer.clause,
    });
  });

  it("matches a second offer of a side to its own acceptance", () => {
    const recorder = new Recorder();
    recorder.pass(10);
    recorder.does("MERCHANT_AGENT", "MAKE_OFFER");
    recorder.pass(5);
    recorder.does("SHOPPER", "MAKE_OFFER");
    recorder.does("MERCHANT_AGENT", "MAKE_OFFER");
    recorder.pass(5);
    const newest = recorder.dispute.offers.findLast(({ side }) => side === "MERCHANT");
    const command = { action: "ACCEPT_OFFER", offerId: newest!.id, termsHash: newest!.termsHash } as const;
    const shopper = { role: "SHOPPER", id: recorder.dispute.shopperId, merchantId: null } as const;
    expect(recorder.by(shopper, command)).toBe(true);
    expect(
      replay(
        recorder.course,
        draftWith(() => undefined),
      ).outcome,
    ).toBe("SETTLED");
  });

  it("with a shorter appeal window makes a ruling final sooner", () => {
    const recorder = new Recorder();
    recorder.pass(10);
    recorder.does("MERCHANT_AGENT", "REFUSE_CLAIM");
    recorder.does("SHOPPER", "REQUEST_INTERVENTION");
    for (const action of ["CLAIM_NEXT_CASE", "CLOSE_SUBMISSIONS", "ISSUE_RULING"] as const) {
      recorder.pass(5);
      expect(recorder.does("SENIOR_MEDIATOR", action)).toBe(true);
    }
    recorder.pass(24 * 30);
    const before = replay(recorder.course, rulebook);
    expect(before).toMatchObject({ outcome: "RULED_FOR_SHOPPER", moneyMinor: 20_00n });
    const shorter = draftWith(({ timers }) => (timers["appealWindow"]!.hours = 24));
    const after = replay(recorder.course, shorter);
    expect(after).toMatchObject({ outcome: "RULED_FOR_SHOPPER", moneyMinor: 20_00n });
    expect(after.decidedAt).toEqual(addHours(start, 25 + 24));
    expect(compareReplays(before, after).divergence?.clause).toBe(rulebook.timers.appealWindow.clause);
  });
});
