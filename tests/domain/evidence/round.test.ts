import fc from "fast-check";
import { Role, type Side } from "../../../src/domain/access/viewer.js";
import { ifNothingHappens, viewerState } from "../../../src/domain/dispute/advice.js";
import type { Command, EvidenceFacts } from "../../../src/domain/dispute/command.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { requirements } from "../../../src/domain/dispute/requirements.js";
import { noEvidence, type EvidenceDraft } from "../../../src/domain/evidence/dispute-evidence.js";
import { itemsFor } from "../../../src/domain/evidence/visible-items.js";
import { addHours } from "../../../src/domain/time.js";
import { done, refusalOf } from "../dispute/acting.js";
import {
  commandFor,
  contextFor,
  draft,
  newId,
  opened,
  rulebook,
  start,
  viewers,
} from "../dispute/support.js";

const { MEDIATOR, SHOPPER, MERCHANT_AGENT, SYSTEM } = Role;

/** A dispute that a mediator has in hand. */
function inReview(): Dispute {
  const queued = done(opened(), MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
  return done(queued, MEDIATOR, { action: "CLAIM_NEXT_CASE" });
}

const asked: Command = {
  action: "REQUEST_EVIDENCE",
  text: "Show the kettle, and the test report.",
  demands: [
    { side: "SHOPPER", slot: "PHOTO_OF_ITEM", level: "MANDATORY" },
    { side: "MERCHANT", slot: "INSPECTION_REPORT", level: "MANDATORY" },
    { side: "MERCHANT", slot: "WITNESS_STATEMENT", level: "OPTIONAL" },
  ],
};

/** A dispute in an evidence round. */
const inRound = (): Dispute => done(inReview(), MEDIATOR, asked);

const handIn = (prepared: EvidenceDraft, lateGround: string | null = null): Command => ({
  action: "SUBMIT_EVIDENCE",
  draft: prepared,
  lateGround,
});

const facts = (drafts: readonly EvidenceDraft[]): EvidenceFacts => ({ drafts, custody: null, records: null });

/** The dispute after a command that finds these drafts prepared. */
function doneWith(dispute: Dispute, role: Role, command: Command, drafts: EvidenceDraft[], now = start) {
  const verdict = decide(command, dispute, {
    ...contextFor(viewers[role], { now }),
    evidence: facts(drafts),
  });
  if (!verdict.accepted) throw new Error(verdict.refusal.message);
  return { after: evolve(dispute, verdict.event, now), verdict };
}

const ends = (dispute: Dispute): Date => dispute.deadlineAt!;

describe("an evidence round", () => {
  it("has one end for both sides, 48 hours from the request, and demands what the rule demands anyway", () => {
    const dispute = inRound();
    expect(dispute).toMatchObject({ status: "EVIDENCE", waitingOn: "BOTH" });
    expect(ends(dispute)).toEqual(addHours(start, 48));
    const { demands } = dispute.evidence.rounds[0]!;
    const byRule = rulebook.reasons["QUALITY_DEFECT"]!;
    for (const [side, slots] of [
      ["MERCHANT", byRule.merchantEvidence],
      ["SHOPPER", byRule.shopperEvidence],
    ] as const) {
      for (const { type } of slots.filter(({ level }) => level === "MANDATORY")) {
        expect(demands).toContainEqual({ side, slot: type, level: "MANDATORY" });
      }
    }
  });

  it("is asked for with at least one slot, each once, by the mediator of the case, and twice at most", () => {
    const dispute = inReview();
    expect(refusalOf(dispute, MEDIATOR, { ...asked, demands: [] } as Command)).toBe("VALIDATION");
    const twice = { ...asked, demands: [asked.demands[0]!, asked.demands[0]!] } as Command;
    expect(refusalOf(dispute, MEDIATOR, twice)).toBe("VALIDATION");
    expect(refusalOf(dispute, SHOPPER, asked)).toBe("FORBIDDEN");
    let standing = dispute;
    for (const round of [1, 2]) {
      standing = done(standing, MEDIATOR, asked);
      expect(standing.evidence.rounds).toHaveLength(round);
      standing = done(standing, SHOPPER, { action: "COMPLETE_EVIDENCE" });
      standing = done(standing, MERCHANT_AGENT, { action: "COMPLETE_EVIDENCE" });
      standing = done(standing, SHOPPER, { action: "REBUT_EVIDENCE", statement: null });
      standing = done(standing, MERCHANT_AGENT, { action: "REBUT_EVIDENCE", statement: "No." });
      expect(standing.status).toBe("DECIDING");
    }
    expect(refusalOf(standing, MEDIATOR, asked)).toBe("ATTEMPT_LIMIT");
  });

  it("keeps what is handed in to its own side, and the version and times of the dispute as they were", () => {
    const dispute = inRound();
    const verdict = decide(
      handIn(draft()),
      dispute,
      contextFor(viewers.SHOPPER, { now: addHours(start, 5) }),
    );
    if (!verdict.accepted) throw new Error(verdict.refusal.message);
    expect(verdict.audience).toBe("SHOPPER");
    const after = evolve(dispute, verdict.event, addHours(start, 5));
    expect({ ...after, evidence: null }).toEqual({ ...dispute, evidence: null });
    expect(itemsFor(after.evidence, viewers.SHOPPER)).toHaveLength(1);
    for (const role of [MERCHANT_AGENT, MEDIATOR, Role.SENIOR_MEDIATOR, Role.FRONTLINE_AGENT]) {
      expect(itemsFor(after.evidence, viewers[role])).toEqual([]);
    }
    expect(itemsFor(after.evidence, viewers.AUDITOR)).toHaveLength(1);
  });

  it("ends at once when both sides are done, and hands in what they have prepared", () => {
    const mine = draft();
    const theirs = draft("MERCHANT");
    const first = doneWith(inRound(), SHOPPER, { action: "COMPLETE_EVIDENCE" }, [mine, theirs]);
    expect(first.verdict).toMatchObject({ audience: "SHOPPER", event: { type: "EVIDENCE_COMPLETED" } });
    expect(first.after.status).toBe("EVIDENCE");
    expect(first.after.evidence.items.map(({ id }) => id)).toEqual([mine.id]);
    const second = doneWith(first.after, MERCHANT_AGENT, { action: "COMPLETE_EVIDENCE" }, [theirs]);
    expect(second.verdict).toMatchObject({ audience: "ALL", event: { type: "EVIDENCE_EXCHANGED" } });
    expect(second.after.status).toBe("REBUTTAL");
    expect(second.after.evidence.items.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        [mine.id, "EXCHANGED"],
        [theirs.id, "EXCHANGED"],
      ]),
    );
  });

  it("ends at its end: drafts are handed in, and what is mandatory and missing is recorded", () => {
    const dispute = done(inRound(), MEDIATOR, {
      action: "WAIVE_SLOT",
      side: "MERCHANT",
      slot: "INSPECTION_REPORT",
      reason: "It was destroyed.",
    });
    const mine = draft();
    const at = ends(dispute);
    const { after, verdict } = doneWith(dispute, SYSTEM, { action: "EXCHANGE_EVIDENCE" }, [mine], at);
    expect(verdict).toMatchObject({ clause: "T-EVIDENCE" });
    expect(after).toMatchObject({ status: "REBUTTAL", deadlineAt: addHours(at, 24) });
    const [round] = after.evidence.rounds;
    expect(round!.exchangedAt).toEqual(at);
    const missing = round!.absences.map(({ side, slot }) => `${side} ${slot}`);
    expect(missing).not.toContain("SHOPPER PHOTO_OF_ITEM");
    expect(missing).not.toContain("MERCHANT INSPECTION_REPORT");
    expect(missing).not.toContain("MERCHANT WITNESS_STATEMENT");
    const mandatory = round!.demands.filter(({ level }) => level === "MANDATORY");
    expect(missing).toHaveLength(mandatory.length - 2);
  });

  it("leaves out the drafts of a side that has completed before: they would be late", () => {
    const dispute = done(inRound(), SHOPPER, { action: "COMPLETE_EVIDENCE" });
    const at = ends(dispute);
    const { after } = doneWith(dispute, SYSTEM, { action: "EXCHANGE_EVIDENCE" }, [draft()], at);
    expect(after.evidence.items).toEqual([]);
    expect(refusalOf(dispute, SHOPPER, handIn(draft()))).toBe("STATE_CONFLICT");
    expect(refusalOf(dispute, SHOPPER, { action: "COMPLETE_EVIDENCE" })).toBe("STATE_CONFLICT");
  });

  it("is extended once by each side, and the end moves for both", () => {
    const longer: Command = { action: "EXTEND_EVIDENCE", reason: "The laboratory needs a day." };
    const dispute = inRound();
    const once = done(dispute, SHOPPER, longer);
    expect(ends(once)).toEqual(addHours(ends(dispute), 48));
    expect(refusalOf(once, SHOPPER, longer)).toBe("ATTEMPT_LIMIT");
    const both = done(once, MERCHANT_AGENT, longer);
    expect(ends(both)).toEqual(addHours(ends(dispute), 96));
    expect(refusalOf(both, MERCHANT_AGENT, longer)).toBe("ATTEMPT_LIMIT");
  });

  it("tells a side that is done to wait, and the other nothing", () => {
    const dispute = done(inRound(), SHOPPER, { action: "COMPLETE_EVIDENCE" });
    expect(viewerState(dispute, viewers.SHOPPER)).toBe("WAITING_FOR_OTHER");
    expect(viewerState(dispute, viewers.MERCHANT_AGENT)).toBe("ACTION_REQUIRED");
    expect(ifNothingHappens(dispute, [], rulebook)).toMatchObject({
      action: "EXCHANGE_EVIDENCE",
      status: "REBUTTAL",
      at: ends(dispute),
    });
  });

  it("lets a side take a sealed item back, its own alone, and nothing after the exchange", () => {
    const mine = draft();
    const dispute = done(inRound(), SHOPPER, handIn(mine));
    const back: Command = { action: "WITHDRAW_EVIDENCE", itemId: mine.id };
    expect(refusalOf(dispute, MERCHANT_AGENT, back)).toBe("STATE_CONFLICT");
    const both = done(dispute, MERCHANT_AGENT, handIn(draft("MERCHANT")));
    expect(refusalOf(both, MERCHANT_AGENT, back)).toBe("NOT_FOUND");
    const without = done(dispute, SHOPPER, back);
    expect(without.evidence.items).toMatchObject([{ id: mine.id, status: "WITHDRAWN" }]);
    const { after } = doneWith(dispute, SYSTEM, { action: "EXCHANGE_EVIDENCE" }, [], ends(dispute));
    expect(refusalOf(after, SHOPPER, back)).toBe("STATE_CONFLICT");
  });
});

