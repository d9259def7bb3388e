import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions, blockedActions } from "../../../src/domain/dispute/advice.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { standing } from "../../../src/domain/obligation/obligation.js";
import { addHours } from "../../../src/domain/time.js";
import { done, item, offer, refusalOf, accept } from "./acting.js";
import { commandFor } from "./commands.js";
import { asking, deciding, defaulted, lapsed, later, merchant, underReview } from "./human-review-stage.js";
import { opened, rulebook, viewers } from "./support.js";

const { MEDIATOR, SHOPPER, SYSTEM } = Role;
const { humanReviewHours, humanReviewWindowHours } = rulebook.desk;
const owed = ({ obligations }: Dispute) =>
  obligations.map(({ id, status, dueAt }) => ({ id, status, dueAt }));

describe("what the clock decides", () => {
  it("is kept with the rule, the clause and what it awarded, as the machine's suggestion", () => {
    const dispute = defaulted();
    expect(dispute.automaticOutcome).toMatchObject({
      ...{ outcome: "DEFAULTED", reason: "QUALITY_DEFECT", rulebookVersion: rulebook.version },
      ...{ clause: "R-QUALITY_DEFECT", effects: ["RETURN"], decidedAt: dispute.updatedAt },
      awarded: [{ kind: "RETURN_AND_REFUND", amountMinor: 10_00n }],
      reviewableUntil: addHours(dispute.updatedAt, 14 * 24),
    });
    expect(lapsed().automaticOutcome).toMatchObject({ outcome: "LAPSED", effects: [], awarded: [] });
  });

  it("is nothing that a person is asked about where a case goes to the platform, or the sides agreed", () => {
    const toPlatform = defaulted(opened("COUNTERFEIT"));
    expect(toPlatform).toMatchObject({ status: "QUEUED", automaticOutcome: null });
    const conceded = done(opened(), merchant, { action: "ACCEPT_CLAIM" });
    expect(refusalOf(conceded, merchant, asking())).toBe("STATE_CONFLICT");
  });
});

