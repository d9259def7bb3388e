/** Who may act on the platform; model.md section 2. */
export const Role = {
  AUDITOR: "AUDITOR",
  CARRIER: "CARRIER",
  COMPLIANCE_OFFICER: "COMPLIANCE_OFFICER",
  FINANCE_OFFICER: "FINANCE_OFFICER",
  FRONTLINE_AGENT: "FRONTLINE_AGENT",
  INTEGRATION: "INTEGRATION",
  LOGISTICS_AGENT: "LOGISTICS_AGENT",
  MEDIATOR: "MEDIATOR",
  MERCHANT_ADMIN: "MERCHANT_ADMIN",
  MERCHANT_AGENT: "MERCHANT_AGENT",
  RISK_OFFICER: "RISK_OFFICER",
  RULE_APPROVER: "RULE_APPROVER",
  RULE_EDITOR: "RULE_EDITOR",
  SENIOR_MEDIATOR: "SENIOR_MEDIATOR",
  SHOPPER: "SHOPPER",
  SYSTEM: "SYSTEM",
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** The authenticated caller of one request, or the system on behalf of the clock. */
export interface Viewer {
  readonly role: Role;
  /** UUID of the person or machine: a shopper, a merchant's member, a mediator, other staff. */
  readonly id: string;
  /** UUID of the merchant that the viewer acts for; null for everybody but MERCHANT_*. */
  readonly merchantId: string | null;
}

/** The clock as an actor: it may do what a published rule says and nothing else. */
export const systemViewer: Viewer = {
  role: Role.SYSTEM,
  id: "00000000-0000-7000-8000-000000000000",
  merchantId: null,
};

/** The two sides of a dispute. */
export const Side = { SHOPPER: "SHOPPER", MERCHANT: "MERCHANT" } as const;
export type Side = (typeof Side)[keyof typeof Side];

/** The side that a role speaks for, or null for staff, machines and the system. */
export function sideOf(role: Role): Side | null {
  switch (role) {
    case Role.SHOPPER:
      return Side.SHOPPER;
    case Role.MERCHANT_ADMIN:
    case Role.MERCHANT_AGENT:
      return Side.MERCHANT;
    default:
      return null;
  }
}

/** The other side. */
export function otherSide(side: Side): Side {
  return side === Side.SHOPPER ? Side.MERCHANT : Side.SHOPPER;
}
