import { systemViewer } from "../../../src/domain/access/viewer.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { DisputeEvent } from "../../../src/domain/dispute/event.js";
import { estimateRemedy } from "../../../src/domain/dispute/estimate.js";
import { isMoneyRemedy, type RemedyKind } from "../../../src/domain/dispute/remedy.js";
import { formatAmount } from "../../../src/domain/money.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import type { ReasonRule } from "../../../src/domain/rulebook/reason-rule.js";
import { recommend } from "../../../src/domain/ruling/recommend.js";
import { addDays } from "../../../src/domain/time.js";
import { defaultRulebook } from "../../../seeds/default-rulebook.js";
import { conditionLanguage } from "../../../src/services/rulebook/conditions.js";
import { caseOf, dispute as standard, line } from "../ruling/support.js";

export const rulebook = defaultRulebook();

const shown = (minor: bigint) => formatAmount({ minor, currency: "CNY" });

/** The standard claim: 60.00 of the 90.00 that were paid, 8.00 of the 10.00 of freight, nothing for acts. */
function claimOf(remedy: RemedyKind): Dispute["claim"] {
  const money = remedy === "REFUND_FREIGHT" ? 8_00n : 60_00n;
  const amountMinor = isMoneyRemedy(remedy) ? money : 0n;
  const items = [{ kind: remedy, orderLineId: line.orderLineId, amountMinor }];
  return { remedy, items, statement: "So.", amendments: 0 };
}

/** A dispute for a reason whose merchant's time to answer is up. */
function overdue(reason: string, remedy: RemedyKind): Dispute {
  const claim = claimOf(remedy);
  const now = standard.openedAt;
  return { ...standard, reason, claim, status: "MERCHANT_RESPONSE", waitingOn: "MERCHANT", deadlineAt: now };
}

/** The event of the merchant's silence under a rule. */
export function silenceEvent(
  rule: ReasonRule,
  remedy: RemedyKind,
): Extract<DisputeEvent, { readonly type: "MERCHANT_SILENCE_APPLIED" }> {
  const dispute = overdue(rule.code, remedy);
  const verdict = decide({ action: "APPLY_MERCHANT_SILENCE" }, dispute, {
    now: dispute.openedAt,
    viewer: systemViewer,
    rulebook,
    rule,
    lines: [line],
    mediator: null,
    newId: () => "id",
    hash: () => "hash",
  });
  if (!verdict.accepted) throw new Error(verdict.refusal.message);
  if (verdict.event.type !== "MERCHANT_SILENCE_APPLIED") throw new Error(verdict.event.type);
  return verdict.event;
}

/** What the merchant's silence brings, e.g. "REFUND 60.00, COMPENSATION 5.00", or where the dispute goes. */
export function onSilence(reason: string, remedy: RemedyKind): string {
  const { obligations, after } = silenceEvent(ruleOf(rulebook, reason), remedy);
  if (obligations.length === 0) return after.status;
  return obligations
    .map(({ kind, amountMinor }) => (amountMinor === 0n ? kind : `${kind} ${shown(amountMinor)}`))
    .join(", ");
}

/** The most that the remedy can bring for the standard line; "act" for acts. */
export function mostFor(reason: string, remedy: RemedyKind): string {
  if (!isMoneyRemedy(remedy)) return "act";
  const caps = { lines: [line], rule: ruleOf(rulebook, reason), rulebook, currency: "CNY" };
  return shown(estimateRemedy(remedy, line, null, caps).mostMinor);
}

type Goods = "DELIVERED" | "IN_TRANSIT" | "NOT_SHIPPED";

/**
 * What is recommended, by where the goods are.
 * @param options the remedy that is claimed (default: the first that is allowed), and whether the merchant refused it
 *   (default: it was silent)
 */
export function recommended(
  reason: string,
  goods: Goods,
  options: { readonly remedy?: RemedyKind; readonly refused?: boolean } = {},
): string {
  const rule = ruleOf(rulebook, reason);
  const { remedy = rule.remedies[0], refused = false } = options;
  const [arrived] = caseOf().order.shipments;
  const parcels = {
    DELIVERED: [arrived!],
    IN_TRANSIT: [{ ...arrived!, deliveredAt: null }],
    NOT_SHIPPED: [],
  };
  const refusal = refused ? { code: "OTHER" as const, statement: "No.", refusedAt: standard.openedAt } : null;
  const dispute = { reason, claim: claimOf(remedy), refusal };
  const subject = caseOf({ rule, claim: dispute.claim, dispute, order: { shipments: parcels[goods] } });
  const { recommendation } = recommend({ subject, rulebook, language: conditionLanguage });
  if (recommendation === null) return "-";
  const remedies = recommendation.remedies.map(({ kind, amountMinor }) =>
    amountMinor === null ? `${kind} open` : `${kind} ${shown(amountMinor)}`,
  );
  return [recommendation.outcome.replace("RULED_FOR_", ""), ...remedies].join(", ");
}

/** Who must prove the core fact, so many days after the delivery. */
export function provesAfter(reason: string, days: number): string {
  const rule = ruleOf(rulebook, reason);
  const [arrived] = caseOf().order.shipments;
  const shipments = [{ ...arrived!, deliveredAt: addDays(standard.openedAt, -days) }];
  const subject = caseOf({ rule, dispute: { reason }, order: { shipments } });
  return recommend({ subject, rulebook, language: conditionLanguage }).burden.burdenOfProof;
}

/** Every reason of the default rulebook with the remedies that it allows. */
export const reasons: readonly { readonly reason: string; readonly remedies: readonly RemedyKind[] }[] =
  Object.values(rulebook.reasons).map(({ code, remedies }) => ({ reason: code, remedies }));
