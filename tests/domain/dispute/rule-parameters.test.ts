import { Role } from "../../../src/domain/access/viewer.js";
import { adjustedRule, adjustmentsFor } from "../../../src/domain/rulebook/adjustments.js";
import { parseRulebook } from "../../../src/domain/rulebook/parse-rulebook.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import type { Rulebook } from "../../../src/domain/rulebook/rulebook.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { addDays } from "../../../src/domain/time.js";
import { defaultRulebookJson } from "../default-rulebook.js";
import { commandFor } from "./commands.js";
import {
  contextFor,
  line,
  mediatorFacts,
  openCommand,
  opened,
  order,
  rulebook,
  start,
  viewers,
} from "./support.js";

/** The default rulebook with what a test makes different. */
function variant(change: (document: Record<string, Record<string, unknown>>) => void): Rulebook {
  const document = defaultRulebookJson() as Record<string, Record<string, unknown>>;
  change(document);
  return parseRulebook(document);
}

function under(book: Rulebook, role: Role, options: Parameters<typeof contextFor>[1] = {}) {
  const reason = options.reason ?? "QUALITY_DEFECT";
  return { ...contextFor(viewers[role], options), rulebook: book, rule: ruleOf(book, reason) };
}

function reasonIn(document: Record<string, Record<string, unknown>>, code: string): Record<string, unknown> {
  return (document["reasons"] as Record<string, Record<string, unknown>>)[code]!;
}

describe("what the rulebook says of the shopper's silence", () => {
  const negotiating: Dispute = { ...opened(), status: "NEGOTIATING", deadlineAt: start };

  it.each([
    ["LAPSE", "CLOSED", "LAPSED"],
    ["PLATFORM", "QUEUED", null],
  ])("%s leads to %s", (effect, status, outcome) => {
    const book = variant((document) => {
      reasonIn(document, "QUALITY_DEFECT")["onShopperSilence"] = effect;
    });
    const verdict = decide({ action: "END_NEGOTIATION" }, negotiating, under(book, Role.SYSTEM));
    expect(verdict).toMatchObject({ accepted: true, event: { after: { status, outcome } } });
  });
});

describe("a level floor", () => {
  const book = variant((document) => {
    reasonIn(document, "QUALITY_DEFECT")["levelFloor"] = 3;
  });
  const mediator = { ...mediatorFacts, level: 2 } as const;

  it("keeps a case from mediators below it", () => {
    const queued: Dispute = { ...opened(), status: "QUEUED" };
    const context = under(book, Role.MEDIATOR, { mediator });
    expect(decide({ action: "CLAIM_NEXT_CASE" }, queued, context)).toMatchObject({
      refusal: { code: "AUTHORITY_EXCEEDED" },
    });
    const higher = under(book, Role.MEDIATOR, { mediator: { ...mediator, level: 3 } });
    expect(decide({ action: "CLAIM_NEXT_CASE" }, queued, higher).accepted).toBe(true);
  });

  it("keeps a ruling from them too, whatever reason is found in the end", () => {
    const deciding: Dispute = { ...opened("OTHER"), status: "DECIDING", mediatorId: mediator.id };
    const ruling = { ...commandFor("ISSUE_RULING", deciding), finalReason: "QUALITY_DEFECT" } as never;
    const context = under(book, Role.MEDIATOR, { mediator, reason: "OTHER" });
    expect(decide(ruling, deciding, context)).toMatchObject({ refusal: { code: "AUTHORITY_EXCEEDED" } });
  });
});

describe("escalation", () => {
  it("goes the way that the rulebook draws", () => {
    const book = variant((document) => {
      document["escalation"] = [
        { from: 1, to: 3 },
        { from: 2, to: 3 },
      ] as never;
    });
    const late: Dispute = { ...opened(), status: "QUEUED", deadlineAt: start };
    const verdict = decide({ action: "RAISE_LEVEL" }, late, under(book, Role.SYSTEM));
    expect(verdict).toMatchObject({ event: { after: { level: 3 } } });
  });
});

describe("the cap of what the sides offer each other", () => {
  const terms = [{ kind: "COMPENSATION", orderLineId: line.orderLineId, amountMinor: 50_00n }] as const;
  const offer = { action: "MAKE_OFFER", terms, message: null } as const;

  it("is that of claims unless the rulebook names another", () => {
    const context = under(rulebook, Role.MERCHANT_AGENT);
    expect(decide(offer, opened(), context)).toMatchObject({ refusal: { code: "AMOUNT_TOO_HIGH" } });
    const book = variant((document) => {
      document["limits"]!["offerCompensationBasisPoints"] = 10_000;
    });
    expect(decide(offer, opened(), under(book, Role.MERCHANT_AGENT)).accepted).toBe(true);
  });
});

describe("a promise that lasts longer than the window of the reason", () => {
  const late = addDays(order.shipments[0]!.deliveredAt!, 20);
  const remedy = "RETURN_AND_REFUND";
  const rule = ruleOf(rulebook, "NO_REASON_RETURN");
  const promised = { ...line, promises: [{ kind: "FREE_RETURN", until: null }] };

  function openLate(lines: readonly (typeof line)[]) {
    const adjustments = adjustmentsFor(rulebook, rule, { lines, now: late });
    const context = contextFor(viewers.SHOPPER, { now: late, reason: "NO_REASON_RETURN" });
    const adjusted = { ...context, rule: adjustedRule(rule, adjustments) };
    return decide({ ...openCommand, remedy, lines, adjustments }, null, adjusted);
  }

  it("lets the dispute be opened, and the dispute says why", () => {
    expect(openLate([line])).toMatchObject({ refusal: { code: "WINDOW_CLOSED" } });
    const verdict = openLate([promised]);
    if (!verdict.accepted) throw new Error(verdict.refusal.message);
    expect(evolve(null, verdict.event, late).adjustments).toMatchObject([
      { source: "PROMISE", name: "FREE_RETURN", clause: "G-BETTER_PROMISE" },
    ]);
  });
});

describe("an opening from before rules could be adjusted", () => {
  it("still folds, with no adjustments", () => {
    const dispute = Object.fromEntries(Object.entries(opened()).filter(([name]) => name !== "adjustments"));
    const event = { type: "DISPUTE_OPENED", dispute, after: dispute } as never;
    expect(evolve(null, event, start).adjustments).toEqual([]);
  });
});
