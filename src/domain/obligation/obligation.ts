/** What somebody must do; model.md section 4. */
export const ObligationKind = {
  COMPENSATION: "COMPENSATION",
  OTHER_ACT: "OTHER_ACT",
  REFUND: "REFUND",
  REFUND_FREIGHT: "REFUND_FREIGHT",
  RELEASE_TO_MERCHANT: "RELEASE_TO_MERCHANT",
  REPAIR: "REPAIR",
  REPLACEMENT: "REPLACEMENT",
  RETURN_GOODS: "RETURN_GOODS",
  SEND_MISSING_PARTS: "SEND_MISSING_PARTS",
} as const;
export type ObligationKind = (typeof ObligationKind)[keyof typeof ObligationKind];

/** The states of the obligation machine; model.md section 4. */
export const ObligationStatus = {
  CONTESTED: "CONTESTED",
  DUE: "DUE",
  FAILED: "FAILED",
  OVERDUE: "OVERDUE",
  PENDING: "PENDING",
  PERFORMED: "PERFORMED",
  WAIVED: "WAIVED",
} as const;
export type ObligationStatus = (typeof ObligationStatus)[keyof typeof ObligationStatus];

/** Who owes, and to whom. */
export const ObligationParty = { MERCHANT: "MERCHANT", PLATFORM: "PLATFORM", SHOPPER: "SHOPPER" } as const;
export type ObligationParty = (typeof ObligationParty)[keyof typeof ObligationParty];

/** What must have happened before an obligation is due. */
export const ObligationCondition = { AFTER_RETURN_RECEIVED: "AFTER_RETURN_RECEIVED" } as const;
export type ObligationCondition = (typeof ObligationCondition)[keyof typeof ObligationCondition];

/** One act with one owner and one due time. */
export interface Obligation {
  readonly id: string;
  readonly orderLineId: string;
  readonly kind: ObligationKind;
  readonly owner: ObligationParty;
  readonly beneficiary: Exclude<ObligationParty, "PLATFORM">;
  /** Minor units of the dispute's currency; 0 for acts. */
  readonly amountMinor: bigint;
  readonly condition: ObligationCondition | null;
  readonly status: ObligationStatus;
  readonly dueAt: Date;
}

const open: ReadonlySet<ObligationStatus> = new Set([
  ObligationStatus.CONTESTED,
  ObligationStatus.DUE,
  ObligationStatus.OVERDUE,
  ObligationStatus.PENDING,
]);

/** The obligations with those that are not performed yet waived, where a later decision stands in their place. */
export function setAside(obligations: readonly Obligation[]): Obligation[] {
  return obligations.map((obligation) =>
    open.has(obligation.status) ? { ...obligation, status: ObligationStatus.WAIVED } : obligation,
  );
}

/** The obligations with some of them waived, where others stand in their place. */
export function waived(obligations: readonly Obligation[], ids: readonly string[]): Obligation[] {
  return obligations.map((obligation) =>
    ids.includes(obligation.id) ? { ...obligation, status: ObligationStatus.WAIVED } : obligation,
  );
}

/** The obligations with those that are contested waived: what is decided now stands in their place. */
export function settleContested(obligations: readonly Obligation[]): Obligation[] {
  return obligations.map((obligation) =>
    obligation.status === ObligationStatus.CONTESTED
      ? { ...obligation, status: ObligationStatus.WAIVED }
      : obligation,
  );
}

/** The obligations that stand: neither waived nor contested. */
export function standing(obligations: readonly Obligation[]): Obligation[] {
  return obligations.filter(
    ({ status }) => status !== ObligationStatus.WAIVED && status !== ObligationStatus.CONTESTED,
  );
}
