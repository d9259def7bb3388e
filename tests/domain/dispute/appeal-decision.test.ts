import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import type { Command, CommandInputs } from "../../../src/domain/dispute/command.js";
import type { SecondInstanceFacts } from "../../../src/domain/dispute/decision.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { RemedyItem } from "../../../src/domain/dispute/remedy.js";
import { obligationsFrom } from "../../../src/domain/obligation/from-remedies.js";
import { appealChanges } from "../../../src/domain/ruling/appeal-changes.js";
import type { Ruling } from "../../../src/domain/ruling/ruling.js";
import { addHours } from "../../../src/domain/time.js";
import { mediatorFacts, newId, rulebook, start } from "./support.js";
import {
  lineIds,
  second,
  week,
  refund,
  ruled,
  after,
  codeOf,
  appealing,
  deciding,
  ordering,
  merchant,
  senior,
  heard,
  owed,
} from "./appeal-stage.js";

describe("the decision on an appeal", () => {
  const dispute = ruled([refund(lineIds[0]!, 10_00n), refund(lineIds[1]!, 20_00n)]);
  const appealed = after(dispute, appealing({ orderLineIds: [lineIds[0]!] }));
  const varied = ordering([refund(lineIds[0]!, 5_00n), refund(lineIds[1]!, 20_00n)]);

  it("is for somebody else, of the level that the rulebook says, without a part in the case", () => {
    const asAuthor = { ...appealed, ruling: { ...dispute.ruling!, mediatorId: second.id } };
    expect(codeOf(asAuthor, deciding(), heard)).toBe("CONFLICT_OF_INTEREST");
    expect(codeOf({ ...appealed, mediatorId: second.id }, deciding(), heard)).toBe("CONFLICT_OF_INTEREST");
    for (const act of ["SUBMISSIONS_CLOSED", "MEDIATOR_ASSIGNED", "APPEAL_DECIDED"] as const) {
      expect(codeOf(appealed, deciding(), { ...heard, facts: { ownActs: [act] } })).toBe(
        "CONFLICT_OF_INTEREST",
      );
    }
    expect(codeOf(appealed, deciding(), { ...heard, level: 1 })).toBe("AUTHORITY_EXCEEDED");
    expect(codeOf(appealed, deciding(), { ...heard, facts: { authorLevel: 3 } })).toBe("AUTHORITY_EXCEEDED");
    expect(codeOf(appealed, deciding(), { ...heard, level: 3, facts: { authorLevel: 3 } })).toBe("ACCEPTED");
    expect(codeOf(appealed, deciding(), { now: heard.now })).toBe("FORBIDDEN");
  });

  it("varies the ruling with a reasoned one, whose changes are kept, and leaves alone what nobody disputed", () => {
    const decided = after(appealed, deciding({ outcome: "VARIED", ruling: varied }), heard);
    expect(decided).toMatchObject({
      status: "PERFORMING",
      outcome: "RULED_SPLIT",
      ruling: { mediatorId: second.id },
    });
    expect(owed(decided.obligations)).toEqual(
      [`${lineIds[0]!} REFUND 500 MERCHANT`, `${lineIds[1]!} REFUND 2000 MERCHANT`].toSorted(),
    );
    const [{ decision }] = decided.appeals as [Dispute["appeals"][number]];
    expect(decision?.changes?.remedies).toEqual([
      { kind: "REFUND", orderLineId: lineIds[0], beforeMinor: 10_00n, afterMinor: 5_00n },
    ]);
    const other = ordering([refund(lineIds[0]!, 10_00n), refund(lineIds[1]!, 1_00n)]);
    expect(codeOf(appealed, deciding({ outcome: "VARIED", ruling: other }), heard)).toBe("VALIDATION");
  });

  it("takes a ruling where it replaces one and only there, and one that says something else", () => {
    const same = ordering(dispute.ruling!.remedies);
    const wrong: Partial<CommandInputs["DECIDE_APPEAL"]>[] = [
      { outcome: "VARIED" },
      { ruling: varied },
      { outcome: "REMITTED" },
      { outcome: "VARIED", ruling: same },
      { outcome: "REVERSED", ruling: varied },
    ];
    for (const change of wrong) expect(codeOf(appealed, deciding(change), heard)).toBe("VALIDATION");
    const whole = after(dispute, appealing());
    const reversed = deciding({ outcome: "REVERSED", ruling: ordering([], "NOT_PROVEN") });
    expect(after(whole, reversed, heard)).toMatchObject({ status: "CLOSED", outcome: "NOT_PROVEN" });
  });

  it("remits once, to somebody who had no part in it, with a round of evidence and no outcome", () => {
    const demands = [{ side: "SHOPPER", slot: "OTHER", level: "OPTIONAL" }] as const;
    const remits = deciding({ outcome: "REMITTED", remittal: { text: "Show it.", demands } });
    const third = { ...mediatorFacts, id: newId() };
    const to = (mediator: typeof third, ownActs: SecondInstanceFacts["ownActs"] = []) => ({
      ...heard,
      facts: { successor: { mediator, ownActs } },
    });
    expect(codeOf(appealed, remits, heard)).toBe("NOT_FOUND");
    expect(codeOf(appealed, remits, to(mediatorFacts))).toBe("CONFLICT_OF_INTEREST");
    expect(codeOf(appealed, remits, to(third, ["MEDIATOR_ASSIGNED"]))).toBe("CONFLICT_OF_INTEREST");
    const remitted = after(appealed, remits, to(third));
    expect(remitted).toMatchObject({ status: "EVIDENCE", outcome: null, mediatorId: third.id });
    expect(remitted.evidence.rounds).toHaveLength(1);
    expect(owed(remitted.obligations)).toEqual([`${lineIds[1]!} REFUND 2000 MERCHANT`]);
    const again: Dispute = { ...after({ ...remitted, status: "RULED" }, appealing(), merchant) };
    expect(codeOf(again, remits, { ...to({ ...third, id: newId() }), now: addHours(heard.now, 96) })).toBe(
      "ATTEMPT_LIMIT",
    );
  });
});

