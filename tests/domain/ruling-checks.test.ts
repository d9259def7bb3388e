import { parseRulebook } from "../../src/domain/rulebook/parse-rulebook.js";
import { ruleFor } from "../../src/domain/rulebook/reason.js";
import { CheckSeverity, RulingCheck } from "../../src/domain/rulebook/ruling-rule.js";
import type { EvidenceItem } from "../../src/domain/evidence/dispute-evidence.js";
import { deficienciesOf, type CheckedRuling } from "../../src/domain/ruling/deficiency.js";
import type { CheckSubject } from "../../src/domain/ruling/ruling-checks.js";
import { defaultRulebookJson } from "./default-rulebook.js";

const rulebook = parseRulebook(defaultRulebookJson());
const rule = ruleFor(rulebook, "QUALITY_DEFECT")!;
const mandatory = rule.shopperEvidence.find(({ level }) => level === "MANDATORY")!;

const ruling: CheckedRuling = {
  findings: [{ text: "It broke.", sources: ["ORDER_RECORD"], recordedAbsence: null }],
  reasons: "x".repeat(100),
  clauses: [rule.clause],
  faultShares: [],
  remedies: [],
};

const item: EvidenceItem = {
  ...{ id: "a", side: "SHOPPER", source: "UPLOAD", audience: "ALL", round: 1, status: "EXCHANGED" },
  ...{ slot: mandatory.type, versionNumber: 1, contentHash: "0", lateGround: null, decisionReason: null },
  ...{ submittedAt: new Date(0), exchangedAt: new Date(0), decidedAt: null },
};

function found(change: Partial<CheckSubject>): readonly (readonly [RulingCheck, readonly number[]])[] {
  const subject = {
    ruling,
    dispute: { evidence: { rounds: [], items: [] }, swarm: null },
    rule,
    recommendation: null,
  };
  const checks = Object.values(RulingCheck).map((check) => ({
    ...{ check, severity: CheckSeverity.WARNING, clause: "G-REASONED_RULING" },
  }));
  const looked = deficienciesOf({ ...subject, ...change }, { rulingChecks: { checks, reasonsAtLeast: 100 } });
  return looked.map(({ check, indexes }) => [check, indexes]);
}

describe("what a check finds in a ruling", () => {
  it("is nothing in one that is sound", () => {
    expect(found({})).toEqual([]);
  });

  it("is mandatory evidence that counts and no finding cites", () => {
    const withItem = (change: Partial<EvidenceItem>) => ({
      dispute: { evidence: { rounds: [], items: [{ ...item, ...change }] }, swarm: null },
    });
    expect(found(withItem({}))).toEqual([["MANDATORY_EVIDENCE_NOT_CITED", []]]);
    const cites = { ...ruling, findings: [{ ...ruling.findings[0]!, evidenceItemIds: ["a"] }] };
    expect(found({ ...withItem({}), ruling: cites })).toEqual([]);
    for (const change of [
      { status: "EXCLUDED" },
      { status: "SUBMITTED" },
      { lateGround: "Ill." },
      { side: "MERCHANT" },
    ])
      expect(found(withItem(change as Partial<EvidenceItem>))).toEqual([]);
    expect(found(withItem({ status: "ADMITTED", lateGround: "Ill." }))).toHaveLength(1);
  });

  it("is more for a line than the recommendation gives for it, and no amount that nobody knows", () => {
    const remedy = { kind: "REFUND", orderLineId: "l" } as const;
    const recommended = (amountMinor: bigint | null, atMostMinor: bigint | null) => ({
      outcome: "RULED_FOR_SHOPPER" as const,
      clauses: [rule.clause] as const,
      remedies: [{ ...remedy, amountMinor, atMostMinor, missingFacts: [], formulaTrace: null }],
    });
    const ordering = (amountMinor: bigint | null) => ({ ...ruling, remedies: [{ ...remedy, amountMinor }] });
    const range = [["AMOUNT_OUT_OF_RANGE", [0]]];
    for (const [ordered, amount, most, expected] of [
      [1_001n, 1_000n, null, range],
      [1_000n, 1_000n, null, []],
      [1_001n, null, 1_000n, range],
      [1_001n, null, null, []],
      [null, 1_000n, null, []],
    ] as const)
      expect(found({ ruling: ordering(ordered), recommendation: recommended(amount, most) })).toEqual(
        expected,
      );
    expect(found({ ruling: ordering(5n), recommendation: null })).toEqual([]);
  });

  it("is an absence that was waived, and none that was recorded", () => {
    const absence = { side: "SHOPPER", slot: mandatory.type } as const;
    const resting = { ...ruling, findings: [{ ...ruling.findings[0]!, absences: [absence] }] };
    const round = {
      ...{
        number: 1,
        text: "",
        demands: [{ ...absence, level: "MANDATORY" as const }],
        requestedAt: new Date(0),
      },
      ...{
        extendedBy: [],
        completedBy: [],
        waived: [],
        absences: [absence],
        exchangedAt: null,
        rebuttedBy: [],
      },
    };
    const held = (waived: readonly { side: "SHOPPER"; slot: typeof mandatory.type; reason: string }[]) =>
      found({
        ruling: resting,
        dispute: { evidence: { rounds: [{ ...round, waived }], items: [] }, swarm: null },
      });
    expect(held([])).toEqual([]);
    expect(held([{ ...absence, reason: "Too dear." }])).toEqual([
      ["ABSENCE_HELD_AGAINST_WHO_WAS_NOT_ASKED", [0]],
    ]);
  });

  it("is a shared finding of a swarm that a side opted out of, or that the dispute is not in", () => {
    const told = { text: "The lot leaks.", sources: [], recordedAbsence: null, sharedFindingOf: "swarm" };
    const at = new Date(0);
    const finding = { text: "", evidence: [], hash: "", mediatorId: "m", decidedAt: at, optOutUntil: at };
    const swarm = { swarmId: "swarm", commonCause: "A lot.", addedAt: at, finding, optOut: null };
    const cited = (membership: CheckSubject["dispute"]["swarm"]) =>
      found({
        ruling: { ...ruling, findings: [told] },
        dispute: { evidence: { rounds: [], items: [] }, swarm: membership },
      });
    const fault = [["SHARED_FINDING_NOT_COUNTED", [0]]];
    // What was found on evidence for all of them is more than words.
    expect(cited(swarm)).toEqual([]);
    expect(cited({ ...swarm, optOut: { side: "MERCHANT", optedOutAt: at } })).toEqual(fault);
    for (const other of [null, { ...swarm, swarmId: "other" }, { ...swarm, finding: null }])
      expect(cited(other)).toEqual(fault);
  });
});
