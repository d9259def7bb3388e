import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions, ifNothingHappens, viewerState } from "../../../src/domain/dispute/advice.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { addHours } from "../../../src/domain/time.js";
import { draft, newId, rulebook, start, viewers } from "./support.js";
import {
  lines,
  lineIds,
  second,
  week,
  refund,
  ruled,
  after,
  codeOf,
  appealing,
  deciding,
  answer,
  waive,
  withdraw,
  merchant,
  senior,
  heard,
  owed,
} from "./appeal-stage.js";

describe("an appeal", () => {
  const dispute = ruled([refund(lineIds[0]!, 10_00n), refund(lineIds[1]!, 20_00n)]);

  it("is possible once a side, and the other side may join it as long as the window is open", () => {
    const appealed = after(dispute, appealing());
    expect(appealed).toMatchObject({ status: "APPEALED", obligations: [] });
    expect(codeOf(appealed, appealing())).toBe("ATTEMPT_LIMIT");
    expect(codeOf(appealed, appealing(), { ...merchant, now: week })).toBe("WINDOW_CLOSED");
    const both = after(appealed, appealing(), merchant);
    expect(both.appeals.map(({ side }) => side)).toEqual(["SHOPPER", "MERCHANT"]);
    expect(both.deadlineAt).toEqual(appealed.deadlineAt);
  });

  it("names grounds, lines of the dispute, and what is new where that is the ground", () => {
    expect(codeOf(dispute, appealing({ grounds: [] }))).toBe("REASONS_REQUIRED");
    expect(codeOf(dispute, appealing({ grounds: ["FACT_ERROR", "FACT_ERROR"] }))).toBe("VALIDATION");
    expect(codeOf(dispute, appealing({ orderLineIds: [newId()] }))).toBe("NOT_FOUND");
    expect(codeOf(dispute, appealing({ grounds: ["NEW_EVIDENCE"] }))).toBe("EVIDENCE_REQUIRED");
    const known = draft();
    const item = { action: "SUBMIT_EVIDENCE", draft: known, lateGround: "It was found." } as const;
    const early = { ...after(dispute, item), ruling: { ...dispute.ruling!, issuedAt: addHours(start, 2) } };
    const late = after(dispute, item, { now: addHours(start, 1) });
    const named = appealing({ grounds: ["NEW_EVIDENCE"], evidenceItemIds: [known.id] });
    expect(codeOf(dispute, named)).toBe("NOT_FOUND");
    expect(codeOf(early, named)).toBe("VALIDATION");
    expect(codeOf(late, named)).toBe("ACCEPTED");
    expect(codeOf(late, named, merchant)).toBe("NOT_FOUND");
    expect(codeOf(dispute, { ...item, lateGround: null })).toBe("EVIDENCE_WINDOW_CLOSED");
  });

  it("is answered by the other side once and in 48 hours, and nobody decides before it is heard", () => {
    const appealed = after(dispute, appealing());
    expect(codeOf(appealed, answer)).toBe("STATE_CONFLICT");
    expect(codeOf(appealed, answer, { ...merchant, now: addHours(start, 48) })).toBe("WINDOW_CLOSED");
    expect(codeOf(appealed, deciding(), senior)).toBe("STATE_CONFLICT");
    expect(codeOf(appealed, deciding(), heard)).toBe("ACCEPTED");
    const answered = after(appealed, answer, merchant);
    expect(codeOf(answered, answer, merchant)).toBe("ATTEMPT_LIMIT");
    expect(codeOf(answered, deciding(), senior)).toBe("ACCEPTED");
  });

  it("is taken back only once the other side cannot rely on it any more, and then the ruling is final", () => {
    const appealed = after(dispute, appealing());
    expect(codeOf(appealed, withdraw)).toBe("STATE_CONFLICT");
    expect(codeOf(appealed, withdraw, { ...merchant, now: week })).toBe("STATE_CONFLICT");
    const final = after(appealed, withdraw, { now: week });
    expect(final).toMatchObject({ status: "PERFORMING", outcome: "RULED_SPLIT" });
    expect(final.obligations).toHaveLength(2);
    const both = after(appealed, appealing(), merchant);
    const one = after(both, withdraw);
    expect(one).toMatchObject({ status: "APPEALED", obligations: [] });
    expect(after(one, withdraw, merchant).status).toBe("PERFORMING");
  });

  it("tells each viewer what can be done and what the clock will do, which never decides", () => {
    const appealed = after(dispute, appealing());
    const may = (role: Role, now: Date, id = viewers[role].id) =>
      allowedActions(appealed, { viewer: { ...viewers[role], id }, rulebook, now }).map(
        ({ action }) => action,
      );
    expect(may(Role.MERCHANT_AGENT, start)).toEqual(
      expect.arrayContaining(["ANSWER_APPEAL", "APPEAL_RULING"]),
    );
    expect(may(Role.SHOPPER, start)).not.toContain("WITHDRAW_APPEAL");
    expect(may(Role.SENIOR_MEDIATOR, heard.now, second.id)).toContain("DECIDE_APPEAL");
    expect(may(Role.SENIOR_MEDIATOR, heard.now)).not.toContain("DECIDE_APPEAL");
    expect(viewerState(dispute, viewers.SHOPPER)).toBe("APPEALABLE");
    expect(viewerState(after(dispute, waive), viewers.SHOPPER)).not.toBe("APPEALABLE");
    expect(viewerState(appealed, { ...viewers.SENIOR_MEDIATOR, id: second.id })).toBe("ACTION_REQUIRED");
    expect(viewerState(appealed, viewers.SENIOR_MEDIATOR)).toBe("WAITING_FOR_PLATFORM");
    const next = ifNothingHappens(appealed, lines, rulebook);
    expect(next).toMatchObject({ action: "RAISE_LEVEL", status: "APPEALED", clause: "T-APPEAL_DECISION" });
  });

  it("is moot when the sides settle, with all that was owed of the ruling", () => {
    const appealed = after(dispute, appealing({ orderLineIds: [lineIds[0]!] }));
    const offered = after(appealed, {
      action: "MAKE_OFFER",
      terms: [refund(lineIds[0]!, 1_00n)],
      message: null,
    });
    const [{ id, termsHash }] = offered.offers as [Dispute["offers"][number]];
    const settled = after(offered, { action: "ACCEPT_OFFER", offerId: id, termsHash }, merchant);
    expect(settled).toMatchObject({ status: "PERFORMING", appeals: [{ status: "SET_ASIDE" }] });
    expect(owed(settled.obligations)).toEqual([`${lineIds[0]!} REFUND 100 MERCHANT`]);
  });
});