describe("evidence outside of a round", () => {
  it.each(["MERCHANT_RESPONSE", "IN_REVIEW"])("is seen by the other side at once in %s", (status) => {
    const dispute = status === "IN_REVIEW" ? inReview() : opened();
    const verdict = decide(handIn(draft()), dispute, contextFor(viewers.SHOPPER));
    expect(verdict).toMatchObject({
      audience: "ALL",
      event: { item: { status: "EXCHANGED", exchangedAt: start, lateGround: null, round: 0 } },
    });
  });

  it("is late after the exchange: it needs a ground, says so, and counts once it is admitted", () => {
    const { after } = doneWith(inRound(), SYSTEM, { action: "EXCHANGE_EVIDENCE" }, [], addHours(start, 48));
    const late = draft();
    expect(refusalOf(after, SHOPPER, handIn(late), { now: addHours(start, 49) })).toBe(
      "EVIDENCE_WINDOW_CLOSED",
    );
    const handed = done(after, SHOPPER, handIn(late, "The carrier answered today."), {
      now: addHours(start, 49),
    });
    expect(handed.evidence.items).toMatchObject([
      { status: "EXCHANGED", lateGround: "The carrier answered today." },
    ]);
    const reason = "It could not come sooner.";
    const admitted = done(handed, MEDIATOR, { action: "ADMIT_EVIDENCE", itemId: late.id, reason });
    expect(admitted.evidence.items).toMatchObject([{ status: "ADMITTED", decisionReason: reason }]);
    const excluded = done(admitted, MEDIATOR, {
      action: "EXCLUDE_EVIDENCE",
      itemId: late.id,
      reason: "On reflection.",
    });
    expect(excluded.evidence.items).toMatchObject([{ status: "EXCLUDED" }]);
  });

  it("is found by the mediator only once it is open", () => {
    const dispute = done(inRound(), SHOPPER, handIn(draft()));
    const itemId = dispute.evidence.items[0]!.id;
    expect(refusalOf(dispute, MEDIATOR, { action: "ADMIT_EVIDENCE", itemId, reason: "x" })).toBe(
      "STATE_CONFLICT",
    );
  });

  it("counts for nothing once a file of it is dangerous, quietly while it is sealed", () => {
    const dispute = done(inRound(), SHOPPER, handIn(draft()));
    const itemId = dispute.evidence.items[0]!.id;
    const command: Command = { action: "QUARANTINE_EVIDENCE", itemId };
    const verdict = decide(command, dispute, contextFor(viewers.SYSTEM));
    expect(verdict).toMatchObject({ audience: "SHOPPER", event: { sealed: true } });
    const after = done(dispute, SYSTEM, command);
    expect(after).toMatchObject({
      version: dispute.version,
      evidence: { items: [{ status: "QUARANTINED" }] },
    });
    expect(refusalOf(after, SYSTEM, command)).toBe("NOT_FOUND");
  });
});

