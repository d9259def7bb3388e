import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions, blockedActions } from "../../../src/domain/dispute/advice.js";
import { DisputeAction } from "../../../src/domain/dispute/action.js";
import { DisputeStatus } from "../../../src/domain/dispute/dispute.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { judge } from "../../../src/domain/dispute/judge.js";
import { statuses } from "../../../src/domain/dispute/statuses.js";
import { timerActionOf, transitions } from "../../../src/domain/dispute/transitions.js";
import type { CommandAction } from "../../../src/domain/dispute/command.js";
import { standingIn } from "./standing-in.js";
import { commandFor } from "./commands.js";
import { contextFor, rulebook, start, viewers } from "./support.js";

const parties = "MAKE_OFFER SEND_MESSAGE";
const early = `SUBMIT_EVIDENCE ${parties}`;
const called = `STATE_SEALED_LIMIT ${early}`;
const desk = "SEND_MESSAGE";
/** What a side can do about who has the case. */
const change = "CHALLENGE_MEDIATOR ESCALATE_DISPUTE";
/** What whoever has the case can do about that. */
const leave = "ESCALATE_DISPUTE RECUSE TRANSFER_CASE";
const held = "SUSPEND_DISPUTE SEND_MESSAGE";
const join = "ADD_TO_CASE_SWARM";
/** What whoever ruled can say about the ruling. */
const noted = "CORRECT_RULING CLARIFY_RULING";
const S = "SHOPPER";
const M = "MERCHANT_ADMIN MERCHANT_AGENT";
const P = "MEDIATOR SENIOR_MEDIATOR";
const F = "FRONTLINE_AGENT";
/** What a machine of the marketplace can do while evidence is taken. */
const machine: [roles: string, actions: string] = ["INTEGRATION", "ATTACH_EVIDENCE"];

