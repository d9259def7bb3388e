import { createHash } from "node:crypto";
import { Role, systemViewer, type Side, type Viewer } from "../../../src/domain/access/viewer.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import type { DecisionContext } from "../../../src/domain/dispute/decision.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { ClaimableLine, OrderFacts } from "../../../src/domain/dispute/eligibility.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import type { EvidenceDraft } from "../../../src/domain/evidence/dispute-evidence.js";
import { isMoneyRemedy } from "../../../src/domain/dispute/remedy.js";
import type { MediatorFacts } from "../../../src/domain/dispute/guards.js";
import type { Rulebook } from "../../../src/domain/rulebook/rulebook.js";
import { defaultRulebook } from "../../../seeds/default-rulebook.js";

/** The rulebook that ships with the project. */
export const rulebook: Rulebook = defaultRulebook();

export const start = new Date("2026-11-01T00:00:00.000Z");

let counter = 0;
/** Ids in a row: readable in failures. */
export function newId(): string {
  counter += 1;
  return `00000000-0000-7000-8000-${counter.toString(16).padStart(12, "0")}`;
}

const shopperId = newId();
const merchantId = newId();

export const mediatorFacts: MediatorFacts = {
  id: newId(),
  level: 2,
  capacity: 10,
  openCases: 0,
  certifiedReasons: [],
  certifications: [],
  languages: [],
  offShiftSince: null,
  relatedMerchantIds: [],
};

/** One viewer of every role, each concerned by the dispute as far as the role can be. */
export const viewers: Readonly<Record<Role, Viewer>> = Object.fromEntries(
  Object.values(Role).map((role): [Role, Viewer] => {
    if (role === Role.SYSTEM) return [role, systemViewer];
    if (role === Role.SHOPPER) return [role, { role, id: shopperId, merchantId: null }];
    if (role === Role.MERCHANT_ADMIN || role === Role.MERCHANT_AGENT)
      return [role, { role, id: newId(), merchantId }];
    if (role === Role.MEDIATOR || role === Role.SENIOR_MEDIATOR) {
      return [role, { role, id: mediatorFacts.id, merchantId: null }];
    }
    return [role, { role, id: newId(), merchantId: null }];
  }),
) as Record<Role, Viewer>;

export const line: ClaimableLine = {
  orderLineId: newId(),
  merchantId,
  quantity: 1,
  priceMinor: 100_00n,
  paidMinor: 100_00n,
  freightPaidMinor: 10_00n,
  refundedMinor: 0n,
  attempts: 0,
  openDisputeNumber: null,
  perishable: false,
  withdrawals: 0,
  decidedReasons: [],
  category: null,
  promises: [],
};

export const order: OrderFacts = {
  id: newId(),
  shopperId,
  currency: "CNY",
  purchasedAt: new Date("2026-10-20T00:00:00.000Z"),
  promisedAt: new Date("2026-10-25T00:00:00.000Z"),
  shipments: [
    { handedOverAt: new Date("2026-10-21T00:00:00.000Z"), deliveredAt: new Date("2026-10-31T00:00:00.000Z") },
  ],
};

export function contextFor(
  viewer: Viewer,
  options: {
    now?: Date;
    reason?: string;
    lines?: readonly ClaimableLine[];
    mediator?: MediatorFacts | null;
  } = {},
): DecisionContext {
  return {
    now: options.now ?? start,
    viewer,
    rulebook,
    rule: ruleOf(rulebook, options.reason ?? "QUALITY_DEFECT"),
    lines: options.lines ?? [line],
    mediator: options.mediator === undefined ? mediatorFacts : options.mediator,
    newId,
    hash: (value) =>
      createHash("sha256")
        .update(
          JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item)),
        )
        .digest("hex"),
  };
}

export const openCommand: Command<"OPEN_DISPUTE"> = {
  action: "OPEN_DISPUTE",
  adjustments: [],
  number: "D-2026-0000001",
  order,
  lines: [line],
  remedy: "RETURN_AND_REFUND",
  statement: "The kettle does not heat.",
  items: [{ kind: "RETURN_AND_REFUND", orderLineId: line.orderLineId, amountMinor: 100_00n }],
  records: [],
};

/** A dispute that was just opened, for a reason. */
export function opened(reason = "QUALITY_DEFECT"): Dispute {
  const context = contextFor(viewers.SHOPPER, { reason });
  const remedy = context.rule.remedies[0];
  const amountMinor = isMoneyRemedy(remedy) ? 10_00n : 0n;
  const items = [{ kind: remedy, orderLineId: line.orderLineId, amountMinor }];
  const verdict = decide({ ...openCommand, remedy, items }, null, context);
  if (!verdict.accepted) throw new Error(`${reason}: ${verdict.refusal.message}`);
  return evolve(null, verdict.event, start);
}

/** A photo as a side has prepared it. */
export function draft(side: Side = "SHOPPER"): EvidenceDraft {
  return { id: newId(), side, slot: "PHOTO_OF_ITEM", versionNumber: 1, contentHash: "0".repeat(64) };
}
