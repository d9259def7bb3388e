import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions } from "../../../src/domain/dispute/advice.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { addHours } from "../../../src/domain/time.js";
import { appealing, week } from "./appeal-stage.js";
import { after, amount, codeOf, final, hour, mistyped, soon } from "./correction-stage.js";
import { mediatorFacts, newId, rulebook, start, viewers } from "./support.js";

describe("who may correct a ruling", () => {
  const dispute = mistyped();
  const stranger = { role: Role.SENIOR_MEDIATOR, id: newId() };
  const away = { level: 2, offShiftSince: start } as const;
  const { offShiftHours } = rulebook.desk;

  it("is its author, or somebody of the same level or above once that one is away for too long", () => {
    const later = addHours(start, offShiftHours);
    expect(codeOf(dispute, amount(), stranger)).toBe("FORBIDDEN");
    expect(codeOf(dispute, amount(), { ...stranger, author: { ...away, offShiftSince: null } })).toBe(
      "FORBIDDEN",
    );
    expect(codeOf(dispute, amount(), { ...stranger, author: away })).toBe("FORBIDDEN");
    expect(codeOf(dispute, amount(), { ...stranger, now: later, author: away })).toBe("ACCEPTED");
    expect(codeOf(dispute, amount(), { ...stranger, now: later, author: { ...away, level: 3 } })).toBe(
      "FORBIDDEN",
    );
    const viewer = { ...viewers.SENIOR_MEDIATOR, id: stranger.id };
    const offered = (now: Date) =>
      allowedActions(dispute, { viewer, rulebook, now, viewerLevel: 2, rulingAuthor: away }).find(
        ({ action }) => action === "CORRECT_RULING",
      );
    expect(offered(hour)).toBeUndefined();
    expect(offered(later)?.dueAt).toEqual(addHours(start, rulebook.corrections.correctionHours));
  });

  it("and who stood in decides no appeal against it", () => {
    const later = addHours(start, offShiftHours);
    const corrected = after(dispute, amount(), { ...stranger, now: later, author: away });
    const appealed = after(corrected, appealing(), { role: Role.SHOPPER, now: later });
    const decision: Command = {
      ...{ action: "DECIDE_APPEAL", outcome: "UPHELD", reasons: "So.", ruling: null, remittal: null },
    };
    const heard = addHours(later, 48);
    expect(codeOf(appealed, decision, { ...stranger, now: heard })).toBe("CONFLICT_OF_INTEREST");
    expect(codeOf(appealed, decision, { ...stranger, id: newId(), now: heard })).not.toBe(
      "CONFLICT_OF_INTEREST",
    );
  });
});

describe("what a ruling means", () => {
  const ask: Command = { action: "REQUEST_CLARIFICATION", question: "Which line?" };
  const say = (side: "MERCHANT" | "SHOPPER"): Command => ({
    action: "CLARIFY_RULING",
    side,
    answer: "Both.",
  });
  const shopper = { role: Role.SHOPPER };
  const merchant = { role: Role.MERCHANT_AGENT };

  it("is asked once a side while it can be appealed, stops no clock, and is answered once by its author", () => {
    const dispute = mistyped();
    expect(codeOf(dispute, say("SHOPPER"))).toBe("STATE_CONFLICT");
    const asked = after(dispute, ask, shopper);
    expect(asked).toMatchObject({ status: "RULED", deadlineAt: dispute.deadlineAt, ruling: dispute.ruling });
    expect(codeOf(asked, ask, shopper)).toBe("ATTEMPT_LIMIT");
    expect(codeOf(asked, ask, { ...shopper, rules: { clarificationsPerSide: 2 } })).toBe("ACCEPTED");
    expect(codeOf(asked, say("MERCHANT"))).toBe("STATE_CONFLICT");
    expect(codeOf(asked, say("SHOPPER"), { role: Role.SENIOR_MEDIATOR, id: newId() })).toBe("FORBIDDEN");
    const both = after(asked, ask, merchant);
    const said = after(both, say("SHOPPER"));
    expect(said.clarifications).toMatchObject([
      { side: "SHOPPER", answer: "Both.", answeredAt: hour, mediatorId: mediatorFacts.id },
      { side: "MERCHANT", answer: null, mediatorId: null },
    ]);
    expect(codeOf(said, say("SHOPPER"))).toBe("STATE_CONFLICT");
    const ended = final(said);
    expect(codeOf(ended, ask, { ...merchant, now: soon })).toBe("STATE_CONFLICT");
    const late = after(ended, say("MERCHANT"), { now: soon });
    expect({ ...late, clarifications: [], version: 0, updatedAt: null }).toEqual({
      ...{ ...ended, clarifications: [], version: 0, updatedAt: null },
    });
  });

  it("can be asked while somebody else's appeal runs, as long as there is time to join it", () => {
    const appealed = after(mistyped(), appealing(), shopper);
    expect(codeOf(appealed, ask, merchant)).toBe("ACCEPTED");
    expect(codeOf(appealed, ask, { ...merchant, now: week })).toBe("WINDOW_CLOSED");
  });

  it("is of no interest once the sides have settled", () => {
    const asked = { ...after(mistyped(), ask, shopper), outcome: "SETTLED" as const };
    expect(codeOf(asked, say("SHOPPER"))).toBe("STATE_CONFLICT");
    expect(codeOf(asked, amount())).toBe("STATE_CONFLICT");
  });
});
