import { allowedActions, viewerState } from "../../../src/domain/dispute/advice.js";
import { Role } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { DisputeStatus, type Dispute } from "../../../src/domain/dispute/dispute.js";
import { openProposalOf, type Proposal } from "../../../src/domain/dispute/proposal.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { caseFacts } from "../../../src/domain/rulebook/case-facts.js";
import { addHours } from "../../../src/domain/time.js";
import { accept, deciding, done, fired, item, offer, refusalOf, verdictOf } from "./acting.js";
import { commandFor } from "./commands.js";
import { contextFor, newId, rulebook, start, viewers } from "./support.js";
import { caseOf } from "../ruling/support.js";

const propose = (...terms: Parameters<typeof offer>): Command => ({
  action: "PROPOSE_SETTLEMENT",
  terms,
  explanation: "Meet half-way.",
});
const proposed = (dispute = deciding()): Dispute =>
  done(dispute, Role.MEDIATOR, propose(item("PARTIAL_REFUND", 20_00n)));
const yes = (dispute: Dispute): Command => commandFor("ACCEPT_PROPOSAL", dispute);
const no = (dispute: Dispute): Command => commandFor("DECLINE_PROPOSAL", dispute);
const latest = (dispute: Dispute) => dispute.proposals.at(-1)!;
const expired = (dispute: Dispute): Dispute => fired(dispute, "EXPIRE_PROPOSAL", 48);

describe("a mediator's proposal", () => {
  it("waits for both sides, as long as the rulebook says", () => {
    const dispute = proposed();
    expect(dispute).toMatchObject({ status: "PROPOSED", waitingOn: "BOTH", outcome: null });
    expect(dispute.deadlineAt).toEqual(addHours(start, 48));
    expect(latest(dispute)).toMatchObject({ status: "SENT", acceptedBy: [], decidedAt: null });
  });

  it.each([
    ["nothing", propose(), "VALIDATION"],
    ["more than can be refunded", propose(item("REFUND", 110_01n)), "AMOUNT_TOO_HIGH"],
    [
      "a remedy that neither the reason nor the rulebook allows",
      propose(item("OTHER_ACT", 0n)),
      "REMEDY_NOT_ALLOWED",
    ],
  ])("cannot have %s", (_what, command, code) => {
    expect(refusalOf(deciding(), Role.MEDIATOR, command)).toBe(code);
  });

  it("is for the mediator of the case alone", () => {
    const other = { ...viewers.SENIOR_MEDIATOR, id: newId() };
    const verdict = decide(propose(item("REFUND", 1n)), deciding(), contextFor(other));
    expect(verdict).toMatchObject({ accepted: false, refusal: { code: "FORBIDDEN" } });
  });

  it("lies near what the rulebook recommends, where it recommends an amount and names a range", () => {
    const recommended = (amountMinor: bigint | null) => ({
      outcome: "RULED_FOR_SHOPPER" as const,
      remedies: [
        { ...item("REFUND", 0n), amountMinor, atMostMinor: null, missingFacts: [], formulaTrace: null },
      ],
      clauses: ["R-QUALITY_DEFECT"] as const,
    });
    const verdict = (refund: bigint, amount: bigint | null, range: number | null) => {
      const context = {
        ...contextFor(viewers.MEDIATOR),
        rulebook: {
          ...rulebook,
          mediation: { ...rulebook.mediation, proposalRangeBasisPoints: range },
        },
        recommend: () => recommended(amount),
      };
      const answer = decide(propose(item("PARTIAL_REFUND", refund)), deciding(), context);
      return answer.accepted ? "ACCEPTED" : answer.refusal.code;
    };
    // 110.00 was paid for the line with its freight: a tenth of it is 11.00.
    expect(verdict(60_99n, 50_00n, 1_000)).toBe("ACCEPTED");
    expect(verdict(61_01n, 50_00n, 1_000)).toBe("AMOUNT_TOO_HIGH");
    expect(verdict(39_00n, 50_00n, 1_000)).toBe("ACCEPTED");
    expect(verdict(38_99n, 50_00n, 1_000)).toBe("INVALID_AMOUNT");
    expect(verdict(110_00n, 50_00n, null)).toBe("ACCEPTED");
    expect(verdict(110_00n, null, 1_000)).toBe("ACCEPTED");
  });
});

