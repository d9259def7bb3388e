import { isMoneyRemedy, type RemedyItem, type RemedyKind } from "../dispute/remedy.js";
import type { RulebookTimers } from "../rulebook/rulebook.js";
import { addHours } from "../time.js";
import {
  ObligationCondition,
  ObligationKind,
  ObligationParty,
  ObligationStatus,
  type Obligation,
} from "./obligation.js";

interface Making {
  readonly now: Date;
  readonly timers: RulebookTimers;
  readonly newId: () => string;
}

/**
 * The obligations that some remedies amount to; model.md section 4. A concession, a settlement, a
 * default and a ruling all come through here. Money items of 0 give none.
 */
export function obligationsFrom(items: readonly RemedyItem[], making: Making): Obligation[] {
  return items
    .filter(({ kind, amountMinor }) => !isMoneyRemedy(kind) || amountMinor > 0n)
    .flatMap((item) => obligationsOf(item, making));
}

/** What the merchant owes at once for a remedy, and within which clock. */
const owedAtOnce: Readonly<Partial<Record<RemedyKind, readonly [ObligationKind, keyof RulebookTimers]>>> = {
  REFUND: [ObligationKind.REFUND, "payment"],
  PARTIAL_REFUND: [ObligationKind.REFUND, "payment"],
  REFUND_FREIGHT: [ObligationKind.REFUND_FREIGHT, "payment"],
  COMPENSATION: [ObligationKind.COMPENSATION, "payment"],
  REPLACEMENT: [ObligationKind.REPLACEMENT, "shipReplacement"],
  SEND_MISSING_PARTS: [ObligationKind.SEND_MISSING_PARTS, "shipReplacement"],
  REPAIR: [ObligationKind.REPAIR, "repair"],
  OTHER_ACT: [ObligationKind.OTHER_ACT, "otherAct"],
};

/** What the merchant owes once the goods are back, and within which clock from then. */
const owedAfterReturn: typeof owedAtOnce = {
  RETURN_AND_REFUND: [ObligationKind.REFUND, "payment"],
  EXCHANGE: [ObligationKind.REPLACEMENT, "shipReplacement"],
};

function obligationsOf(item: RemedyItem, making: Making): Obligation[] {
  const atOnce = owedAtOnce[item.kind];
  if (atOnce !== undefined) {
    const [kind, timer] = atOnce;
    return [merchantOwes(item, kind, { making, hours: making.timers[timer].hours })];
  }
  const later = owedAfterReturn[item.kind];
  if (later === undefined) throw new Error(`No obligation follows from ${item.kind}.`);
  const [kind, timer] = later;
  return afterReturn(item, kind, { making, hours: making.timers[timer].hours });
}

function merchantOwes(
  item: RemedyItem,
  kind: ObligationKind,
  { making, hours }: { making: Making; hours: number },
): Obligation {
  return {
    id: making.newId(),
    orderLineId: item.orderLineId,
    kind,
    owner: ObligationParty.MERCHANT,
    beneficiary: ObligationParty.SHOPPER,
    amountMinor: item.amountMinor,
    condition: null,
    status: ObligationStatus.DUE,
    dueAt: addHours(making.now, hours),
  };
}

/** The shopper sends the goods back; what the merchant owes for them waits until they have arrived. */
function afterReturn(
  item: RemedyItem,
  kind: ObligationKind,
  { making, hours }: { making: Making; hours: number },
): Obligation[] {
  const { timers } = making;
  const returned: Obligation = {
    ...merchantOwes({ ...item, amountMinor: 0n }, ObligationKind.RETURN_GOODS, {
      making,
      hours: timers.shipReturn.hours,
    }),
    owner: ObligationParty.SHOPPER,
    beneficiary: ObligationParty.MERCHANT,
  };
  const inspected = timers.shipReturn.hours + timers.inspectReturn.hours;
  return [
    returned,
    {
      ...merchantOwes(item, kind, { making, hours: inspected + hours }),
      condition: ObligationCondition.AFTER_RETURN_RECEIVED,
      status: ObligationStatus.PENDING,
    },
  ];
}