describe("what nobody disputes", () => {
  const amounts = fc.array(fc.bigInt(0n, 120_00n), { minLength: 3, maxLength: 3 });
  const some = fc.subarray(lineIds);

  it("is owed at once and nothing is owed twice: after UPHELD all is as the ruling alone would have it", () => {
    const property = fc.property(amounts, some, some, fc.boolean(), (minor, first, then, joins) => {
      const remedies = minor.flatMap((amount, index) =>
        amount > 0n ? [refund(lineIds[index]!, amount)] : [],
      );
      const dispute = ruled(remedies);
      const alone = after(dispute, { action: "FINALISE_RULING" }, { role: Role.SYSTEM, now: week });
      let appealed = after(dispute, appealing({ orderLineIds: first }));
      const undisputed = (id: string) => first.length > 0 && !first.includes(id);
      expect(owed(appealed.obligations)).toEqual(
        owed(alone.obligations.filter(({ orderLineId }) => undisputed(orderLineId))),
      );
      if (joins) {
        appealed = after(appealed, appealing({ orderLineIds: then }), merchant);
        const left = (id: string) => undisputed(id) && then.length > 0 && !then.includes(id);
        expect(owed(appealed.obligations)).toEqual(
          owed(alone.obligations.filter(({ orderLineId }) => left(orderLineId))),
        );
      }
      const upheld = after(appealed, deciding(), heard);
      expect(owed(upheld.obligations)).toEqual(owed(alone.obligations));
      expect(upheld.status).toBe(alone.status);
      expect(upheld.obligations.some(({ status }) => status === "CONTESTED")).toBe(false);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("stays owed when the rest is decided anew after a remittal", () => {
    const dispute = after(
      ruled([refund(lineIds[0]!, 10_00n), refund(lineIds[1]!, 20_00n)]),
      appealing({ orderLineIds: [lineIds[0]!] }),
    );
    const anew: Dispute = { ...dispute, status: "DECIDING", mediatorId: second.id };
    const rules = (remedies: readonly RemedyItem[]): Command => ({
      action: "ISSUE_RULING",
      ...ordering(remedies),
    });
    expect(codeOf(anew, rules([refund(lineIds[0]!, 3_00n)]), senior)).toBe("VALIDATION");
    const again = after(anew, rules([refund(lineIds[0]!, 3_00n), refund(lineIds[1]!, 20_00n)]), senior);
    const final = after(
      again,
      { action: "FINALISE_RULING" },
      { role: Role.SYSTEM, now: addHours(week, 200) },
    );
    expect(owed(final.obligations)).toEqual(
      owed(obligationsFrom(again.ruling!.remedies, { now: start, rulebook, newId })),
    );
  });
});

describe("what a ruling of an appeal changes", () => {
  it("is told by outcome, shares and remedies, each sum by kind and line, without what is the same", () => {
    const first: Pick<Ruling, "outcome" | "faultShares" | "remedies"> = {
      ...{ outcome: "RULED_SPLIT", faultShares: [{ party: "MERCHANT", basisPoints: 10_000 } as const] },
      remedies: [refund("a", 1n), refund("a", 2n), refund("b", 5n)],
    };
    const shares = [
      { party: "MERCHANT", basisPoints: 6_000 },
      { party: "CARRIER", basisPoints: 4_000 },
    ] as const;
    const next = { ...first, faultShares: shares, remedies: [refund("a", 3n), refund("c", 7n)] };
    expect(appealChanges(first, next)).toEqual({
      ...{ outcomeBefore: "RULED_SPLIT", outcomeAfter: "RULED_SPLIT" },
      faultShares: [
        { party: "MERCHANT", before: 10_000, after: 6_000 },
        { party: "CARRIER", before: 0, after: 4_000 },
      ],
      remedies: [
        { kind: "REFUND", orderLineId: "b", beforeMinor: 5n, afterMinor: null },
        { kind: "REFUND", orderLineId: "c", beforeMinor: null, afterMinor: 7n },
      ],
    });
  });
});
