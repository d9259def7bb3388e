import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions } from "../../../src/domain/dispute/advice.js";
import { DisputeStatus, type Dispute } from "../../../src/domain/dispute/dispute.js";
import { requireNameless } from "../../../src/domain/dispute/shared-text.js";
import { hangTogether } from "../../../src/domain/dispute/swarm.js";
import { RefusedError } from "../../../src/domain/errors.js";
import { addHours } from "../../../src/domain/time.js";
import { done, refusalOf } from "./acting.js";
import { commandFor, inSwarm, swarmId } from "./commands.js";
import { standingIn } from "./standing-in.js";
import { rulebook, start, viewers } from "./support.js";

const act = (action: Parameters<typeof commandFor>[0]) => commandFor(action, null);
const add = (dispute: Dispute) => done(dispute, Role.MEDIATOR, act("ADD_TO_CASE_SWARM"));
const find = (dispute: Dispute) => done(dispute, Role.SENIOR_MEDIATOR, act("DECIDE_SHARED_FINDING"));
const leave = (dispute: Dispute, role: Role = Role.SHOPPER) => done(dispute, role, act("OPT_OUT_OF_SWARM"));
const window = rulebook.desk.swarmOptOutHours;

const called: readonly DisputeStatus[] = [
  "QUEUED",
  "IN_REVIEW",
  "EVIDENCE",
  "REBUTTAL",
  "PROPOSED",
  "DECIDING",
];
const mediatorsActs = ["ADD_TO_CASE_SWARM", "REMOVE_FROM_CASE_SWARM", "DECIDE_SHARED_FINDING"] as const;

/** A ruling that rests on nothing but what was found for the swarm. */
function ruling(dispute: Dispute, of = swarmId) {
  const command = commandFor("ISSUE_RULING", dispute);
  const finding = { text: "It leaks.", sources: [], recordedAbsence: null, sharedFindingOf: of };
  return { ...command, findings: [finding] } as typeof command;
}

describe("a dispute that is decided together with others", () => {
  it.each(Object.values(DisputeStatus))("in %s can be, and can be by itself, until it is ruled", (status) => {
    const dispute = standingIn(status);
    const possible = called.includes(status);
    for (const action of mediatorsActs) {
      const before = action === "ADD_TO_CASE_SWARM" ? dispute : inSwarm(dispute);
      const code = refusalOf(before, Role.SENIOR_MEDIATOR, act(action));
      expect([action, code === "ACCEPTED"]).toEqual([action, possible]);
      for (const role of [Role.SHOPPER, Role.MERCHANT_AGENT, Role.AUDITOR])
        expect(refusalOf(before, role, act(action))).not.toBe("ACCEPTED");
    }
    const leaves = possible || status === "SUSPENDED";
    for (const role of [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT])
      expect(refusalOf(inSwarm(dispute), role, act("OPT_OUT_OF_SWARM")) === "ACCEPTED").toBe(leaves);
    expect(refusalOf(inSwarm(dispute), Role.MEDIATOR, act("OPT_OUT_OF_SWARM"))).not.toBe("ACCEPTED");
  });

  it("keeps its clock and where it stands, and tells both sides by its version", () => {
    const dispute = standingIn("DECIDING");
    const found = find(add(dispute));
    for (const after of [
      add(dispute),
      found,
      leave(found),
      done(found, Role.MEDIATOR, act("REMOVE_FROM_CASE_SWARM")),
    ]) {
      const { status, deadlineAt, clock, level } = dispute;
      expect(after).toMatchObject({ status, deadlineAt, clock, level });
      expect(after.version).toBeGreaterThan(dispute.version);
    }
  });

  it("is in one swarm at a time, and out of it for good once a side wants that", () => {
    const dispute = add(standingIn("IN_REVIEW"));
    expect(refusalOf(dispute, Role.MEDIATOR, act("ADD_TO_CASE_SWARM"))).toBe("STATE_CONFLICT");
    const left = leave(dispute, Role.MERCHANT_AGENT);
    expect(left.swarm?.optOut).toEqual({ side: "MERCHANT", optedOutAt: start });
    for (const action of mediatorsActs)
      expect(refusalOf(left, Role.SENIOR_MEDIATOR, act(action))).toBe("STATE_CONFLICT");
    expect(refusalOf(left, Role.SHOPPER, act("OPT_OUT_OF_SWARM"))).toBe("STATE_CONFLICT");
    const elsewhere = { ...dispute, swarm: { ...dispute.swarm!, swarmId: "another" } };
    for (const action of ["REMOVE_FROM_CASE_SWARM", "DECIDE_SHARED_FINDING"] as const)
      expect(refusalOf(elsewhere, Role.MEDIATOR, act(action))).toBe("STATE_CONFLICT");
    expect(done(dispute, Role.MEDIATOR, act("REMOVE_FROM_CASE_SWARM")).swarm).toBeNull();
  });

  it("can be left before anything was found, and for as long as the rulebook says afterwards", () => {
    const dispute = inSwarm(standingIn("DECIDING"));
    const late = addHours(start, 1_000);
    expect(
      refusalOf({ ...dispute, deadlineAt: late }, Role.SHOPPER, act("OPT_OUT_OF_SWARM"), { now: late }),
    ).toBe("ACCEPTED");
    const found = find(dispute);
    const until = addHours(start, window);
    const last = { now: new Date(until.getTime() - 1) };
    expect(refusalOf(found, Role.MERCHANT_AGENT, act("OPT_OUT_OF_SWARM"), last)).toBe("ACCEPTED");
    expect(refusalOf(found, Role.MERCHANT_AGENT, act("OPT_OUT_OF_SWARM"), { now: until })).toBe(
      "WINDOW_CLOSED",
    );
    const offered = allowedActions(found, { viewer: viewers.SHOPPER, rulebook, now: start });
    expect(offered.find(({ action }) => action === "OPT_OUT_OF_SWARM")).toEqual({
      ...{ action: "OPT_OUT_OF_SWARM", dueAt: until, mandatory: false },
    });
  });

  it("is not touched by a mediator whom a side challenges, who left the case, or who has a stake in it", () => {
    const dispute = inSwarm(standingIn("IN_REVIEW"));
    const challenge = { ...act("CHALLENGE_MEDIATOR") };
    const challenged = done(dispute, Role.SHOPPER, challenge);
    expect(refusalOf(challenged, Role.MEDIATOR, act("DECIDE_SHARED_FINDING"))).toBe("STATE_CONFLICT");
    // Whoever applies it: the finding is that of somebody who left.
    const command = act("DECIDE_SHARED_FINDING");
    const { desk } = dispute;
    const after = { ...dispute, desk: { ...desk, removedMediatorIds: [viewers.AUDITOR.id] } };
    if (command.action !== "DECIDE_SHARED_FINDING") throw new Error("Another command.");
    const theirs = { ...command, finding: { ...command.finding, mediatorId: viewers.AUDITOR.id } };
    expect(refusalOf(after, Role.MEDIATOR, theirs)).toBe("CONFLICT_OF_INTEREST");
  });
});

