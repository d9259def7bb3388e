import { Role } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { Obligation } from "../../../src/domain/obligation/obligation.js";
import { addHours } from "../../../src/domain/time.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";
import { line, rulebook, start } from "./support.js";

const reopen = commandFor("REOPEN_DISPUTE", null) as Command<"REOPEN_DISPUTE">;
const fraud = { ...reopen, ground: "FRAUD" } as const;

function lapsed(): ClockStage {
  const stage = new ClockStage(start).open();
  stage.do(Role.MERCHANT_AGENT, commandFor("REFUSE_CLAIM", stage.it));
  return stage.passTo(stage.deadline);
}

/** Decided, final, and nothing owed. */
function decided(): ClockStage {
  const stage = new ClockStage(start).open();
  stage.do(Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
  stage.do(Role.MEDIATOR, commandFor("CLAIM_NEXT_CASE", null));
  stage.do(Role.MEDIATOR, commandFor("CLOSE_SUBMISSIONS", null));
  const ruling = commandFor("ISSUE_RULING", null) as Command<"ISSUE_RULING">;
  stage.do(Role.MEDIATOR, { ...ruling, outcome: "NOT_PROVEN", remedies: [], faultShares: [] });
  return stage.passTo(stage.deadline);
}

const asIf = (stage: ClockStage, change: Partial<Dispute>): ClockStage => {
  stage.dispute = { ...stage.it, ...change };
  return stage;
};

describe("reopening a closed dispute", () => {
  it("brings it to the queue, without an outcome and with its earlier ruling on record", () => {
    const stage = decided();
    const { ruling, mediatorId, closedAt } = stage.it;
    stage.pass(24);
    expect(stage.do(Role.MERCHANT_AGENT, fraud)).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({
      ...{ status: "QUEUED", outcome: null, closedAt: null, mediatorId: null, ruling },
      deadlineAt: addHours(stage.now, rulebook.timers.assignment.hours),
      reopenings: [{ ground: "FRAUD", outcome: "NOT_PROVEN", closedAt, formerMediatorId: mediatorId }],
    });
  });

  it("gives it to another mediator", () => {
    const stage = decided();
    stage.do(Role.SHOPPER, reopen);
    expect(stage.do(Role.MEDIATOR, commandFor("CLAIM_NEXT_CASE", null))).toBe("CONFLICT_OF_INTEREST");
  });

  it("is possible once, and for 30 days to the millisecond", () => {
    const closedAt = decided().it.closedAt!;
    const at = (instant: Date): string => {
      const stage = decided();
      stage.now = instant;
      return stage.do(Role.SHOPPER, reopen);
    };
    const end = addHours(closedAt, 720);
    expect([at(end), at(new Date(end.getTime() + 1))]).toEqual(["ACCEPTED", "WINDOW_CLOSED"]);
    const stage = decided();
    stage.do(Role.SHOPPER, reopen);
    asIf(stage, { status: "CLOSED", outcome: "NOT_PROVEN", closedAt: stage.now, deadlineAt: null });
    expect(stage.do(Role.SHOPPER, fraud)).toBe("ATTEMPT_LIMIT");
  });

  it("takes new evidence where it had lapsed, and no other ground", () => {
    expect(lapsed().do(Role.SHOPPER, fraud)).toBe("VALIDATION");
    expect(lapsed().do(Role.SHOPPER, reopen)).toBe("ACCEPTED");
  });

  it("knows no conflict of interest where nobody had the case", () => {
    const stage = asIf(decided(), { mediatorId: null });
    expect(stage.do(Role.SHOPPER, { ...reopen, ground: "CONFLICT_OF_INTEREST" })).toBe("VALIDATION");
  });

  it.each(["WITHDRAWN", "MERGED"] as const)("is not for what was %s", (outcome) => {
    expect(asIf(lapsed(), { outcome }).do(Role.SHOPPER, reopen)).toBe("STATE_CONFLICT");
  });

  it("starts the count of evidence rounds anew", () => {
    const stage = decided();
    const round = {
      ...{ text: "Show it.", requestedAt: start, exchangedAt: start, demands: [], extendedBy: [] },
      ...{ completedBy: [], waived: [], absences: [], rebuttedBy: [] },
    };
    const rounds = [1, 2].map((number) => ({ ...round, number }));
    asIf(stage, { evidence: { items: [], rounds } });
    stage.do(Role.SHOPPER, reopen);
    // The stage has one mediator, who could not have the case again.
    asIf(stage, {
      reopenings: [{ ...stage.it.reopenings[0]!, formerMediatorId: null }],
      desk: { ...stage.it.desk, removedMediatorIds: [] },
    });
    stage.do(Role.MEDIATOR, commandFor("CLAIM_NEXT_CASE", null));
    expect(stage.do(Role.MEDIATOR, commandFor("REQUEST_EVIDENCE", stage.it))).toBe("ACCEPTED");
  });

  it("makes owed again what was not done in full, without counting", () => {
    const owed: Obligation = {
      ...{
        id: "o-1",
        orderLineId: line.orderLineId,
        kind: "REFUND",
        owner: "MERCHANT",
        beneficiary: "SHOPPER",
      },
      ...{ amountMinor: 20_00n, condition: null, status: "PERFORMED", dueAt: start },
    };
    const stage = asIf(decided(), { outcome: "SETTLED", obligations: [owed] });
    const incomplete = { ...reopen, ground: "INCOMPLETE_PERFORMANCE" } as const;
    expect(stage.do(Role.MERCHANT_AGENT, incomplete)).toBe("STATE_CONFLICT");
    expect(stage.do(Role.SHOPPER, incomplete)).toBe("ACCEPTED");
    const dueAt = addHours(stage.now, rulebook.timers.payment.hours);
    expect(stage.it).toMatchObject({
      ...{ status: "PERFORMING", outcome: "SETTLED", waitingOn: "MERCHANT", deadlineAt: dueAt },
      obligations: [{ id: "o-1", status: "DUE", dueAt }],
    });
    asIf(stage, { status: "CLOSED", closedAt: stage.now, deadlineAt: null });
    expect(stage.do(Role.SHOPPER, reopen)).toBe("ACCEPTED");
  });
});
