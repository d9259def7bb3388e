import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { timeBetween } from "../../../src/domain/clock/counted-time.js";
import { allowedActions, ifNothingHappens } from "../../../src/domain/dispute/advice.js";
import { clockReport } from "../../../src/domain/dispute/clock-report.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { countingOf } from "../../../src/domain/dispute/running-clock.js";
import type { TimerRule } from "../../../src/domain/rulebook/timer-rule.js";
import { addHours } from "../../../src/domain/time.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";
import { line, rulebook, start, viewers } from "./support.js";

const suspend = commandFor("SUSPEND_DISPUTE", null) as Command<"SUSPEND_DISPUTE">;
const resume = commandFor("RESUME_DISPUTE", null);

type Step = readonly [role: Role, action: Command["action"]];
const toReview: readonly Step[] = [
  [Role.MERCHANT_AGENT, "REQUEST_INTERVENTION"],
  [Role.MEDIATOR, "CLAIM_NEXT_CASE"],
];
const toDecision: readonly Step[] = [...toReview, [Role.MEDIATOR, "CLOSE_SUBMISSIONS"]];
const toEvidence: readonly Step[] = [...toReview, [Role.MEDIATOR, "REQUEST_EVIDENCE"]];

/** How a dispute gets into every status that can be held. */
const ways: Readonly<Record<string, readonly Step[]>> = {
  QUEUED: toReview.slice(0, 1),
  IN_REVIEW: toReview,
  EVIDENCE: toEvidence,
  REBUTTAL: [...toEvidence, [Role.SHOPPER, "COMPLETE_EVIDENCE"], [Role.MERCHANT_AGENT, "COMPLETE_EVIDENCE"]],
  DECIDING: toDecision,
  RULED: [...toDecision, [Role.MEDIATOR, "ISSUE_RULING"]],
  PERFORMING: [...toReview, [Role.MERCHANT_AGENT, "MAKE_OFFER"], [Role.SHOPPER, "ACCEPT_OFFER"]],
};
const statuses = Object.keys(ways);

const business = (name: keyof typeof rulebook.timers): TimerRule => ({
  ...rulebook.timers[name],
  basis: "BUSINESS",
});
const inBusinessHours = Object.fromEntries(
  (["assignment", "decisionLevel1", "evidence", "rebuttal", "appealWindow", "offer"] as const).map((name) => [
    name,
    business(name),
  ]),
);

function played(steps: readonly Step[], timers: Partial<typeof rulebook.timers> = {}): ClockStage {
  const stage = new ClockStage(start, { timers }).open();
  for (const [role, action] of steps) {
    expect([action, stage.do(role, commandFor(action, stage.it))]).toEqual([action, "ACCEPTED"]);
  }
  return stage;
}

const by = ({ mediatorId }: Dispute): Role => (mediatorId === null ? Role.SENIOR_MEDIATOR : Role.MEDIATOR);

/** What is left of everything that runs, in the time that counts for it. */
function rest(stage: ClockStage) {
  const { it, now } = stage;
  const left = (at: Date): number => timeBetween(now, at, countingOf(it, stage.context(Role.SYSTEM)));
  return {
    clock: left(stage.deadline),
    half: it.clock.halfAt === null || it.clock.halfAt <= now ? null : left(it.clock.halfAt),
    offers: it.offers.filter(({ status }) => status === "OPEN").map(({ expiresAt }) => left(expiresAt)),
    owed: it.obligations.filter(({ status }) => status === "DUE").map(({ dueAt }) => left(dueAt)),
  };
}