describe("a request for a human review", () => {
  it("holds what is owed, and waits in the queue with a clock of its own", () => {
    const before = defaulted();
    const asked = done(before, merchant, asking(), later(before, 2));
    expect(asked).toMatchObject({ status: "QUEUED", outcome: null, waitingOn: "PLATFORM" });
    expect(new Set(asked.obligations.map(({ status }) => status))).toEqual(new Set(["CONTESTED"]));
    expect(asked.humanReview).toMatchObject({
      ...{ side: "MERCHANT", status: "UNDER_REVIEW", grounds: ["COULD_NOT_ACT"], decision: null },
      decideUntil: addHours(asked.updatedAt, humanReviewHours),
    });
  });

  it("is for the side that the clock decided against", () => {
    expect(refusalOf(defaulted(), SHOPPER, asking(), later(defaulted(), 1))).toBe("STATE_CONFLICT");
    expect(refusalOf(lapsed(), merchant, asking(), later(lapsed(), 1))).toBe("STATE_CONFLICT");
    expect(done(lapsed(), SHOPPER, asking(), later(lapsed(), 1))).toMatchObject({ status: "QUEUED" });
  });

  it("is also for a shopper who got less than was claimed by the merchant's silence", () => {
    const { claim, ...dispute } = opened();
    const [claimed] = claim.items;
    const items = [{ ...claimed!, amountMinor: 200_00n }];
    const short = defaulted({ ...dispute, claim: { ...claim, items } });
    expect(done(short, SHOPPER, asking(), later(short, 1)).humanReview).toMatchObject({ side: "SHOPPER" });
  });

  it("is possible until the window ends, names each ground once, and is advised with that end", () => {
    const before = defaulted();
    const ask = (hours: number) => refusalOf(before, merchant, asking(), later(before, hours));
    expect([ask(humanReviewWindowHours), ask(humanReviewWindowHours - 0.001)]).toEqual([
      "WINDOW_CLOSED",
      "ACCEPTED",
    ]);
    const wrong = [[], ["OTHER", "OTHER"]] as const;
    const codes = wrong.map((grounds) => refusalOf(before, merchant, asking({ grounds }), later(before, 1)));
    expect(codes).toEqual(["REASONS_REQUIRED", "VALIDATION"]);
    const context = { viewer: viewers[merchant], rulebook, ...later(before, 1) };
    const advised = allowedActions(before, context).find(({ action }) => action === "REQUEST_HUMAN_REVIEW");
    expect(advised?.dueAt).toEqual(before.automaticOutcome?.reviewableUntil);
  });

  it("comes before all else that the mediator would do with the case", () => {
    const dispute = underReview();
    const blocked = blockedActions(dispute, {
      ...{ viewer: viewers.MEDIATOR, rulebook },
      now: dispute.updatedAt,
    });
    expect(blocked.map(({ action }) => action).toSorted()).toEqual(
      [
        ...["ADMIT_EVIDENCE", "CLOSE_SUBMISSIONS", "CONFIRM_STEPS", "DECIDE_SHARED_FINDING"],
        ...["DECLARE_INADMISSIBLE", "REMOVE_FROM_CASE_SWARM"],
        ...["EXCLUDE_EVIDENCE", "MERGE_DISPUTES", "PROPOSE_SETTLEMENT", "REDACT_EVIDENCE"],
        ...["REQUEST_EVIDENCE"],
      ].toSorted(),
    );
  });

  it("is over where the sides settle or the shopper withdraws, and nothing is owed twice", () => {
    const dispute = underReview();
    const terms = [item("PARTIAL_REFUND", 5_00n)];
    const offered = done(dispute, SHOPPER, offer(...terms), later(dispute, 1));
    const settled = done(offered, merchant, accept(offered), later(offered, 1));
    expect(settled).toMatchObject({ outcome: "SETTLED", humanReview: { status: "MOOT", decision: null } });
    expect(standing(settled.obligations)).toMatchObject([{ kind: "REFUND", amountMinor: 5_00n }]);
    const withdrawn = done(dispute, SHOPPER, { action: "WITHDRAW_DISPUTE" }, later(dispute, 1));
    expect(withdrawn).toMatchObject({ status: "CLOSED", humanReview: { status: "MOOT" } });
    expect(standing(withdrawn.obligations)).toEqual([]);
  });

  it("does not leave what was owed beside what sealed limits bring", () => {
    const dispute = underReview();
    const limit = { action: "STATE_SEALED_LIMIT", settledMinor: 7_00n } as const;
    const crossed = done(dispute, SHOPPER, limit, later(dispute, 1));
    expect(standing(crossed.obligations).map(({ amountMinor }) => amountMinor)).toEqual([7_00n]);
  });
});

describe("the platform's time for a human review", () => {
  it("raises the level when it is over, as often as nobody decides, and decides nothing", () => {
    const dispute = underReview();
    const { decideUntil } = dispute.humanReview!;
    expect(nextTimer(dispute)).toEqual({ at: decideUntil, action: "ESCALATE_HUMAN_REVIEW" });
    const late = done(dispute, SYSTEM, { action: "ESCALATE_HUMAN_REVIEW" }, { now: decideUntil });
    expect(late).toMatchObject({ status: "IN_REVIEW", level: 2, queue: { overdueAt: decideUntil } });
    expect(late.humanReview?.decideUntil).toEqual(addHours(decideUntil, humanReviewHours));
    expect(refusalOf(dispute, SYSTEM, { action: "ESCALATE_HUMAN_REVIEW" }, later(dispute, 0))).toBe(
      "STATE_CONFLICT",
    );
  });

  it("stands still while the dispute is held, and so does the time to ask for it", () => {
    const held = (dispute: Dispute) => {
      const suspended = done(dispute, MEDIATOR, commandFor("SUSPEND_DISPUTE", null), later(dispute, 1));
      return done(suspended, MEDIATOR, { action: "RESUME_DISPUTE" }, later(suspended, 50));
    };
    const dispute = underReview();
    const resumed = held(dispute);
    expect(resumed.humanReview?.decideUntil).toEqual(addHours(dispute.humanReview!.decideUntil, 50));
    const performing = { ...defaulted(), mediatorId: viewers.MEDIATOR.id };
    expect(held(performing).automaticOutcome?.reviewableUntil).toEqual(
      addHours(performing.automaticOutcome!.reviewableUntil, 50),
    );
  });
});

