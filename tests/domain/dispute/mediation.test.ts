import { Role } from "../../../src/domain/access/viewer.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { addHours } from "../../../src/domain/time.js";
import { deciding, done, fired, item, refusalOf, ruling } from "./acting.js";
import { commandFor } from "./commands.js";
import { line, newId, opened, start, mediatorFacts } from "./support.js";

describe("the gate", () => {
  it("is closed for the shopper while the merchant may still answer, and open for the merchant", () => {
    expect(refusalOf(opened(), Role.SHOPPER, commandFor("REQUEST_INTERVENTION", null))).toBe("GATE_CLOSED");
    expect(done(opened(), Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null)).status).toBe(
      "QUEUED",
    );
  });

  it("is open at once for urgent reasons", () => {
    expect(
      done(opened("SPOILED_PERISHABLE"), Role.SHOPPER, commandFor("REQUEST_INTERVENTION", null)).status,
    ).toBe("QUEUED");
  });
});

describe("a mediator", () => {
  const queued = (): Dispute => done(opened(), Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));

  it.each([
    ["with a relation to the merchant", { relatedMerchantIds: [line.merchantId] }, "CONFLICT_OF_INTEREST"],
    ["without the certificate", { certifiedReasons: ["NOT_RECEIVED"] }, "NOT_CERTIFIED"],
    ["with enough cases", { capacity: 3, openCases: 3 }, "CAPACITY_REACHED"],
  ])("%s does not get the case", (_what, change, code) => {
    expect(
      refusalOf(
        queued(),
        Role.SENIOR_MEDIATOR,
        { action: "ASSIGN_MEDIATOR" },
        { mediator: { ...mediatorFacts, ...change } },
      ),
    ).toBe(code);
  });

  it("rules within the authority of the level and no further", () => {
    const rich = { ...line, priceMinor: 9_000_00n, paidMinor: 9_000_00n };
    const remedies = [item("REFUND", 5_000_01n)];
    const lower = { ...mediatorFacts, level: 1 as const };
    expect(
      refusalOf(deciding(), Role.MEDIATOR, ruling({ remedies }), { lines: [rich], mediator: lower }),
    ).toBe("AUTHORITY_EXCEEDED");
    expect(refusalOf(deciding(), Role.MEDIATOR, ruling({ remedies }), { lines: [rich] })).toBe("ACCEPTED");
  });
});

describe("a ruling", () => {
  const finding = { text: "It is broken.", sources: ["SHOPPER_STATEMENT" as const], recordedAbsence: null };

  it.each([
    ["findings", { findings: [] }, "REASONS_REQUIRED"],
    ["something that a finding rests on", { findings: [{ ...finding, sources: [] }] }, "REASONS_REQUIRED"],
    ["a clause", { clauses: [] }, "REASONS_REQUIRED"],
    ["a clause that is in force", { clauses: ["R-NO_SUCH"] }, "UNKNOWN_CLAUSE"],
    [
      "fault shares that make a whole",
      { faultShares: [{ party: "MERCHANT" as const, basisPoints: 9_999 }] },
      "VALIDATION",
    ],
    [
      "each party once",
      {
        faultShares: [
          { party: "MERCHANT" as const, basisPoints: 5_000 },
          { party: "MERCHANT" as const, basisPoints: 5_000 },
        ],
      },
      "VALIDATION",
    ],
    ["remedies within the cap", { remedies: [item("REFUND", 110_01n)] }, "AMOUNT_TOO_HIGH"],
    ["remedies where it is for the shopper", { remedies: [] }, "VALIDATION"],
    ["no remedies where it is for the merchant", { outcome: "RULED_FOR_MERCHANT" as const }, "VALIDATION"],
  ])("needs %s", (_what, change, code) => {
    expect(refusalOf(deciding(), Role.MEDIATOR, ruling(change))).toBe(code);
  });

  it("can rest on recorded absence alone, and say that the shopper is at fault and yet gets a refund", () => {
    const command = ruling({
      findings: [{ text: "No record was handed in.", sources: [], recordedAbsence: "The packing video." }],
      faultShares: [{ party: "SHOPPER", basisPoints: 10_000 }],
    });
    expect(refusalOf(deciding(), Role.MEDIATOR, command)).toBe("ACCEPTED");
  });

  it("becomes obligations when the appeal window ends, or closes where nothing is owed", () => {
    const ruled = done(deciding(), Role.MEDIATOR, commandFor("ISSUE_RULING", null));
    expect(ruled).toMatchObject({
      status: "RULED",
      outcome: "RULED_FOR_SHOPPER",
      obligations: [],
      deadlineAt: addHours(start, 168),
    });
    expect(ruled.ruling?.appealableUntil).toEqual(ruled.deadlineAt);
    expect(fired(ruled, "FINALISE_RULING", 168)).toMatchObject({
      status: "PERFORMING",
      obligations: [{ amountMinor: 20_00n }],
    });
    const refused = done(
      deciding(),
      Role.MEDIATOR,
      ruling({ outcome: "NOT_PROVEN", remedies: [], faultShares: [] }),
    );
    expect(fired(refused, "FINALISE_RULING", 168)).toMatchObject({ status: "CLOSED", outcome: "NOT_PROVEN" });
  });

  it("cannot rest on OTHER: the real reason must be named", () => {
    const other = { ...deciding(), reason: "OTHER" };
    expect(refusalOf(other, Role.MEDIATOR, ruling({}))).toBe("REASONS_REQUIRED");
    expect(refusalOf(other, Role.MEDIATOR, ruling({ finalReason: "QUALITY_DEFECT" }))).toBe("ACCEPTED");
  });

  it("is issued by nobody but the mediator of the case", () => {
    expect(refusalOf({ ...deciding(), mediatorId: newId() }, Role.SENIOR_MEDIATOR, ruling({}))).toBe(
      "FORBIDDEN",
    );
  });
});