/** Written out by hand from model.md section 3: who may do what now, guards apart, where it is offered. */
const expected: Record<DisputeStatus, [roles: string, actions: string][]> = {
  MERCHANT_RESPONSE: [
    [S, `AMEND_CLAIM WITHDRAW_DISPUTE ${early}`],
    [M, `ACCEPT_CLAIM REFUSE_CLAIM REQUEST_INFORMATION REQUEST_INTERVENTION ${early}`],
    [F, desk],
    machine,
  ],
  NEGOTIATING: [
    [S, `WITHDRAW_DISPUTE ${early}`],
    [M, `ACCEPT_CLAIM REQUEST_INTERVENTION ${early}`],
    [F, desk],
    machine,
  ],
  QUEUED: [
    [S, `ESCALATE_DISPUTE WITHDRAW_DISPUTE ${called}`],
    [M, `ESCALATE_DISPUTE ${called}`],
    ["MEDIATOR", "CLAIM_NEXT_CASE MERGE_DISPUTES"],
    [
      "SENIOR_MEDIATOR",
      `${join} ASSIGN_MEDIATOR CLAIM_NEXT_CASE DECLARE_INADMISSIBLE MERGE_DISPUTES SUSPEND_DISPUTE`,
    ],
    [F, `MERGE_DISPUTES ${desk}`],
    machine,
  ],
  IN_REVIEW: [
    [S, `${change} WITHDRAW_DISPUTE ${called}`],
    [M, `${change} ${called}`],
    [
      P,
      `${leave} ${join} CLOSE_SUBMISSIONS DECLARE_INADMISSIBLE MERGE_DISPUTES PROPOSE_SETTLEMENT REQUEST_EVIDENCE ${held}`,
    ],
    [F, `MERGE_DISPUTES ${desk}`],
    machine,
  ],
  EVIDENCE: [
    [S, `${change} COMPLETE_EVIDENCE EXTEND_EVIDENCE WITHDRAW_EVIDENCE WITHDRAW_DISPUTE ${called}`],
    [M, `${change} COMPLETE_EVIDENCE EXTEND_EVIDENCE ${called}`],
    [P, `${leave} ${join} WAIVE_SLOT ${held}`],
    [F, desk],
    machine,
  ],
  REBUTTAL: [
    [S, `${change} REBUT_EVIDENCE WITHDRAW_DISPUTE ${called}`],
    [M, `${change} REBUT_EVIDENCE ${called}`],
    [P, `${leave} ${join} ADMIT_EVIDENCE EXCLUDE_EVIDENCE REDACT_EVIDENCE ${held}`],
    [F, desk],
    machine,
  ],
  PROPOSED: [
    [S, `${change} ACCEPT_PROPOSAL DECLINE_PROPOSAL WITHDRAW_DISPUTE STATE_SEALED_LIMIT ${parties}`],
    [M, `${change} ACCEPT_PROPOSAL DECLINE_PROPOSAL STATE_SEALED_LIMIT ${parties}`],
    [P, `${leave} ${join} RETRACT_PROPOSAL ${held}`],
    [F, desk],
  ],
  DECIDING: [
    [S, `${change} WITHDRAW_DISPUTE ${called}`],
    [M, `${change} ${called}`],
    [
      P,
      `${leave} ${join} ADMIT_EVIDENCE EXCLUDE_EVIDENCE REDACT_EVIDENCE ISSUE_RULING PROPOSE_SETTLEMENT REQUEST_EVIDENCE ${held}`,
    ],
    [F, desk],
    machine,
  ],
  RULED: [
    [S, `APPEAL_RULING WAIVE_APPEAL ${early}`],
    // The shopper has asked what the ruling means.
    [M, `APPEAL_RULING REQUEST_CLARIFICATION WAIVE_APPEAL ${early}`],
    [P, `${noted} ${held}`],
    [F, desk],
    machine,
  ],
  APPEALED: [
    // The shopper has appealed: it can take that back, for the merchant's time to join is over, and the merchant answers. Until then nobody decides.
    [S, `WITHDRAW_APPEAL ${early}`],
    [M, `ANSWER_APPEAL ${early}`],
    ["SENIOR_MEDIATOR", `ADMIT_EVIDENCE EXCLUDE_EVIDENCE ${desk}`],
    [F, desk],
    machine,
  ],
  SUSPENDED: [
    [S, parties],
    [M, parties],
    [P, `RESUME_DISPUTE ${desk}`],
    [F, desk],
  ],
  PERFORMING: [
    [S, desk],
    [M, desk],
    [P, `${noted} ${held}`],
    [F, desk],
  ],
  BLOCKED: [
    [S, desk],
    [M, desk],
    [P, held],
    [F, desk],
  ],
  CLOSED: [
    [S, `REOPEN_DISPUTE ${desk}`],
    [M, `REOPEN_DISPUTE ${desk}`],
    ["MEDIATOR", desk],
    ["SENIOR_MEDIATOR", `REOPEN_DISPUTE ${desk}`],
    [F, desk],
  ],
};

function expectedFor(status: DisputeStatus, role: Role): string[] {
  const [, actions = ""] = expected[status].find(([roles]) => roles.split(" ").includes(role)) ?? [];
  return actions.split(" ").filter(Boolean).sort();
}

const grid = Object.values(DisputeStatus).flatMap((status) =>
  Object.values(Role).map((role) => ({ status, role })),
);

