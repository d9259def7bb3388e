import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { standing } from "../../../src/domain/obligation/obligation.js";
import { changedCharacters } from "../../../src/domain/ruling/correction.js";
import { addHours } from "../../../src/domain/time.js";
import { appealing, clause, lineIds, lines, refund, waive, week } from "./appeal-stage.js";
import {
  after,
  amount,
  codeOf,
  correcting,
  final,
  first,
  hour,
  mistyped,
  owed,
  soon,
  text,
  verdict,
  worked,
} from "./correction-stage.js";
import { contextFor, mediatorFacts, rulebook, viewers } from "./support.js";

describe("a slip of the pen", () => {
  it("is corrected in a finding, a conclusion and the reasons, and the clock and what is owed stay", () => {
    const dispute = mistyped();
    const corrected = after(dispute, {
      ...text("It is hot."),
      texts: [
        { part: "FINDING", position: 0, text: "It is hot." },
        { part: "CONCLUSION", position: 0, text: "It falls under this." },
        { part: "REASONS", position: null, text: "So!" },
      ],
    });
    expect(corrected.ruling).toMatchObject({
      findings: [{ text: "It is hot.", sources: ["SHOPPER_STATEMENT"] }],
      conclusions: [{ text: "It falls under this." }],
      ...{ reasons: "So!", remedies: dispute.ruling!.remedies, appealableUntil: week },
    });
    expect(corrected.corrections).toMatchObject([
      {
        ...{ number: 1, restartsAppeal: false, reason: "A slip.", mediatorId: mediatorFacts.id },
        changes: [
          { path: "findings.0.text", before: "It is cold.", after: "It is hot." },
          { path: "conclusions.0.text" },
          { path: "reasons", before: "So.", after: "So!" },
        ],
      },
    ]);
    expect(corrected).toMatchObject({ status: "RULED", deadlineAt: week });
    expect(after(corrected, text("It is warm.")).corrections.map(({ number }) => number)).toEqual([1, 2]);
  });

  it("is no rewritten text, nothing that stands there already, and nothing that the ruling does not have", () => {
    const dispute = mistyped();
    expect(codeOf(dispute, text("x".repeat(201)))).toBe("NOT_A_SLIP");
    expect(codeOf(dispute, text("It is hot."), { rules: { textCharacters: 4 } })).toBe("ACCEPTED");
    expect(codeOf(dispute, text("It is hot."), { rules: { textCharacters: 3 } })).toBe("NOT_A_SLIP");
    expect(codeOf(dispute, text("It is cold."))).toBe("VALIDATION");
    expect(codeOf(dispute, text("It is hot.", "FINDING", 1))).toBe("VALIDATION");
    expect(codeOf(dispute, text("It is hot.", "CONCLUSION", null))).toBe("VALIDATION");
    expect(codeOf(dispute, correcting({}))).toBe("VALIDATION");
    const twice = text("It is hot.").texts;
    expect(codeOf(dispute, correcting({ texts: [...twice, ...twice] }))).toBe("VALIDATION");
    expect(codeOf(dispute, text("It is hot."), { rules: { correctionHours: 1 } })).toBe("WINDOW_CLOSED");
  });

  it("touches as many characters as lie between what both texts begin and end with", () => {
    expect(changedCharacters("It is cold.", "It is hot.")).toBe(4);
    expect(changedCharacters("aa", "aaa")).toBe(1);
    expect(changedCharacters("商家不负责", "商家负责")).toBe(1);
    expect(changedCharacters("same", "same")).toBe(0);
    const text$ = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(text$, text$, text$, text$, (head, tail, one, two) => {
        const most = Math.max(Array.from(one).length, Array.from(two).length);
        expect(changedCharacters(head + one + tail, head + two + tail)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a slip of arithmetic", () => {
  it("becomes exactly what the remedy's own formula gives, and both sides can appeal anew", () => {
    const dispute = after(mistyped(), waive, { role: Role.SHOPPER });
    const corrected = after(dispute, amount());
    expect(corrected.ruling!.remedies.map(({ amountMinor }) => amountMinor)).toEqual([100_00n, 100_00n]);
    expect(corrected.corrections[0]).toMatchObject({
      ...{ restartsAppeal: true, appealableUntil: addHours(hour, 168) },
      changes: [{ path: "remedies.0.amount", before: "10.00", after: "100.00" }],
    });
    expect(corrected).toMatchObject({
      ...{ status: "RULED", deadlineAt: addHours(hour, 168), appealWaivedBy: [], obligations: [] },
      ruling: { appealableUntil: addHours(hour, 168) },
    });
    expect(codeOf(corrected, appealing(), { role: Role.SHOPPER, now: soon })).toBe("ACCEPTED");
    const kept = after(dispute, amount(), { rules: { amountsRestartAppeal: false } });
    expect(kept).toMatchObject({ deadlineAt: week, appealWaivedBy: ["SHOPPER"] });
  });

  it("is nothing else: what was weighed, meant or is as the formula says stays", () => {
    const dispute = mistyped();
    expect(codeOf(dispute, amount(99_99n))).toBe("NOT_A_SLIP");
    expect(codeOf(dispute, amount(100_00n, 1))).toBe("VALIDATION");
    expect(codeOf(dispute, amount(100_00n, 2))).toBe("VALIDATION");
    expect(codeOf(dispute, amount(100_00n, -1))).toBe("VALIDATION");
    expect(codeOf(mistyped([refund(first, 10_00n)]), amount())).toBe("NOT_A_SLIP");
    const partly = { ...worked(first, 10_00n), kind: "PARTIAL_REFUND" } as const;
    expect(codeOf(mistyped([partly]), amount())).toBe("NOT_A_SLIP");
    const advised = { kind: "REFUND", orderLineId: first, amountMinor: 100_00n } as const;
    const recommended = { outcome: "RULED_FOR_SHOPPER", clause, remedies: [advised] } as const;
    const meant = { ...dispute.ruling!, recommended, divergenceReason: "Half of it works." };
    expect(codeOf({ ...dispute, ruling: meant }, amount())).toBe("NOT_A_SLIP");
    const verdictOf = verdict(dispute, amount(1n));
    expect(verdictOf).toMatchObject({
      refusal: {
        ...{ details: { ordered: "10.00", byFormula: "100.00" }, field: ["amounts", "0", "amount"] },
        message: expect.stringContaining("appeal") as string,
      },
    });
  });

  it("is within what could have been ordered: the caps, the level, and what two looked at", () => {
    expect(codeOf(mistyped([worked(first, 10_00n, 500_00n)]), amount(500_00n))).toBe("AMOUNT_TOO_HIGH");
    const twice = [worked(first, 10_00n), worked(first, 20_00n)];
    expect(codeOf(mistyped(twice), amount())).toBe("AMOUNT_TOO_HIGH");
    const viewer = { ...viewers.MEDIATOR };
    const limits = { ...rulebook.limits, secondReviewAbove: { CNY: "150.00" } };
    const context = contextFor(viewer, { now: hour, lines });
    expect(decide(amount(), mistyped(), { ...context, rulebook: { ...rulebook, limits } })).toMatchObject({
      refusal: { code: "FOUR_EYES_REQUIRED" },
    });
    const authority = [{ level: 2, amounts: { CNY: "150.00" } }] as const;
    expect(decide(amount(), mistyped(), { ...context, rulebook: { ...rulebook, authority } })).toMatchObject({
      refusal: { code: "AUTHORITY_EXCEEDED" },
    });
  });

  it("supersedes what was owed by the wrong amount in one step, so that never both are owed", () => {
    const performing = final(mistyped());
    expect(owed(performing)).toEqual(["0 1000", "1 10000"]);
    const anew = after(performing, amount(), { now: soon });
    expect(anew).toMatchObject({ status: "RULED", deadlineAt: addHours(soon, 168) });
    expect(owed(anew)).toEqual(["1 10000"]);
    const again = after(anew, { action: "FINALISE_RULING" }, { role: Role.SYSTEM, now: anew.deadlineAt! });
    expect(owed(again)).toEqual(["0 10000", "1 10000"]);
    const at = { now: soon, rules: { amountsRestartAppeal: false } };
    const once = after(performing, amount(), at);
    expect(once.status).toBe("PERFORMING");
    expect(owed(once)).toEqual(["0 10000", "1 10000"]);
    const waived = once.obligations.filter(({ status }) => status === "WAIVED");
    expect(waived.map(({ amountMinor }) => amountMinor)).toEqual([10_00n]);
  });

  it("comes too late where the line is performed, and where anybody has appealed", () => {
    const performing = final(mistyped());
    const performed = performing.obligations.map((each) =>
      each.orderLineId === first ? { ...each, status: "PERFORMED" as const } : each,
    );
    expect(codeOf({ ...performing, obligations: performed }, amount(), { now: soon })).toBe("STATE_CONFLICT");
    const appealed = after(mistyped(), appealing(), { role: Role.SHOPPER });
    expect(codeOf(appealed, amount())).toBe("STATE_CONFLICT");
    expect(codeOf(appealed, text("It is hot."))).toBe("ACCEPTED");
  });

  it("leaves what is owed beside it due, and nobody may stall while it can be appealed anew", () => {
    const performing = final(mistyped());
    const anew = after(performing, amount(), { now: soon });
    const [beside] = standing(anew.obligations);
    const late = after(anew, { action: "MARK_OVERDUE" }, { role: Role.SYSTEM, now: beside!.dueAt });
    expect(late).toMatchObject({ status: "RULED", deadlineAt: anew.deadlineAt });
    expect(standing(late.obligations)).toMatchObject([{ status: "OVERDUE" }]);
  });

  it("whatever is corrected, what was ruled stays, and what is owed sums to what the ruling awards", () => {
    const money = fc.bigInt({ min: 1n, max: 100_00n });
    const texts = fc.subarray(["FINDING", "CONCLUSION", "REASONS"] as const);
    fc.assert(
      fc.property(
        fc.array(money, { minLength: 3, maxLength: 3 }),
        fc.subarray([0, 1, 2]),
        fc.record({ parts: texts, early: fc.boolean(), restarts: fc.boolean() }),
        (ordered, positions, { parts, early, restarts }) => {
          const dispute = mistyped(lineIds.map((id, index) => worked(id, ordered[index]!)));
          const wrong = positions.filter((position) => ordered[position] !== 100_00n);
          fc.pre(wrong.length + parts.length > 0);
          const command = correcting({
            texts: parts.map((part) => ({ part, position: part === "REASONS" ? null : 0, text: "Oh." })),
            amounts: wrong.map((position) => ({ position, amountMinor: 100_00n })),
          });
          const before = early ? dispute : final(dispute);
          const corrected = after(before, command, {
            now: early ? hour : soon,
            rules: { amountsRestartAppeal: restarts },
          });
          const bare = ({ ruling }: Dispute) => ({
            ...ruling!,
            ...{ reasons: "", appealableUntil: null },
            findings: ruling!.findings.map((finding) => ({ ...finding, text: "" })),
            conclusions: ruling!.conclusions.map((conclusion) => ({ ...conclusion, text: "" })),
            remedies: ruling!.remedies.map((remedy) => ({ ...remedy, amountMinor: 0n })),
          });
          expect(bare(corrected)).toEqual(bare(dispute));
          expect(corrected.outcome).toBe(dispute.outcome);
          const ended =
            corrected.status === "RULED"
              ? after(
                  corrected,
                  { action: "FINALISE_RULING" },
                  { role: Role.SYSTEM, now: corrected.deadlineAt! },
                )
              : corrected;
          const awarded = corrected.ruling!.remedies.map(
            ({ amountMinor }, index) => `${index} ${amountMinor}`,
          );
          expect(owed(ended)).toEqual(awarded.toSorted());
        },
      ),
      { numRuns: 40 },
    );
  });
});