describe("the checklist", () => {
  const records = { shipments: [], paid: false, messages: false };
  const lineOf = (dispute: Dispute, role: Role, side: Side, slot: string) =>
    requirements(dispute, rulebook.reasons["QUALITY_DEFECT"]!, { records, viewer: viewers[role] }).find(
      (line) => line.side === side && line.slot === slot,
    );

  it("shows a side its own sealed items, and the other what is there only after the exchange", () => {
    const before = inRound();
    const dispute = done(before, SHOPPER, handIn(draft()));
    expect(lineOf(dispute, SHOPPER, "SHOPPER", "PHOTO_OF_ITEM")).toMatchObject({
      satisfied: true,
      requested: true,
    });
    for (const role of [MERCHANT_AGENT, MEDIATOR]) {
      expect(lineOf(dispute, role, "SHOPPER", "PHOTO_OF_ITEM")).toEqual(
        lineOf(before, role, "SHOPPER", "PHOTO_OF_ITEM"),
      );
    }
    const { after } = doneWith(dispute, SYSTEM, { action: "EXCHANGE_EVIDENCE" }, [], ends(dispute));
    expect(lineOf(after, MERCHANT_AGENT, "SHOPPER", "PHOTO_OF_ITEM")).toMatchObject({ satisfied: true });
    expect(lineOf(after, SHOPPER, "MERCHANT", "INSPECTION_REPORT")).toMatchObject({
      satisfied: false,
      absent: true,
    });
  });

  it("lists what was asked for beyond the rule, until when, and what was dropped", () => {
    const dispute = inRound();
    const beyond = lineOf(dispute, SHOPPER, "MERCHANT", "WITNESS_STATEMENT");
    expect(beyond).toMatchObject({ level: "OPTIONAL", requested: true, waived: false, dueAt: ends(dispute) });
    const waive: Command = {
      action: "WAIVE_SLOT",
      side: "MERCHANT",
      slot: "WITNESS_STATEMENT",
      reason: "Not needed.",
    };
    const after = done(dispute, MEDIATOR, waive);
    expect(lineOf(after, SHOPPER, "MERCHANT", "WITNESS_STATEMENT")).toMatchObject({ waived: true });
    expect(refusalOf(after, MEDIATOR, waive)).toBe("STATE_CONFLICT");
  });
});

