import { demoMediators, demoMembers, demoMerchants, demoShoppers } from "../../seeds/demo-parties.js";
import { Role, Side, sideOf } from "../domain/access/viewer.js";

/** Somebody of the demo marketplace who may act in a role. */
export interface DemoPerson {
  /** UUID. */
  readonly subject: string;
  /** UUID; null for everybody but MERCHANT_*. */
  readonly merchant: string | null;
}

/**
 * The person of the demo marketplace who acts in a role, when nobody is named.
 * @param merchant UUID of the merchant whose member is wanted; default the first of the demo
 * @returns null when the demo has nobody of that kind
 */
export function demoPersonOf(role: Role, merchant: string = demoMerchants.audio.id): DemoPerson | null {
  if (role === Role.SYSTEM) return null;
  if (role === Role.SHOPPER) return { subject: demoShoppers.lin.id, merchant: null };
  if (sideOf(role) === Side.MERCHANT) {
    const member = demoMembers.find(
      (candidate) => candidate.role === role && candidate.merchantId === merchant,
    );
    return member === undefined ? null : { subject: member.id, merchant };
  }
  if (role === Role.MEDIATOR || role === Role.SENIOR_MEDIATOR) {
    const mediators = demoMediators.toSorted((one, other) => one.level - other.level);
    const mediator = role === Role.MEDIATOR ? mediators[0] : mediators.at(-1);
    return mediator === undefined ? null : { subject: mediator.id, merchant: null };
  }
  return { subject: staffId(role), merchant: null };
}

/** UUID of a demo merchant by the name it has in the seeds (`audio`, `orchard`, `home`) or its reference. */
export function demoMerchantId(name: string): string | null {
  for (const [key, { id, reference }] of Object.entries(demoMerchants)) {
    if (key === name || reference === name) return id;
  }
  return null;
}

/** Other staff and machines have no rows in the demo; each role has one fixed UUID. */
function staffId(role: Role): string {
  const number = Object.values(Role).indexOf(role);
  return `01990000-0000-7000-8005-${String(number).padStart(12, "0")}`;
}
