import {
  checkConflict,
  ConflictGround,
  groundsOf,
  type ConflictInputs,
} from "../../src/domain/conflict/conflict.js";
import { addHours } from "../../src/domain/time.js";
import { rulebook, start } from "./dispute/support.js";

const nothing: ConflictInputs = {
  listedMerchant: false,
  relations: [],
  earlierRoles: [],
  casesOfMerchant: 0,
  openComplaints: 0,
  shared: { ADDRESS: 0, PAYMENT: 0 },
};
const about = { rules: rulebook.desk, now: start };
const check = (inputs: Partial<ConflictInputs>) => checkConflict({ ...nothing, ...inputs }, about);
const relation = (kind: "EMPLOYMENT" | "FAMILY", days: number | null) => ({
  relations: [{ side: "MERCHANT" as const, kind, until: days === null ? null : addHours(start, 24 * days) }],
});

describe("a check for conflicts of interest", () => {
  it("finds nothing where nothing stands against the mediator, and says so of every ground", () => {
    const { results } = check({});
    expect(Object.keys(results).sort()).toEqual(Object.values(ConflictGround).sort());
    expect(new Set(Object.values(results))).toEqual(new Set(["CLEAR"]));
  });

  it.each<[string, Partial<ConflictInputs>, ConflictGround]>([
    ["the staff list names the merchant", { listedMerchant: true }, "DECLARED_RELATION"],
    ["a relation was declared", relation("FAMILY", null), "DECLARED_RELATION"],
    ["an employment ended within two years", relation("EMPLOYMENT", -729), "DECLARED_RELATION"],
    ["the person opened the dispute", { earlierRoles: ["FRONTLINE_AGENT"] }, "EARLIER_ROLE"],
    ["ten cases of the merchant came lately", { casesOfMerchant: 10 }, "TOO_MANY_CASES"],
    ["a complaint is open", { openComplaints: 1 }, "COMPLAINT_BY_PARTY"],
    ["an address is shared", { shared: { ADDRESS: 1, PAYMENT: 0 } }, "SAME_ADDRESS"],
    ["a means of payment is shared", { shared: { ADDRESS: null, PAYMENT: 2 } }, "SAME_PAYMENT"],
  ])("finds one where %s", (_what, inputs, ground) => {
    expect(groundsOf(check(inputs))).toEqual([ground]);
  });

  it.each<[string, Partial<ConflictInputs>]>([
    ["a marriage that ended", relation("FAMILY", -1)],
    ["an employment that ended two years ago", relation("EMPLOYMENT", -730)],
    ["nine cases of the merchant", { casesOfMerchant: 9 }],
  ])("finds none in %s", (_what, inputs) => {
    expect(groundsOf(check(inputs))).toEqual([]);
  });

  it("does not take what it cannot compare for clear", () => {
    const { results } = check({ shared: { ADDRESS: null, PAYMENT: null } });
    expect(results).toMatchObject({ SAME_ADDRESS: "UNKNOWN", SAME_PAYMENT: "UNKNOWN" });
  });
});