describe("a ruling that takes a shared finding over", () => {
  const found = () => find(inSwarm(standingIn("DECIDING")));
  const over = { now: addHours(start, window) };

  it("waits until nobody can opt out any more", () => {
    const dispute = { ...found(), deadlineAt: addHours(start, 1_000) };
    const early = { now: addHours(start, window - 1) };
    expect(refusalOf(dispute, Role.MEDIATOR, ruling(dispute), early)).toBe("STATE_CONFLICT");
    expect(refusalOf(dispute, Role.MEDIATOR, ruling(dispute), over)).toBe("ACCEPTED");
  });

  it("finds none where none is, of another swarm, or where a side has opted out", () => {
    const dispute = { ...found(), deadlineAt: addHours(start, 1_000) };
    expect(refusalOf(dispute, Role.MEDIATOR, ruling(dispute, "another"), over)).toBe("NOT_FOUND");
    for (const none of [{ ...dispute, swarm: null }, { ...inSwarm(dispute) }])
      expect(refusalOf(none, Role.MEDIATOR, ruling(none), over)).toBe("NOT_FOUND");
    const left = leave(dispute);
    expect(refusalOf(left, Role.MEDIATOR, ruling(left), over)).toBe("VALIDATION");
  });
});

describe("what the sides of several disputes read", () => {
  it("names no person, order or dispute, in any case and script", () => {
    const refused = (text: string, ...names: string[]) => {
      try {
        requireNameless(text, names, ["text"]);
        return false;
      } catch (error) {
        return error instanceof RefusedError;
      }
    };
    expect(refused("Lot 7 leaks.", "Ann", "order-1")).toBe(false);
    expect(refused("It is an annual leak.", "Ann")).toBe(false);
    expect(refused("As ANN wrote, it leaks.", "Ann")).toBe(true);
    expect(refused("据张伟所述，该批次漏水。", "张伟")).toBe(true);
    expect(refused("As in D-2026-0000123.")).toBe(true);
    expect(refused("As in ORDER-1.", "order-1")).toBe(true);
    expect(refused("A+B (both) leak.", "A+B (both)")).toBe(true);
  });

  it("hangs together by links exactly where each is reached from the first", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const pairs = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 8 });
    fc.assert(
      fc.property(pairs, (links) => {
        const parent = new Map(ids.map((id) => [id, id]));
        const root = (id: string): string => (parent.get(id) === id ? id : root(parent.get(id)!));
        for (const [one, other] of links) parent.set(root(one), root(other));
        expect(hangTogether(ids, links)).toBe(new Set(ids.map(root)).size === 1);
      }),
    );
  });
});
