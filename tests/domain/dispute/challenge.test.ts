import type { CaseAct } from "../../../src/domain/access/handled-before.js";
import { Role } from "../../../src/domain/access/viewer.js";
import { ConflictGround } from "../../../src/domain/conflict/conflict.js";
import type { DecisionContext } from "../../../src/domain/dispute/decision.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { deciding, done } from "./acting.js";
import { commandFor } from "./commands.js";
import { contextFor, mediatorFacts, newId } from "./support.js";

const other = { ...mediatorFacts, id: newId() };
const otherViewer = { role: Role.SENIOR_MEDIATOR, id: other.id, merchantId: null };

/** What becomes of a decision on a challenge by somebody of whom this is known. */
function decidedWith(facts: Partial<DecisionContext>): string {
  const challenged = done(deciding(), Role.SHOPPER, commandFor("CHALLENGE_MEDIATOR", null));
  const context = contextFor(otherViewer, { mediator: other });
  const verdict = decide(commandFor("DECIDE_CHALLENGE", null), challenged, { ...context, ...facts });
  return verdict.accepted ? "ACCEPTED" : verdict.refusal.code;
}

const parts: readonly CaseAct[] = [
  ...(["APPEAL_DECIDED", "CASE_TRANSFERRED", "EVIDENCE_ADMITTED", "MEDIATOR_ASSIGNED"] as const),
  ...(["RULING_ISSUED", "RULING_REVIEWED", "SHARED_FINDING_APPLIED"] as const),
];

describe("a challenge with reasons", () => {
  it.each(Object.values(ConflictGround))("is decided by nobody against whom %s stands", (ground) => {
    expect(decidedWith({ conflicts: [ground] })).toBe("CONFLICT_OF_INTEREST");
  });

  it.each(parts)("is decided by nobody who had a part in the case by %s", (act) => {
    expect(decidedWith({ conflicts: [], ownActs: [act] })).toBe("CONFLICT_OF_INTEREST");
  });

  it("is decided by who decided on another one before, and had no other part", () => {
    expect(decidedWith({ conflicts: [], ownActs: ["CHALLENGE_DECIDED"] })).toBe("ACCEPTED");
  });
});
