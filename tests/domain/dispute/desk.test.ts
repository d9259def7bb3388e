import fc from "fast-check";
import { Role, Side, type Viewer } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import { openChallengeOf } from "../../../src/domain/dispute/desk.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { MediatorFacts } from "../../../src/domain/dispute/guards.js";
import { handoverOf } from "../../../src/domain/dispute/handover.js";
import { addHours } from "../../../src/domain/time.js";
import { accept, deciding, done, item, offer, refusalOf, ruling, verdictOf } from "./acting.js";
import { commandFor } from "./commands.js";
import { contextFor, mediatorFacts, newId, opened, start, viewers } from "./support.js";

const at = (hours: number) => ({ now: addHours(start, hours) });
const freely: Command = { action: "CHALLENGE_MEDIATOR", ground: null, statement: null };
const because = commandFor("CHALLENGE_MEDIATOR", null);
const other: MediatorFacts = { ...mediatorFacts, id: newId() };
const otherViewer: Viewer = { role: Role.SENIOR_MEDIATOR, id: other.id, merchantId: null };

/** What somebody who is not the mediator of `acting.ts` does. */
function byOther(dispute: Dispute, command: Command, options: { now?: Date; mediator?: MediatorFacts } = {}) {
  const context = contextFor(otherViewer, { reason: dispute.reason, mediator: other, ...options });
  return decide(command, dispute, context);
}
function doneByOther(
  dispute: Dispute,
  command: Command,
  options: { now?: Date; mediator?: MediatorFacts } = {},
) {
  const verdict = byOther(dispute, command, options);
  if (!verdict.accepted) throw new Error(`${command.action}: ${verdict.refusal.message}`);
  return evolve(dispute, verdict.event, options.now ?? start);
}
const codeByOther = (...parameters: Parameters<typeof byOther>) => {
  const verdict = byOther(...parameters);
  return verdict.accepted ? "ACCEPTED" : verdict.refusal.code;
};

/** Evidence was asked for, exchanged and decided on. */
function rebutting(): Dispute {
  const asked = done(deciding(), Role.MEDIATOR, commandFor("REQUEST_EVIDENCE", null));
  const sealed = done(asked, Role.SHOPPER, commandFor("SUBMIT_EVIDENCE", null));
  const one = done(sealed, Role.SHOPPER, commandFor("COMPLETE_EVIDENCE", null));
  const exchanged = done(one, Role.MERCHANT_AGENT, commandFor("COMPLETE_EVIDENCE", null));
  return done(exchanged, Role.MEDIATOR, commandFor("ADMIT_EVIDENCE", exchanged));
}

describe("a challenge without reasons", () => {
  it("sends the case back at once, and the mediator never gets it again", () => {
    const challenged = done(deciding(), Role.SHOPPER, freely);
    expect(challenged).toMatchObject({ status: "QUEUED", mediatorId: null });
    expect(challenged.deadlineAt).toEqual(addHours(start, 24));
    for (const action of ["CLAIM_NEXT_CASE", "ASSIGN_MEDIATOR"] as const)
      expect(refusalOf(challenged, Role.SENIOR_MEDIATOR, { action })).toBe("CONFLICT_OF_INTEREST");
    expect(codeByOther(challenged, { action: "CLAIM_NEXT_CASE" })).toBe("ACCEPTED");
  });

  it("is possible within 24 hours of the assignment, and once", () => {
    expect(refusalOf(deciding(), Role.SHOPPER, freely, at(23.9))).toBe("ACCEPTED");
    expect(refusalOf(deciding(), Role.SHOPPER, freely, at(24))).toBe("REASONS_REQUIRED");
    const again = doneByOther(done(deciding(), Role.SHOPPER, freely), { action: "CLAIM_NEXT_CASE" });
    expect(refusalOf(again, Role.SHOPPER, freely)).toBe("REASONS_REQUIRED");
    expect(refusalOf(again, Role.MERCHANT_AGENT, freely)).toBe("ACCEPTED");
    expect(refusalOf(again, Role.SHOPPER, because)).toBe("ACCEPTED");
  });
});