describe("the grid of status × action × role", () => {
  it.each(grid.filter(({ role }) => role !== Role.SYSTEM))(
    "in $status allows $role what model.md says",
    ({ status, role }) => {
      const context = { viewer: viewers[role], rulebook, now: start };
      const visible = judge("SEND_MESSAGE", standingIn(status), contextFor(viewers[role]));
      const actual = allowedActions(standingIn(status), context).map(({ action }) => action);
      if ("refused" in visible && visible.refused.code === "NOT_FOUND") expect(actual).toEqual([]);
      else expect([...actual].sort()).toEqual(expectedFor(status, role));
    },
  );

  it.each(grid)("in $status the mutation and the advice agree for $role", ({ status, role }) => {
    const dispute = standingIn(status);
    const viewer = viewers[role];
    const allowed = new Set(
      allowedActions(dispute, { viewer, rulebook, now: start }).map(({ action }) => action),
    );
    const blocked = new Map(
      blockedActions(dispute, { viewer, rulebook, now: start }).map(({ action, code }) => [action, code]),
    );
    for (const action of Object.values(DisputeAction)) {
      if (action === "OPEN_DISPUTE") continue;
      const judged = judge(action, dispute, contextFor(viewer));
      expect(allowed.has(action)).toBe("row" in judged);
      if ("refused" in judged && blocked.has(action)) expect(blocked.get(action)).toBe(judged.refused.code);
    }
  });

  it.each(grid)("in $status decide never leads $role where the table does not", ({ status, role }) => {
    const dispute = standingIn(status);
    const actions = [...new Set(transitions.filter((row) => row.offered).map(({ action }) => action))];
    for (const action of actions.filter((each) => each !== "OPEN_DISPUTE")) {
      const verdict = decide(
        commandFor(action as CommandAction, dispute),
        dispute,
        contextFor(viewers[role]),
      );
      const rows = transitions.filter(
        (row) => row.action === action && row.from.includes(status) && row.by.includes(role),
      );
      if (verdict.accepted) expect(rows.some(({ offered }) => offered)).toBe(true);
      else expect(verdict.refusal.message).toMatch(/\w+ /);
    }
  });
});

describe("the transition table", () => {
  it("holds every row of model.md section 3, from 1 to 36", () => {
    const rows = new Set(transitions.map(({ row }) => row));
    expect([...rows].filter((row) => row > 0).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 36 }, (_, index) => index + 1),
    );
  });

  it("gives every status but CLOSED a clock and an act of the clock at its end", () => {
    for (const status of Object.values(DisputeStatus)) {
      expect(statuses[status].clock === null).toBe(status === "CLOSED");
      expect(timerActionOf(status) === null).toBe(status === "CLOSED");
    }
  });

  it("names every action at least once and no row twice for one status and role", () => {
    const named = new Set(transitions.map(({ action }) => action));
    expect([...named].sort()).toEqual(Object.values(DisputeAction).sort());
    const cells = transitions.flatMap(({ action, from, by }) =>
      from.flatMap((status) => by.map((role) => `${status} ${action} ${role}`)),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });

  it("refuses what it does not offer yet with NOT_OFFERED", () => {
    const judged = judge("CONTEST_RETURN", standingIn("PERFORMING"), contextFor(viewers.MERCHANT_AGENT));
    expect(judged).toMatchObject({ refused: { code: "NOT_OFFERED" } });
  });

  it("refuses an action of another role with FORBIDDEN and one of another status with STATE_CONFLICT", () => {
    expect(judge("ACCEPT_CLAIM", standingIn("MERCHANT_RESPONSE"), contextFor(viewers.SHOPPER))).toMatchObject(
      { refused: { code: "FORBIDDEN" } },
    );
    expect(judge("ACCEPT_CLAIM", standingIn("RULED"), contextFor(viewers.MERCHANT_AGENT))).toMatchObject({
      refused: { code: "STATE_CONFLICT" },
    });
  });

  it("shows a stranger nothing: NOT_FOUND for another shopper and another merchant's agent", () => {
    const shopper = { ...viewers.SHOPPER, id: viewers.AUDITOR.id };
    const agent = { ...viewers.MERCHANT_AGENT, merchantId: viewers.AUDITOR.id };
    for (const viewer of [shopper, agent]) {
      for (const action of Object.values(DisputeAction)) {
        expect(judge(action, standingIn("NEGOTIATING"), contextFor(viewer))).toMatchObject({
          refused: { code: "NOT_FOUND" },
        });
      }
    }
  });
});
