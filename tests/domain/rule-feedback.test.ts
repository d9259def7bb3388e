import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { ErrorCode } from "../../src/domain/errors.js";
import { clauseDiffers, hasClause } from "../../src/domain/rulebook/clause-change.js";
import {
  feedbackTransitions,
  FeedbackStatus,
  judgeAnswer,
  mayGiveFeedback,
  openFeedback,
  seesFeedbackAuthors,
} from "../../src/domain/rulebook/feedback.js";
import { defaultRulebook } from "../../seeds/default-rulebook.js";

const statuses = Object.values(FeedbackStatus);
const roles = Object.values(Role);
const viewerOf = (role: Role, id = "editor"): Viewer => ({ role, id, merchantId: null });

/** What model and reference say, written down a second time. */
const steps = new Set([
  "NEW TRIAGED",
  "TRIAGED ACCEPTED",
  "TRIAGED REJECTED",
  "ACCEPTED SHIPPED",
  "ACCEPTED REJECTED",
]);

function codeOf(from: FeedbackStatus, to: FeedbackStatus, viewer: Viewer, change: object = {}): string {
  const shippedVersion = to === "SHIPPED" ? "2027-01" : null;
  const answer = { status: to, answer: "Because.", shippedVersion, ...change };
  const judged = judgeAnswer({ authorId: "author", status: from }, answer, viewer);
  return "refused" in judged ? judged.refused.code : `${judged.row.from} ${judged.row.to}`;
}

describe("answering rule feedback", () => {
  const grid = statuses.flatMap((from) =>
    statuses.flatMap((to) => roles.map((role) => [from, to, role] as const)),
  );

  it.each(grid)("from %s to %s by %s is judged by the table", (from, to, role) => {
    const answers = role === Role.RULE_EDITOR || role === Role.RULE_APPROVER;
    const step = `${from} ${to}`;
    const expected = !answers ? ErrorCode.FORBIDDEN : steps.has(step) ? step : ErrorCode.STATE_CONFLICT;
    expect(codeOf(from, to, viewerOf(role))).toBe(expected);
  });

  it("is never for the author, whatever the status", () => {
    for (const from of statuses)
      for (const to of statuses)
        expect(codeOf(from, to, viewerOf(Role.RULE_APPROVER, "author"))).toBe("FORBIDDEN");
  });

  it("wants words where something is accepted or rejected, and a version where it is shipped and nowhere else", () => {
    for (const { from, to, needs } of feedbackTransitions) {
      const editor = viewerOf(Role.RULE_EDITOR);
      const without = codeOf(from, to, editor, { answer: null });
      expect([to, without]).toEqual([to, needs === "ANSWER" ? "VALIDATION" : `${from} ${to}`]);
      const turned = to === "SHIPPED" ? null : "2027-01";
      expect(codeOf(from, to, editor, { shippedVersion: turned })).toBe("VALIDATION");
    }
  });

  it("comes to an end from every status that is open", () => {
    const ends = statuses.filter((status) => !openFeedback.includes(status));
    expect(ends.toSorted()).toEqual(["REJECTED", "SHIPPED"]);
    for (const status of openFeedback) {
      const reached = new Set<FeedbackStatus>([status]);
      for (const from of reached)
        for (const row of feedbackTransitions) if (row.from === from) reached.add(row.to);
      for (const end of ends) expect([status, [...reached]]).toEqual([status, expect.arrayContaining([end])]);
    }
  });
});

describe("rule feedback", () => {
  it("is given by people and not by the clock, by machines or by auditors, who write nothing", () => {
    const kept = roles.filter((role) => !mayGiveFeedback(role));
    expect(kept).toEqual([Role.AUDITOR, Role.INTEGRATION, Role.SYSTEM]);
  });

  it("shows its author to those who keep the rules and to auditors", () => {
    expect(roles.filter(seesFeedbackAuthors)).toEqual([Role.AUDITOR, Role.RULE_APPROVER, Role.RULE_EDITOR]);
  });
});

describe("a clause in two versions", () => {
  const book = defaultRulebook();
  const code = "R-NOT_RECEIVED";
  const clause = book.clauses[code]!;

  it("is the same in the same book, whatever the order of its keys", () => {
    const turned = Object.fromEntries(Object.entries(book).toReversed());
    expect(clauseDiffers(book, turned, code)).toBe(false);
  });

  it("differs by its words", () => {
    const text = { ...clause.text, en: "Otherwise." };
    expect(
      clauseDiffers(book, { ...book, clauses: { ...book.clauses, [code]: { ...clause, text } } }, code),
    ).toBe(true);
  });

  it("differs by what rests on it: a reason's limit, a clock", () => {
    const reason = { ...book.reasons["NOT_RECEIVED"]!, merchantResponseHours: 72 };
    const reasons = { ...book.reasons, NOT_RECEIVED: reason };
    expect(clauseDiffers(book, { ...book, reasons }, code)).toBe(true);
    expect(clauseDiffers(book, { ...book, reasons }, "R-WRONG_ITEM")).toBe(false);
    const timers = { ...book.timers, offer: { ...book.timers.offer, hours: 1 } };
    expect(clauseDiffers(book, { ...book, timers }, book.timers.offer.clause)).toBe(true);
  });

  it("differs where it is new or gone, and names of objects' own are no clauses", () => {
    const clauses = Object.fromEntries(Object.entries(book.clauses).filter(([name]) => name !== code));
    expect(clauseDiffers(book, { ...book, clauses }, code)).toBe(true);
    expect([hasClause(book, code), hasClause({ clauses }, code)]).toEqual([true, false]);
    expect([hasClause(book, "constructor"), hasClause(book, "__proto__"), hasClause(null, code)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