describe("sealing", () => {
  /** What one side can do in a round, by the other side's leave or not. */
  const act = fc.constantFrom("submit", "withdraw", "complete");

  it("shows the other side the same dispute, advice and checklist, whatever a side does before the exchange", () => {
    const records = { shipments: [], paid: false, messages: false };
    const seenBy = (dispute: Dispute, role: Role) => {
      const { evidence, ...open } = dispute;
      return {
        open,
        state: viewerState(dispute, viewers[role]),
        items: itemsFor(evidence, viewers[role]),
        list: requirements(dispute, rulebook.reasons["QUALITY_DEFECT"]!, { records, viewer: viewers[role] }),
        next: ifNothingHappens({ ...dispute, evidence: { ...evidence, items: [] } }, [], rulebook),
      };
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.boolean(), (acts, byShopper) => {
        const [role, other] = byShopper ? [SHOPPER, MERCHANT_AGENT] : [MERCHANT_AGENT, SHOPPER];
        const side: Side = byShopper ? "SHOPPER" : "MERCHANT";
        let dispute = inRound();
        const before = seenBy(dispute, other);
        const mediatorBefore = seenBy(dispute, MEDIATOR);
        for (const each of acts) {
          const sealed = dispute.evidence.items.findLast(({ status }) => status === "SUBMITTED");
          const command: Command =
            each === "submit"
              ? handIn({ ...draft(side), id: newId() })
              : each === "withdraw"
                ? { action: "WITHDRAW_EVIDENCE", itemId: sealed?.id ?? "" }
                : { action: "COMPLETE_EVIDENCE" };
          const now = addHours(dispute.updatedAt, 1);
          const verdict = decide(command, dispute, {
            ...contextFor(viewers[role], { now }),
            evidence: facts([]),
          });
          if (!verdict.accepted) continue;
          expect(verdict.audience).toBe(side);
          dispute = evolve(dispute, verdict.event, now);
          expect(seenBy(dispute, other)).toEqual(before);
          expect(seenBy(dispute, MEDIATOR)).toEqual(mediatorBefore);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("begins with nothing", () => {
    expect(opened().evidence).toEqual(noEvidence);
  });
});
