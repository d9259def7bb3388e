import fc from "fast-check";
import {
  priorityScore,
  ranksSince,
  type Ranked,
  type ShopperStanding,
} from "../../../src/domain/queue/priority.js";
import { checkQueue } from "../../../src/domain/rulebook/checks/queue.js";
import type { QueueRule } from "../../../src/domain/rulebook/queue-rule.js";
import { addHours } from "../../../src/domain/time.js";
import { defaultRulebook } from "../../../seeds/default-rulebook.js";
import { noClock } from "../../../src/domain/dispute/dispute-clock.js";
import { start } from "../dispute/support.js";

const points = fc.integer({ min: 0, max: 60 });
const reasons = ["FOOD_SAFETY", "NOT_RECEIVED", "OTHER"];

const queueRules: fc.Arbitrary<QueueRule> = fc.record({
  hoursPerPoint: fc.integer({ min: 1, max: 24 }),
  severity: points,
  severityByReason: fc.dictionary(fc.constantFrom("FOOD_SAFETY", "NOT_RECEIVED"), points),
  amount: fc.record({ perPoint: fc.constant({ CNY: "100.00" }), most: points }),
  urgent: points,
  perishable: points,
  vulnerable: points,
  deadline: fc.record({ points, withinHours: fc.integer({ min: 1, max: 96 }) }),
  overdue: fc.integer({ min: 1, max: 500 }),
  tiers: fc.dictionary(fc.constantFrom("GOLD", "SILVER"), fc.integer({ min: 0, max: 15 })),
  shiftHours: fc.constant(12),
});

function passes(queue: QueueRule): boolean {
  try {
    checkQueue({ queue, reasons: defaultRulebook().reasons });
    return true;
  } catch {
    return false;
  }
}

interface Case {
  readonly dispute: Ranked;
  readonly rule: { readonly urgent: boolean };
  readonly shopper: ShopperStanding;
}

/** @param waited hours in the queue */
function caseOf(
  waited: fc.Arbitrary<number>,
  overdue: boolean,
  tiers: readonly string[],
): fc.Arbitrary<Case> {
  const what = fc.record({
    waited,
    reason: fc.constantFrom(...reasons),
    minor: fc.bigInt({ min: 0n, max: 10_000_00n }),
    limit: fc.integer({ min: 1, max: 100 }),
    perishable: fc.boolean(),
    urgent: fc.boolean(),
    vulnerable: fc.boolean(),
    tier: tiers.length === 0 ? fc.constant(null) : fc.constantFrom(...tiers),
  });
  return what.map(({ waited: hours, reason, minor, limit, perishable, urgent, vulnerable, tier }) => {
    const queuedAt = addHours(start, -hours);
    const claim = { remedy: "REFUND", statement: "It never came.", amendments: 0 } as const;
    return {
      dispute: {
        ...{ reason, perishable, currency: "CNY", openedAt: addHours(queuedAt, -100) },
        claim: { ...claim, items: [{ kind: "REFUND", orderLineId: "line", amountMinor: minor }] },
        clock: { ...noClock, startedAt: queuedAt },
        deadlineAt: addHours(queuedAt, limit),
        queue: { queuedAt, overdueAt: overdue ? start : null },
      },
      rule: { urgent },
      shopper: { tier, vulnerable },
    };
  });
}

const scoreOf = (queue: QueueRule, { dispute, ...about }: Case, now = start) =>
  priorityScore(dispute, { queue, ...about }, now);
const rankOf = (queue: QueueRule, { dispute, ...about }: Case) => ranksSince(dispute, { queue, ...about });

describe("the priority of a case", () => {
  it("lets an overdue ordinary case outrank every fresh one, whatever its tier, under every rulebook that passes the checks", () => {
    const overdue = caseOf(fc.integer({ min: 24, max: 500 }), true, []);
    const fresh = caseOf(fc.integer({ min: 0, max: 23 }), false, ["GOLD", "SILVER"]);
    let passed = 0;
    fc.assert(
      fc.property(queueRules, overdue, fresh, (queue, old, young) => {
        if (!passes(queue)) return;
        passed += 1;
        expect(rankOf(queue, old).getTime()).toBeLessThan(rankOf(queue, young).getTime());
        expect(scoreOf(queue, old)).toBeGreaterThan(scoreOf(queue, young));
      }),
      { numRuns: 500 },
    );
    expect(passed).toBeGreaterThan(50);
  });

  it("orders by a stored instant as the score does, now and later", () => {
    const any = caseOf(fc.integer({ min: 0, max: 500 }), false, ["GOLD", "SILVER"]);
    fc.assert(
      fc.property(queueRules, any, any, fc.integer({ min: 0, max: 1_000 }), (queue, one, other, hours) => {
        const now = addHours(start, hours);
        const difference = scoreOf(queue, one, now) - scoreOf(queue, other, now);
        const apart = rankOf(queue, other).getTime() - rankOf(queue, one).getTime();
        if (Math.abs(difference) > 1e-6) expect(Math.sign(apart)).toBe(Math.sign(difference));
      }),
    );
  });

  it("gives points for what the rulebook names and none beyond", () => {
    const { queue } = defaultRulebook();
    const [plain] = fc.sample(caseOf(fc.constant(0), false, []), 1);
    const dispute = {
      ...plain!.dispute,
      reason: "NOT_RECEIVED",
      perishable: false,
      deadlineAt: addHours(start, 48),
    };
    const shopper = { tier: null, vulnerable: false };
    const worth = (change: Partial<Ranked>, standing: ShopperStanding = shopper, urgent = false) =>
      priorityScore({ ...dispute, ...change }, { queue, rule: { urgent }, shopper: standing }, start);
    const items = [{ kind: "REFUND", orderLineId: "line", amountMinor: 1_499_99n }] as const;
    const base = worth({ claim: { ...dispute.claim, items: [] } });
    expect(worth({ claim: { ...dispute.claim, items } }) - base).toBe(2);
    const none = { claim: { ...dispute.claim, items: [] } };
    expect(worth(none, { tier: "PLATINUM", vulnerable: false }) - base).toBe(15);
    expect(worth(none, { tier: "constructor", vulnerable: true }) - base).toBe(10);
    expect(worth({ ...none, deadlineAt: addHours(start, 24) }) - base).toBe(5);
    expect(worth(none, shopper, true) - base).toBe(10);
  });
});

describe("the check of the queue's weights", () => {
  const { queue, reasons: known } = defaultRulebook();

  it("takes the default rulebook and refuses an overdue bonus that others can make up for", () => {
    expect(() => {
      checkQueue({ queue, reasons: known });
    }).not.toThrow();
    // Severity 35 apart, amount 10, urgent, perishable, vulnerable and deadline 10 each, tier 15.
    expect(() => {
      checkQueue({ queue: { ...queue, overdue: 100 }, reasons: known });
    }).toThrow("queue.overdue");
    expect(() => {
      checkQueue({ queue: { ...queue, overdue: 101 }, reasons: known });
    }).not.toThrow();
  });

  it("refuses a reason that there is not", () => {
    const severityByReason = { ...queue.severityByReason, MISSPELT: 1 };
    expect(() => {
      checkQueue({ queue: { ...queue, severityByReason }, reasons: known });
    }).toThrow("MISSPELT");
  });
});