describe("a suspension", () => {
  it.each(statuses)("in %s leaves exactly what was left, to the millisecond", (status) => {
    const instant = fc.integer({ min: 0, max: 999_999 });
    fc.assert(
      fc.property(instant, instant, fc.boolean(), fc.boolean(), (used, held, counted, offered) => {
        const stage = played(ways[status]!, counted ? inBusinessHours : {});
        if (offered && status !== "PERFORMING") {
          stage.do(Role.MERCHANT_AGENT, commandFor("MAKE_OFFER", stage.it));
        }
        const span = (nextTimer(stage.it)?.at ?? start).getTime() - stage.now.getTime();
        stage.passTo(new Date(stage.now.getTime() + Math.floor((span - 1) * (used / 1_000_000))));
        const before = rest(stage);
        const { status: present, mediatorId, waitingOn } = stage.it;
        expect(stage.do(by(stage.it), suspend)).toBe("ACCEPTED");
        expect(stage.it).toMatchObject({
          status: "SUSPENDED",
          suspendedFrom: present,
          waitingOn: "PLATFORM",
        });
        const review = stage.deadline.getTime() - stage.now.getTime();
        const early = held < 900_000;
        stage.passTo(new Date(stage.now.getTime() + Math.floor(review * (early ? held / 900_000 : 1))));
        if (early) expect(stage.do(by(stage.it), resume)).toBe("ACCEPTED");
        expect(stage.it).toMatchObject({ status: present, suspendedFrom: null, mediatorId, waitingOn });
        expect(rest(stage)).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  it("goes on by itself at the review date, also where the platform is late, and says so beforehand", () => {
    const stage = played(toEvidence).pass(10);
    stage.do(Role.MEDIATOR, { ...suspend, reviewAt: addHours(start, 100) });
    expect(ifNothingHappens(stage.it, [line], rulebook)).toEqual({
      ...{ at: addHours(start, 100), action: "RESUME_DISPUTE", status: "EVIDENCE" },
      ...{ outcome: null, clause: "T-SUSPENSION_REVIEW" },
    });
    stage.now = addHours(start, 105);
    expect(stage.system(resume)).toBe("ACCEPTED");
    expect(stage.deadline).toEqual(addHours(start, 100 + 38));
    expect(stage.it.suspensions).toMatchObject([{ endedAt: addHours(start, 100), kept: null }]);
  });

  it("is not ended by the clock before its time", () => {
    const stage = played(toReview);
    stage.do(Role.MEDIATOR, suspend);
    expect(stage.pass(167).system(resume)).toBe("STATE_CONFLICT");
  });

  it("reaches as far as the rules allow, and never back", () => {
    const stage = played(toReview);
    const until = (hours: number) =>
      stage.do(Role.MEDIATOR, { ...suspend, reviewAt: addHours(start, hours) });
    expect([until(0), until(-1), until(169), until(168)]).toEqual([
      ...["VALIDATION", "VALIDATION", "VALIDATION", "ACCEPTED"],
    ]);
  });

  it("can be repeated as often as the rules say, so that nobody can stall for ever", () => {
    const stage = played(toReview);
    const { suspensions } = rulebook.limits;
    for (let time = 0; time < suspensions; time += 1) {
      expect([stage.do(Role.MEDIATOR, suspend), stage.do(Role.MEDIATOR, resume)]).toEqual([
        ...["ACCEPTED", "ACCEPTED"],
      ]);
    }
    expect(stage.do(Role.MEDIATOR, suspend)).toBe("ATTEMPT_LIMIT");
  });

  it("is for who has the case, or a senior while nobody has it", () => {
    const queued = played(ways["QUEUED"]!);
    expect(queued.do(Role.MEDIATOR, suspend)).toBe("FORBIDDEN");
    expect(queued.do(Role.SENIOR_MEDIATOR, suspend)).toBe("ACCEPTED");
  });

  it("lets the sides settle and write, and nothing else", () => {
    const stage = played(toEvidence).pass(10);
    stage.do(Role.MEDIATOR, suspend);
    const context = { viewer: viewers.SHOPPER, rulebook, now: stage.now };
    expect(allowedActions(stage.it, context).map(({ action }) => action)).toEqual([
      "MAKE_OFFER",
      "SEND_MESSAGE",
    ]);
    stage.do(Role.MERCHANT_AGENT, commandFor("MAKE_OFFER", null));
    // An offer has its whole time from the review date on.
    expect(stage.it.offers[0]?.expiresAt).toEqual(addHours(stage.deadline, 72));
    expect(stage.do(Role.SHOPPER, commandFor("ACCEPT_OFFER", stage.it))).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({
      ...{ status: "PERFORMING", suspendedFrom: null, outcome: "SETTLED" },
      suspensions: [{ endedAt: stage.now, kept: null }],
    });
  });

  it("is no time to negotiate what is owed already", () => {
    const stage = played(ways["PERFORMING"]!);
    stage.do(Role.MEDIATOR, suspend);
    expect(stage.do(Role.SHOPPER, commandFor("MAKE_OFFER", null))).toBe("STATE_CONFLICT");
  });

  it("keeps the shopper's time to answer a question, and the merchant's that stands still for it", () => {
    const stage = new ClockStage(start).open().pass(10);
    stage.do(Role.MERCHANT_AGENT, commandFor("REQUEST_INFORMATION", null));
    stage.pass(8);
    // Nobody on the desk sees a dispute that the two have among themselves; the rule itself knows no such limit.
    stage.dispute = { ...stage.it, mediatorId: viewers.MEDIATOR.id };
    expect(stage.do(Role.MEDIATOR, suspend)).toBe("ACCEPTED");
    expect(stage.it.informationRequest?.answerUntil).toEqual(addHours(stage.deadline, 40));
    stage.pass(20);
    expect(stage.do(Role.MEDIATOR, resume)).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({
      ...{ status: "MERCHANT_RESPONSE", waitingOn: "SHOPPER", deadlineAt: addHours(stage.now, 40 + 38) },
      informationRequest: { answerUntil: addHours(stage.now, 40) },
      clock: { pause: { endsAt: addHours(stage.now, 40), remainingMs: 38 * 3_600_000 } },
    });
  });

  it("leaves the clock standing where force majeure lasts longer", () => {
    const stage = played(toEvidence).pass(10);
    stage.do(Role.MEDIATOR, suspend);
    const sides = ["SHOPPER", "MERCHANT"] as const;
    const period = { from: addHours(start, 20), until: addHours(start, 60), declaredAt: addHours(start, 20) };
    stage.suspensions = [{ ...period, ground: "FORCE_MAJEURE", clause: "C-1", sides: [...sides] }];
    stage.pass(20);
    stage.do(Role.MEDIATOR, resume);
    expect(stage.it.clock.pause).toMatchObject({ ground: "FORCE_MAJEURE", endsAt: addHours(start, 60) });
    expect(stage.deadline).toEqual(addHours(start, 60 + 38));
  });

  it("counts for nobody in the report of the time", () => {
    const stage = played(toEvidence).pass(10);
    stage.do(Role.MEDIATOR, suspend);
    stage.pass(20);
    stage.do(Role.MEDIATOR, resume);
    stage.pass(5);
    const { totals, spans } = clockReport(stage.log, stage.now);
    expect(spans.map(({ status, ground }) => [status, ground])).toContainEqual(["SUSPENDED", "SUSPENSION"]);
    const shopper = totals.find(({ party }) => party === "SHOPPER");
    expect(shopper).toMatchObject({ usedMs: 15 * 3_600_000, pausedMs: 0 });
    expect(totals.find(({ party }) => party === "MEDIATOR")).toMatchObject({ pausedMs: 20 * 3_600_000 });
  });
});