describe("the decision on a human review", () => {
  it("puts the dispute back where it was, with the very time that was left", () => {
    const before = defaulted();
    const dispute = underReview(before);
    const upheld = done(dispute, MEDIATOR, deciding("UPHELD"), later(dispute, 10));
    expect(upheld).toMatchObject({ status: "PERFORMING", outcome: "DEFAULTED" });
    // It was asked for after 2 hours, taken 3 hours later and decided after 10 more.
    expect(owed(upheld)).toEqual(owed(before).map((each) => ({ ...each, dueAt: addHours(each.dueAt, 13) })));
    expect(upheld.humanReview?.decision).toMatchObject({
      ...{ outcome: "UPHELD", reason: "I have looked at it.", mediatorId: viewers.MEDIATOR.id },
      decidedAt: upheld.updatedAt,
    });
  });

  it("leaves overdue what was overdue", () => {
    const before = defaulted();
    const late = done(before, SYSTEM, { action: "MARK_OVERDUE" }, { now: before.deadlineAt! });
    const dispute = underReview(late);
    const upheld = done(dispute, MEDIATOR, deciding("UPHELD"), later(dispute, 10));
    expect(owed(upheld)[0]).toEqual(owed(late)[0]);
    expect(upheld.obligations[0]?.status).toBe("OVERDUE");
  });

  it("closes again what had lapsed", () => {
    const dispute = underReview(lapsed(), SHOPPER);
    const upheld = done(dispute, MEDIATOR, deciding("UPHELD"), later(dispute, 1));
    expect(upheld).toMatchObject({ status: "CLOSED", outcome: "LAPSED", deadlineAt: null });
  });

  it("sets aside what the clock awarded and lets the case be heard, where it is overturned", () => {
    const dispute = underReview();
    const overturned = done(dispute, MEDIATOR, deciding("OVERTURNED"), later(dispute, 10));
    expect(overturned).toMatchObject({ status: "IN_REVIEW", outcome: null, mediatorId: viewers.MEDIATOR.id });
    expect(standing(overturned.obligations)).toEqual([]);
    expect(overturned.automaticOutcome).toEqual(dispute.automaticOutcome);
    const closed = done(overturned, MEDIATOR, commandFor("CLOSE_SUBMISSIONS", null), later(overturned, 1));
    const ruled = done(closed, MEDIATOR, commandFor("ISSUE_RULING", null), later(closed, 1));
    const final = done(ruled, SYSTEM, { action: "FINALISE_RULING" }, { now: ruled.deadlineAt! });
    expect(standing(final.obligations)).toMatchObject([{ kind: "REFUND", amountMinor: 20_00n }]);
    expect(final.obligations).toHaveLength(overturned.obligations.length + 1);
  });

  it("is made once, by whoever has the case, and not while that mediator is challenged", () => {
    const dispute = underReview();
    const other = { ...dispute, mediatorId: "somebody else" };
    const decide = (of: Dispute) => refusalOf(of, Role.SENIOR_MEDIATOR, deciding("UPHELD"), later(of, 1));
    expect(decide(other)).toBe("FORBIDDEN");
    const challenge = { action: "CHALLENGE_MEDIATOR", ground: "OTHER", statement: "Rude." } as const;
    expect(decide(done(dispute, SHOPPER, challenge, later(dispute, 1)))).toBe("STATE_CONFLICT");
    const upheld = done(dispute, MEDIATOR, deciding("UPHELD"), later(dispute, 1));
    expect(decide(upheld)).toBe("STATE_CONFLICT");
    expect(refusalOf(upheld, merchant, asking(), later(upheld, 1))).toBe("ATTEMPT_LIMIT");
  });
});
