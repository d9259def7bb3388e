import { Role, sideOf, Side, type Viewer } from "../access/viewer.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import type { RuleAdjustment, SoldLine } from "../rulebook/adjustments.js";
import type { LineFacts } from "../rulebook/refundable.js";
import type { GoodsStatus, ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import { goodsStatusOf, windowOf } from "../rulebook/windows.js";
import { later } from "../time.js";
import { refundRemedies, type RemedyKind } from "./remedy.js";
import { refundCeiling } from "./terms.js";

/** What eligibility reads of an order. */
export interface OrderFacts {
  readonly id: string;
  readonly shopperId: string;
  readonly currency: string;
  readonly purchasedAt: Date;
  readonly promisedAt: Date | null;
  /** The shipments of the disputed merchant. */
  readonly shipments: readonly { readonly handedOverAt: Date | null; readonly deliveredAt: Date | null }[];
}

/** A line with what its earlier disputes left behind. */
export interface ClaimableLine extends LineFacts, SoldLine {
  /** How many disputes on the line were withdrawn. */
  readonly withdrawals: number;
  /** Reasons that were settled, conceded or decided for the line already. */
  readonly decidedReasons: readonly string[];
}

/** The question: may this viewer open a dispute on these lines, for this reason, asking for this? */
export interface EligibilityQuestion {
  readonly order: OrderFacts;
  readonly lines: readonly ClaimableLine[];
  readonly remedy: RemedyKind;
  readonly rule: ReasonRule;
  readonly rulebook: Rulebook;
  /** What the rule was adjusted by. */
  readonly adjustments: readonly RuleAdjustment[];
  readonly viewer: Viewer;
  readonly now: Date;
}

type Check = (question: EligibilityQuestion) => Refusal | null;

const oneMerchant: Check = ({ lines }) =>
  new Set(lines.map(({ merchantId }) => merchantId)).size === 1
    ? null
    : refusal(
        ErrorCode.MERCHANT_MISMATCH,
        "A dispute is against one merchant. Open one for each merchant's lines.",
        { field: ["lines"] },
      );

const rightOpener: Check = ({ rule, viewer }) => {
  const opener = sideOf(viewer.role) ?? (viewer.role === Role.SYSTEM ? null : Side.SHOPPER);
  return opener === rule.openedBy
    ? null
    : refusal(
        ErrorCode.FORBIDDEN,
        `A dispute for ${rule.code} is opened by the ${rule.openedBy.toLowerCase()}.`,
        { field: ["reason"] },
      );
};

const allowedRemedy: Check = ({ rule, remedy }) =>
  rule.remedies.includes(remedy)
    ? null
    : refusal(ErrorCode.REMEDY_NOT_ALLOWED, `${rule.code} allows ${rule.remedies.join(", ")}.`, {
        field: ["remedy"],
        details: { allowed: rule.remedies },
      });

/** When the last parcel was delivered; null while one is not. */
function lastDelivery(shipments: OrderFacts["shipments"]): Date | null {
  const times = shipments.map(({ deliveredAt }) => deliveredAt?.getTime() ?? null);
  const known = times.filter((time) => time !== null);
  return known.length === 0 || known.length < times.length ? null : new Date(Math.max(...known));
}

function windowClosesAt({ rule, order, adjustments }: EligibilityQuestion): Date {
  const { purchasedAt, promisedAt, shipments } = order;
  const { closesAt } = windowOf(rule, { purchasedAt, promisedAt, deliveredAt: lastDelivery(shipments) });
  const promised = adjustments.flatMap((adjustment) => adjustment.windowClosesAt ?? []);
  return promised.reduce(later, closesAt);
}

const insideWindow: Check = (question) => {
  const { rule, order, now } = question;
  const closesAt = windowClosesAt(question);
  if (now < order.purchasedAt)
    return refusal(ErrorCode.WINDOW_CLOSED, "The order was not placed yet at this time.", {
      field: ["reason"],
    });
  return now <= closesAt
    ? null
    : refusal(
        ErrorCode.WINDOW_CLOSED,
        `The window to open a dispute for ${rule.code} ended at ${closesAt.toISOString()}.`,
        {
          field: ["reason"],
          details: { closedAt: closesAt.toISOString() },
        },
      );
};

const goodsWhereTheyMustBe: Check = ({ rule, order }) => {
  const goods: GoodsStatus = goodsStatusOf(order.shipments);
  return rule.goodsStatus.includes(goods)
    ? null
    : refusal(
        ErrorCode.REMEDY_NOT_ALLOWED,
        `${rule.code} is for goods that are ${rule.goodsStatus.join(" or ")}; these are ${goods}.`,
        { field: ["reason"] },
      );
};

const noOpenDispute: Check = ({ lines }) => {
  const disputed = lines.find(({ openDisputeNumber }) => openDisputeNumber !== null);
  return disputed === undefined
    ? null
    : refusal(
        ErrorCode.ALREADY_DISPUTED,
        `Dispute ${String(disputed.openDisputeNumber)} on one of these lines is still open. Continue that one.`,
        {
          field: ["lines"],
          details: { disputeNumber: disputed.openDisputeNumber },
        },
      );
};

const notDecidedYet: Check = ({ lines, rule }) =>
  lines.some(({ decidedReasons }) => decidedReasons.includes(rule.code))
    ? refusal(
        ErrorCode.ALREADY_DISPUTED,
        `${rule.code} was settled or decided for one of these lines already.`,
        { field: ["reason"] },
      )
    : null;

const attemptsLeft: Check = ({ lines, rulebook }) =>
  lines.some(({ attempts, withdrawals }) => attempts >= rulebook.limits.attemptsPerLine || withdrawals > 1)
    ? refusal(
        ErrorCode.ATTEMPT_LIMIT,
        `One of these lines was disputed ${rulebook.limits.attemptsPerLine} times, or withdrawn twice, which is the limit.`,
        { field: ["lines"] },
      )
    : null;

const somethingToRefund: Check = ({ lines, rule, remedy }) =>
  !refundRemedies.has(remedy) || lines.every((line) => refundCeiling(remedy, line, rule) > 0n)
    ? null
    : refusal(
        ErrorCode.NOTHING_TO_CLAIM,
        "Nothing is left to refund for one of these lines. Leave it out or ask for another remedy.",
        { field: ["remedy"] },
      );

const checks: readonly Check[] = [
  oneMerchant,
  rightOpener,
  allowedRemedy,
  insideWindow,
  goodsWhereTheyMustBe,
  noOpenDispute,
  notDecidedYet,
  attemptsLeft,
  somethingToRefund,
];

/** Every reason why a dispute cannot be opened; none when it can. Guard `isEligible` of row 1. */
export function eligibilityRefusals(question: EligibilityQuestion): Refusal[] {
  return checks.map((check) => check(question)).filter((result) => result !== null);
}
