import { Role, type Viewer } from "../../domain/access/viewer.js";
import type { OrderDraft } from "../../domain/order/order.js";
import { addHours } from "../../domain/time.js";
import { insertMediators, insertMembers } from "../../persistence/staff.store.js";
import { importOrders } from "../orders/import-orders.js";
import type { UseCaseContext } from "../use-case.js";

/** The people of one scenario; each scenario has its own. */
export interface Cast {
  readonly shopper: Viewer;
  readonly merchant: Viewer;
  readonly mediator: Viewer;
  readonly senior: Viewer;
}

/** People whom nobody knows yet. */
export function newCast(newId: () => string): Cast {
  const staff = (role: Role): Viewer => ({ role, id: newId(), merchantId: null });
  return {
    shopper: staff(Role.SHOPPER),
    merchant: { role: Role.MERCHANT_AGENT, id: newId(), merchantId: newId() },
    mediator: staff(Role.MEDIATOR),
    senior: staff(Role.SENIOR_MEDIATOR),
  };
}

/** The last digits of an id, to tell the people of several scenarios apart. */
function tail({ id }: Viewer): string {
  return id.slice(-4);
}

/**
 * Headphones that were bought a week before an instant and, as the carrier says, delivered two days before it.
 * @param reference the order's
 */
function headphones({ shopper, merchant }: Cast, reference: string, opening: Date): OrderDraft {
  const daysBefore = (days: number): Date => addHours(opening, -24 * days);
  const merchantId = merchant.merchantId ?? "";
  const place = { city: null, region: null };
  const seller = { id: merchantId, reference: merchantId, name: `Sandbox audio ${tail(merchant)}`, ...place };
  const goods = { sku: "HA-100", title: "Over-ear headphones 头戴耳机", variant: null, category: "audio" };
  const price = { quantity: 1, unitPrice: "300.00", discount: "0.00", freight: "10.00" };
  const rest = { perishable: false, shipBy: daysBefore(6), promises: [], refunds: [] };
  return {
    reference,
    shopper: {
      id: shopper.id,
      reference: shopper.id,
      displayName: `Sandbox shopper ${tail(shopper)}`,
      ...place,
    },
    currency: "CNY",
    status: "DELIVERED",
    purchasedAt: daysBefore(7),
    approvedAt: daysBefore(7),
    promisedAt: daysBefore(1),
    lines: [{ position: 1, merchant: seller, ...goods, ...price, ...rest }],
    payments: [{ sequence: 1, method: "wallet", instalments: 1, amount: "310.00", paidAt: daysBefore(7) }],
    shipments: [
      {
        merchantReference: merchantId,
        carrier: "Kingfisher Express",
        trackingNumber: `KF-${tail(merchant)}`,
        handedOverAt: daysBefore(5),
        deliveredAt: daysBefore(2),
        events: [{ status: "DELIVERED", occurredAt: daysBefore(2), location: null, description: null }],
      },
    ],
    reviews: [],
  };
}

/**
 * Brings the people in as the marketplace and the platform do: an order through its use case, staff into their lists.
 * @param context of the role INTEGRATION
 * @returns UUID of the order's only line
 */
export async function engage(context: UseCaseContext, cast: Cast): Promise<string> {
  const { database, clock, newId } = context;
  const orders = [headphones(cast, `SANDBOX-${newId()}`, clock.now())];
  const [result] = await importOrders(context, { orders });
  const [line] = await database.query<{ id: string }>("SELECT id FROM order_line WHERE order_id = $1", [
    result?.orderId ?? null,
  ]);
  if (line === undefined) throw new Error(`The order of a scenario was refused: ${JSON.stringify(result)}`);
  const { merchant, mediator, senior } = cast;
  await insertMembers(database, [
    {
      id: merchant.id,
      merchantId: merchant.merchantId ?? "",
      name: `Sandbox agent ${tail(merchant)}`,
      role: Role.MERCHANT_AGENT,
    },
  ]);
  const profile = { capacity: 100, certifiedReasons: [], relatedMerchantIds: [] };
  await insertMediators(database, [
    { id: mediator.id, publicName: `Sandbox mediator ${tail(mediator)}`, level: 1, ...profile },
    { id: senior.id, publicName: `Sandbox senior ${tail(senior)}`, level: 3, ...profile },
  ]);
  return line.id;
}