describe("a challenge with reasons", () => {
  const challenged = () => done(deciding(), Role.SHOPPER, because, at(30));

  it("leaves the case and its clock where they are until a senior decides, who is not the one challenged", () => {
    const before = deciding();
    const after = challenged();
    expect([after.status, after.deadlineAt]).toEqual([before.status, before.deadlineAt]);
    expect(refusalOf(after, Role.MEDIATOR, ruling({}), at(31))).toBe("STATE_CONFLICT");
    expect(refusalOf(after, Role.MERCHANT_AGENT, because, at(31))).toBe("STATE_CONFLICT");
    const decision = commandFor("DECIDE_CHALLENGE", null);
    expect(refusalOf(after, Role.SENIOR_MEDIATOR, decision, at(31))).toBe("FOUR_EYES_REQUIRED");
    const upheld = doneByOther(after, decision, at(31));
    expect(upheld).toMatchObject({ status: "QUEUED", mediatorId: null });
    expect(upheld.desk.challenges.at(-1)).toMatchObject({ outcome: "UPHELD", side: Side.SHOPPER });
    const rejected = doneByOther(after, { ...decision, upheld: false } as Command, at(31));
    expect(rejected).toMatchObject({ status: "DECIDING", mediatorId: mediatorFacts.id });
    expect(refusalOf(rejected, Role.MEDIATOR, ruling({}), at(32))).toBe("ACCEPTED");
    expect(refusalOf(rejected, Role.SHOPPER, because, at(32))).toBe("ATTEMPT_LIMIT");
  });

  it("that nobody decides raises the level and decides nothing", () => {
    const timer = nextTimer(challenged());
    expect(timer).toEqual({ at: addHours(start, 42), action: "ESCALATE_CHALLENGE" });
    const late = done(challenged(), Role.SYSTEM, { action: "ESCALATE_CHALLENGE" }, at(42));
    expect(late).toMatchObject({ status: "DECIDING", level: 2, mediatorId: mediatorFacts.id });
    expect(late.deadlineAt).toEqual(challenged().deadlineAt);
    expect(openChallengeOf(late)?.decideUntil).toEqual(addHours(start, 54));
  });

  it("says what happened", () => {
    const silent: Command = { action: "CHALLENGE_MEDIATOR", ground: "RUDENESS", statement: null };
    expect(refusalOf(deciding(), Role.SHOPPER, silent)).toBe("REASONS_REQUIRED");
  });

  it("ends when the mediator steps down", () => {
    const left = done(challenged(), Role.MEDIATOR, commandFor("RECUSE", null), at(31));
    expect(left.desk.challenges.at(-1)?.outcome).toBe("MOOT");
  });
});

