import type { Side } from "../access/viewer.js";
import { isMoneyRemedy, type RemedyItem, type RemedyKind } from "../dispute/remedy.js";
import { countingWithoutSuspensions, type ClockSetting } from "../clock/clock-setting.js";
import { addTime } from "../clock/counted-time.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { RulebookTimers } from "../rulebook/timer-rule.js";
import { HOUR_MS } from "../time.js";
import {
  ObligationCondition,
  ObligationKind,
  ObligationParty,
  ObligationStatus,
  type Obligation,
} from "./obligation.js";

interface Making {
  readonly now: Date;
  readonly rulebook: Pick<Rulebook, "timers">;
  readonly clocks?: ClockSetting | undefined;
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
    return [
      merchantOwes(item, kind, { making, dueAt: dueAfter(making, [[timer, ObligationParty.MERCHANT]]) }),
    ];
  }
  const later = owedAfterReturn[item.kind];
  if (later === undefined) throw new Error(`No obligation follows from ${item.kind}.`);
  const [kind, timer] = later;
  return afterReturn(item, kind, { making, timer });
}

/** What was done and has to be done again, from now on: money in the time for payments, anything else in that for acts. */
export function dueAgain(obligation: Obligation, making: Omit<Making, "newId">): Obligation {
  const { owner, amountMinor } = obligation;
  const timer = amountMinor > 0n ? "payment" : "otherAct";
  const inTimeOf = owner === ObligationParty.SHOPPER ? owner : ObligationParty.MERCHANT;
  return { ...obligation, status: ObligationStatus.DUE, dueAt: dueAfter(making, [[timer, inTimeOf]]) };
}

/** A clock, and who must act before it runs out. */
type Leg = readonly [timer: keyof RulebookTimers, owner: Side];

/** When some clocks that follow each other from now on have run out, each in its owner's time. */
function dueAfter({ now, rulebook, clocks }: Omit<Making, "newId">, legs: readonly Leg[]): Date {
  return legs.reduce((start, [timer, owner]) => {
    const { hours, basis } = rulebook.timers[timer];
    return addTime(start, hours * HOUR_MS, countingWithoutSuspensions(owner, basis, clocks));
  }, now);
}

function merchantOwes(
  item: RemedyItem,
  kind: ObligationKind,
  { making, dueAt }: { making: Making; dueAt: Date },
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
    dueAt,
  };
}

/** The shopper sends the goods back; what the merchant owes for them waits until they have arrived. */
function afterReturn(
  item: RemedyItem,
  kind: ObligationKind,
  { making, timer }: { making: Making; timer: keyof RulebookTimers },
): Obligation[] {
  const shipped: Leg = ["shipReturn", ObligationParty.SHOPPER];
  const inspected: Leg = ["inspectReturn", ObligationParty.MERCHANT];
  const returned: Obligation = {
    ...merchantOwes({ ...item, amountMinor: 0n }, ObligationKind.RETURN_GOODS, {
      making,
      dueAt: dueAfter(making, [shipped]),
    }),
    owner: ObligationParty.SHOPPER,
    beneficiary: ObligationParty.MERCHANT,
  };
  return [
    returned,
    {
      ...merchantOwes(item, kind, {
        making,
        dueAt: dueAfter(making, [shipped, inspected, [timer, ObligationParty.MERCHANT]]),
      }),
      condition: ObligationCondition.AFTER_RETURN_RECEIVED,
      status: ObligationStatus.PENDING,
    },
  ];
}