describe("what is owed while an appeal is decided", () => {
  const dispute = ruled([refund(lineIds[0]!, 10_00n), refund(lineIds[1]!, 20_00n)]);
  const appealed = after(dispute, appealing({ orderLineIds: [lineIds[0]!] }));
  const [{ dueAt }] = appealed.obligations as [Dispute["obligations"][number]];
  const overdue = { action: "MARK_OVERDUE" } as const;

  it("is marked overdue when its time is over, and the clock of the appeal goes on", () => {
    const early = { role: Role.SYSTEM, now: new Date(dueAt.getTime() - 1) };
    expect(codeOf(appealed, overdue, early)).toBe("STATE_CONFLICT");
    const late = { ...appealed, deadlineAt: addHours(dueAt, 1) };
    expect(nextTimer(late)).toEqual({ at: dueAt, action: "MARK_OVERDUE" });
    const marked = after(late, overdue, { role: Role.SYSTEM, now: dueAt });
    expect(marked).toMatchObject({
      ...{ status: "APPEALED", deadlineAt: addHours(dueAt, 1), level: late.level },
      obligations: [{ status: "OVERDUE" }],
    });
    expect(nextTimer(marked)).toMatchObject({ action: "RAISE_LEVEL" });
  });
});

describe("the time to join an appeal", () => {
  it("is what was left to appeal, also where a suspension has moved that", () => {
    const moved = { ...ruled([refund(lineIds[0]!, 10_00n)]), deadlineAt: addHours(week, 24) };
    const appealed = after(moved, appealing());
    expect(appealed.appeals).toMatchObject([{ joinUntil: addHours(week, 24) }]);
    const at = (now: Date) => codeOf(appealed, appealing(), { ...merchant, now });
    expect([at(addHours(week, 23)), at(addHours(week, 24))]).toEqual(["ACCEPTED", "WINDOW_CLOSED"]);
  });
});

describe("a waiver", () => {
  const dispute = ruled([refund(lineIds[0]!, 10_00n)]);

  it("binds its side, and makes the ruling final at once when both have given one", () => {
    const one = after(dispute, waive);
    expect(one).toMatchObject({ status: "RULED", deadlineAt: week });
    expect([codeOf(one, waive), codeOf(one, appealing())]).toEqual(["STATE_CONFLICT", "STATE_CONFLICT"]);
    expect(after(one, waive, merchant)).toMatchObject({ status: "PERFORMING", obligations: [{}] });
    expect(after(after(ruled([]), waive), waive, merchant).status).toBe("CLOSED");
  });

  it("lets the other side appeal all the same, and take that back at once", () => {
    const appealed = after(after(dispute, waive), appealing(), merchant);
    expect(after(appealed, withdraw, merchant)).toMatchObject({ status: "PERFORMING", obligations: [{}] });
  });
});