describe("what a mediator did who left", () => {
  const succeeded = () =>
    doneByOther(done(rebutting(), Role.MEDIATOR, commandFor("RECUSE", null)), { action: "CLAIM_NEXT_CASE" });

  it("counts only once the successor confirms it: until then no ruling", () => {
    const closed = doneByOther(succeeded(), commandFor("CLOSE_SUBMISSIONS", null));
    const verdict = byOther(closed, ruling({}));
    expect(verdict).toMatchObject({
      refusal: {
        code: "STEPS_NOT_CONFIRMED",
        details: { steps: ["EVIDENCE_ROUND_1", "EVIDENCE_DECISIONS"] },
      },
    });
    const steps = ["EVIDENCE_DECISIONS"];
    const half = doneByOther(closed, { action: "CONFIRM_STEPS", steps, reason: "They are fair." });
    expect(half).toMatchObject({ status: "DECIDING", desk: { stepsToConfirm: ["EVIDENCE_ROUND_1"] } });
    expect(codeByOther(half, { action: "CONFIRM_STEPS", steps, reason: "Again." })).toBe("VALIDATION");
  });

  it("goes on where it was interrupted, with its whole time", () => {
    const later = at(10);
    const confirmed = doneByOther(succeeded(), commandFor("CONFIRM_STEPS", null), later);
    expect(confirmed).toMatchObject({ status: "REBUTTAL", deadlineAt: addHours(later.now, 24) });
    expect(confirmed.desk.stepsToConfirm).toEqual([]);
  });

  it("can be done anew instead, beyond the number of rounds", () => {
    const again = doneByOther(succeeded(), commandFor("REQUEST_EVIDENCE", null));
    expect(again).toMatchObject({ status: "EVIDENCE", desk: { stepsToConfirm: ["EVIDENCE_DECISIONS"] } });
    expect(again.desk.interrupted).toBeNull();
  });

  it("stands without more where the case was handed on", () => {
    const transfer = commandFor("TRANSFER_CASE", null);
    const { desk, ...handed } = done(rebutting(), Role.MEDIATOR, transfer, { mediator: other });
    expect(desk.stepsToConfirm).toEqual([]);
    expect(handed).toMatchObject({ status: "REBUTTAL", mediatorId: other.id });
    expect(handed.deadlineAt).toEqual(rebutting().deadlineAt);
  });
});

describe("a higher level", () => {
  const escalate = commandFor("ESCALATE_DISPUTE", null);

  it("is asked for once a level by each side, and starts that level's own clock where the platform is to act", () => {
    const once = done(deciding(), Role.SHOPPER, escalate, at(5));
    expect(once).toMatchObject({ status: "DECIDING", level: 2, deadlineAt: addHours(start, 125) });
    const twice = done(once, Role.SHOPPER, escalate, at(6));
    expect(twice.level).toBe(3);
    expect(refusalOf(twice, Role.MERCHANT_AGENT, escalate, at(7))).toBe("STATE_CONFLICT");
  });

  it("leaves the sides' own clock alone", () => {
    const asked = done(deciding(), Role.MEDIATOR, commandFor("REQUEST_EVIDENCE", null));
    const higher = done(asked, Role.MERCHANT_AGENT, escalate, at(5));
    expect([higher.level, higher.deadlineAt]).toEqual([2, asked.deadlineAt]);
  });

  it("rules, and nobody below it; the case can be handed on", () => {
    const higher = done(deciding(), Role.SHOPPER, escalate);
    const low = { mediator: { ...mediatorFacts, level: 1 as const } };
    expect(refusalOf(higher, Role.MEDIATOR, ruling({}), low)).toBe("AUTHORITY_EXCEEDED");
    const transfer = commandFor("TRANSFER_CASE", null);
    const toLow = { mediator: { ...other, level: 1 as const } };
    expect(refusalOf(higher, Role.MEDIATOR, transfer, toLow)).toBe("AUTHORITY_EXCEEDED");
    const handed = done(higher, Role.MEDIATOR, transfer, { mediator: other });
    expect(codeByOther(handed, ruling({}))).toBe("ACCEPTED");
  });
});