describe("accepting a proposal", () => {
  it.each([
    [Role.SHOPPER, Role.MERCHANT_AGENT],
    [Role.MERCHANT_ADMIN, Role.SHOPPER],
  ])("settles when %s and then %s accept the same terms", (first, second) => {
    const dispute = proposed();
    const half = done(dispute, first, yes(dispute));
    expect(half.status).toBe("PROPOSED");
    const settled = done(half, second, yes(half));
    expect(settled).toMatchObject({ status: "PERFORMING", outcome: "MEDIATED" });
    expect(settled.obligations).toMatchObject([{ kind: "REFUND", amountMinor: 20_00n, owner: "MERCHANT" }]);
    expect(latest(settled)).toMatchObject({ status: "ACCEPTED", acceptedBy: ["MERCHANT", "SHOPPER"] });
  });

  it("shows the other side nothing as long as it is one alone: no version, no time, no standing", () => {
    const dispute = proposed();
    const later = { now: addHours(start, 1) };
    const verdict = verdictOf(dispute, Role.SHOPPER, yes(dispute), later);
    expect(verdict).toMatchObject({ accepted: true, audience: "SHOPPER", effects: [] });
    const half = done(dispute, Role.SHOPPER, yes(dispute), later);
    expect({ ...half, proposals: dispute.proposals }).toEqual(dispute);
    const advice = (of: Dispute, role: Role) => {
      const viewer = viewers[role];
      return [viewerState(of, viewer), allowedActions(of, { viewer, rulebook, now: start })];
    };
    expect(advice(half, Role.MERCHANT_AGENT)).toEqual(advice(dispute, Role.MERCHANT_AGENT));
    expect(viewerState(half, viewers.SHOPPER)).toBe("WAITING_FOR_OTHER");
  });

  it("counts once a side, and for one proposal only", () => {
    const dispute = proposed();
    const half = done(dispute, Role.SHOPPER, yes(dispute));
    expect(refusalOf(half, Role.SHOPPER, yes(half))).toBe("STATE_CONFLICT");
    const again = proposed(done(half, Role.MERCHANT_AGENT, no(half)));
    expect(refusalOf(again, Role.MERCHANT_AGENT, yes(dispute))).toBe("OFFER_NOT_OPEN");
    const one = done(again, Role.MERCHANT_AGENT, yes(again));
    expect(one.status).toBe("PROPOSED");
    expect(latest(one).acceptedBy).toEqual(["MERCHANT"]);
  });

  it("is refused on other terms, and of a proposal that is none", () => {
    const dispute = proposed();
    const { id, termsHash } = latest(dispute);
    const answer = (change: object) =>
      refusalOf(dispute, Role.SHOPPER, {
        ...{ action: "ACCEPT_PROPOSAL" as const, proposalId: id, termsHash },
        ...change,
      });
    expect(answer({ termsHash: "0" })).toBe("TERMS_CHANGED");
    expect(answer({ proposalId: newId() })).toBe("NOT_FOUND");
  });
});

describe("a proposal that comes to nothing", () => {
  it.each<[string, (dispute: Dispute) => Dispute, string]>([
    ["declined", (it) => done(it, Role.SHOPPER, no(it)), "DECLINED"],
    [
      "declined by who had accepted",
      (it) => done(done(it, Role.SHOPPER, yes(it)), Role.SHOPPER, no(it)),
      "DECLINED",
    ],
    ["not answered", expired, "EXPIRED"],
    ["accepted by one alone", (it) => expired(done(it, Role.SHOPPER, yes(it))), "EXPIRED"],
    ["taken back", (it) => done(it, Role.MEDIATOR, commandFor("RETRACT_PROPOSAL", it)), "RETRACTED"],
  ])("%s leaves the mediator to decide", (_what, end, status) => {
    const dispute = end(proposed());
    expect(dispute).toMatchObject({ status: "DECIDING", outcome: null, obligations: [] });
    expect(latest(dispute)).toMatchObject({ status });
    expect(openProposalOf(dispute)).toBeNull();
  });

  it("is superseded when the sides settle between themselves", () => {
    const offered = done(proposed(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)));
    expect(openProposalOf(offered)).not.toBeNull();
    const settled = done(offered, Role.SHOPPER, accept(offered));
    expect(settled).toMatchObject({ status: "PERFORMING", outcome: "SETTLED" });
    expect(latest(settled)).toMatchObject({ status: "SUPERSEDED", acceptedBy: [] });
  });

  it("leaves no trace in the facts that recommendations rest on, whoever declined", () => {
    const facts = (proposals: readonly Proposal[]) => caseFacts(caseOf({ dispute: { proposals } }));
    for (const role of [Role.SHOPPER, Role.MERCHANT_AGENT]) {
      const dispute = proposed();
      expect(facts(done(dispute, role, no(dispute)).proposals)).toEqual(facts([]));
      expect(facts(done(dispute, role, yes(dispute)).proposals)).toEqual(facts([]));
    }
  });
});

describe("settling between themselves", () => {
  const negotiable = Object.values(DisputeStatus).filter(
    (status) => !["CLOSED", "PERFORMING", "BLOCKED"].includes(status),
  );

  it.each(negotiable)("is possible in %s, and sets a ruling aside", (status) => {
    const ruled = done(deciding(), Role.MEDIATOR, commandFor("ISSUE_RULING", null));
    const standing: Dispute = { ...ruled, status, suspendedFrom: status === "SUSPENDED" ? "RULED" : null };
    const offered = done(standing, Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)));
    const settled = done(offered, Role.SHOPPER, accept(offered));
    expect(settled).toMatchObject({ status: "PERFORMING", outcome: "SETTLED" });
    expect(settled.obligations).toMatchObject([{ amountMinor: 30_00n }]);
  });

  it.each(["CLOSED", "PERFORMING", "BLOCKED"] as const)("is over in %s", (status) => {
    const command = offer(item("PARTIAL_REFUND", 30_00n));
    expect(refusalOf({ ...deciding(), status }, Role.SHOPPER, command)).toBe("STATE_CONFLICT");
  });
});