describe("a mediator who is away", () => {
  const release = (hours: number, attendance: object) => {
    const context = contextFor(viewers.SYSTEM, at(hours));
    const away = { lastActAt: start, offShiftSince: null, level: 2 as const, ...attendance };
    return decide({ action: "RELEASE_CASE" }, deciding(), { ...context, attendance: away });
  };

  it.each([
    ["was silent for 48 hours", 48, {}, "SILENT"],
    ["is off shift for 24 hours", 30, { offShiftSince: addHours(start, 6) }, "OFF_SHIFT"],
  ])("%s loses the case to the queue, one level up", (_what, hours, attendance, cause) => {
    const verdict = release(hours, attendance);
    expect(verdict).toMatchObject({ event: { type: "CASE_RELEASED", cause, after: { level: 2 } } });
    expect(verdict).toMatchObject({ event: { after: { status: "QUEUED" } } });
  });

  it("keeps it until then, and where nobody looked", () => {
    expect(release(47.9, {}).accepted).toBe(false);
    expect(refusalOf(deciding(), Role.SYSTEM, { action: "RELEASE_CASE" }, at(70))).toBe("STATE_CONFLICT");
  });

  it("below the level asked for loses it after 24 hours", () => {
    const higher = done(deciding(), Role.SHOPPER, commandFor("ESCALATE_DISPUTE", null));
    const attendance = { lastActAt: addHours(start, 23), offShiftSince: null, level: 1 as const };
    const verdict = decide({ action: "RELEASE_CASE" }, higher, {
      ...contextFor(viewers.SYSTEM, at(24)),
      attendance,
    });
    expect(verdict).toMatchObject({ event: { cause: "BELOW_LEVEL", after: { status: "QUEUED", level: 2 } } });
  });
});

describe("the hand-over", () => {
  it("tells what both say alike, what is open, promised and due, and nothing that is sealed", () => {
    const offered = done(deciding(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 40_00n)));
    const countered = done(offered, Role.SHOPPER, offer(item("PARTIAL_REFUND", 60_00n)));
    const asked = done(countered, Role.MEDIATOR, commandFor("REQUEST_EVIDENCE", null));
    const sealed = done(asked, Role.SHOPPER, commandFor("SUBMIT_EVIDENCE", null));
    const capsule = handoverOf(sealed, "Ask about the box.");
    expect(capsule).toEqual(handoverOf(asked, "Ask about the box."));
    expect(capsule.agreed).toEqual([
      { code: "SAME_REMEDY", side: null, subject: "PARTIAL_REFUND 40.00 CNY", at: null },
    ]);
    expect(capsule.openQuestions.map(({ code, side }) => [code, side])).toContainEqual([
      "EVIDENCE_ASKED",
      "SHOPPER",
    ]);
    expect(capsule.promises.map(({ subject }) => subject)).toEqual([
      "PARTIAL_REFUND 40.00 CNY",
      "PARTIAL_REFUND 60.00 CNY",
    ]);
    expect(capsule.deadlines.map(({ subject }) => subject)).toEqual(["EXCHANGE_EVIDENCE", "EVIDENCE"]);
  });
});

it("a settlement ends all that, challenge or not", () => {
  const offered = done(deciding(), Role.MERCHANT_AGENT, offer(item("REFUND", 40_00n)));
  const challenged = done(offered, Role.MERCHANT_AGENT, because);
  const settled = done(challenged, Role.SHOPPER, accept(challenged));
  expect(nextTimer(settled)?.action).toBe("MARK_OVERDUE");
});

it("neither side changes mediators or levels without end, whatever it tries", () => {
  const acts = fc.constantFrom(freely, because, commandFor("ESCALATE_DISPUTE", null));
  const sides = fc.constantFrom(Role.SHOPPER, Role.MERCHANT_AGENT);
  fc.assert(
    fc.property(fc.array(fc.tuple(sides, acts), { maxLength: 60 }), (tries) => {
      let dispute = done(opened(), Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
      let [changed, mediators] = [0, 0];
      for (const [role, command] of tries) {
        if (dispute.status === "QUEUED") {
          const mediator = { ...mediatorFacts, level: 3 as const, id: `mediator-${(mediators += 1)}` };
          dispute = done(dispute, Role.MEDIATOR, { action: "CLAIM_NEXT_CASE" }, { mediator });
        }
        const verdict = verdictOf(dispute, role, command);
        if (!verdict.accepted) continue;
        changed += 1;
        dispute = evolve(dispute, verdict.event, start);
      }
      // Two challenges without reasons, one with for the single mediator who is left, two levels.
      expect(changed).toBeLessThanOrEqual(2 + 1 + 4);
    }),
    { numRuns: 50 },
  );
});
