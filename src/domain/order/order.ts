/** How far an order has come, as the marketplace tells it. */
export const OrderStatus = {
  APPROVED: "APPROVED",
  CANCELLED: "CANCELLED",
  CREATED: "CREATED",
  DELIVERED: "DELIVERED",
  INVOICED: "INVOICED",
  PROCESSING: "PROCESSING",
  SHIPPED: "SHIPPED",
  UNAVAILABLE: "UNAVAILABLE",
} as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

/** What a tracking event says about a parcel. */
export const TrackingStatus = {
  DELIVERED: "DELIVERED",
  EXCEPTION: "EXCEPTION",
  HANDED_OVER: "HANDED_OVER",
  IN_TRANSIT: "IN_TRANSIT",
  OUT_FOR_DELIVERY: "OUT_FOR_DELIVERY",
  RETURNED: "RETURNED",
} as const;
export type TrackingStatus = (typeof TrackingStatus)[keyof typeof TrackingStatus];

/** The buyer, as an order names them. */
export interface ShopperDraft {
  /** Fixed UUID for a shopper that is new; only seeds give one. */
  readonly id?: string;
  /** The marketplace's own key of the person, the same on all their orders. */
  readonly reference: string;
  readonly displayName: string;
  readonly city: string | null;
  readonly region: string | null;
  /** What the person speaks, by ISO 639, e.g. "zh". Absent: not known. */
  readonly language?: string | null;
  /** The marketplace's own name of the membership tier. Absent: as before; it only orders the mediators' queue. */
  readonly tier?: string | null;
  /** Whether somebody should look at the person's cases soon. Absent: as before. */
  readonly vulnerable?: boolean | null;
}

/** The seller of a line, as an order names them. */
export interface MerchantDraft {
  /** Fixed UUID for a merchant that is new; only seeds give one. */
  readonly id?: string;
  /** The marketplace's own key of the seller, the same on all their orders. */
  readonly reference: string;
  readonly name: string;
  readonly city: string | null;
  readonly region: string | null;
  /** ISO 3166-1 alpha-2, e.g. "BR"; its public holidays count for the merchant. Absent: not known. */
  readonly country?: string | null;
}

/** Something that was promised about a line when it was bought. It binds if better than the rule. */
export interface LinePromise {
  /** Upper-case code of the marketplace, e.g. GENUINE_OR_THREE_TIMES, FREE_RETURN. */
  readonly kind: string;
  /** The promise in the words that the shopper saw. */
  readonly text: string;
  /** Until when it holds; null if it does not end. */
  readonly until: Date | null;
}

/** A refund that was paid before, on one line. */
export interface RefundDraft {
  /** The marketplace's own key; unique within the line. */
  readonly reference: string;
  /** Decimal string in major units, above 0. */
  readonly amount: string;
  readonly refundedAt: Date;
}

/** One line of an order. All amounts are decimal strings in major units of the order's currency. */
export interface LineDraft {
  /** 1 or more, unique within the order; the line keeps its identity by it. */
  readonly position: number;
  readonly merchant: MerchantDraft;
  readonly sku: string;
  readonly title: string;
  readonly variant: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly unitPrice: string;
  /** Off the whole line, not off each unit. */
  readonly discount: string;
  readonly freight: string;
  readonly perishable: boolean;
  /** By when the merchant had to hand the goods to the carrier. */
  readonly shipBy: Date | null;
  readonly promises: readonly LinePromise[];
  readonly refunds: readonly RefundDraft[];
}

/** One payment of the shopper for the order. */
export interface PaymentDraft {
  /** 1 or more, unique within the order; gaps are fine. */
  readonly sequence: number;
  readonly method: string;
  /** 0 if the source does not say. */
  readonly instalments: number;
  /** Decimal string in major units; 0 is fine. */
  readonly amount: string;
  readonly paidAt: Date | null;
}

/** One event on the way of a parcel. */
export interface TrackingEventDraft {
  readonly status: TrackingStatus;
  readonly occurredAt: Date;
  readonly location: string | null;
  readonly description: string | null;
}

/** One parcel of one merchant of the order. */
export interface ShipmentDraft {
  /** Reference of a merchant that has a line in the order. */
  readonly merchantReference: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly handedOverAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly events: readonly TrackingEventDraft[];
}

/** What the shopper said in the marketplace's survey. */
export interface ReviewDraft {
  /** Unique within the order; one survey may stand on several orders. */
  readonly reference: string;
  /** 1 (worst) to 5. */
  readonly score: number;
  readonly title: string | null;
  readonly message: string | null;
  readonly askedAt: Date | null;
  readonly answeredAt: Date | null;
}

/** An order as a marketplace hands it in: the neutral shape that every reader and the API yield. */
export interface OrderDraft {
  /** The marketplace's own key of the order; importing it again finds the same order. */
  readonly reference: string;
  readonly shopper: ShopperDraft;
  /** ISO 4217 code of every amount in the order. */
  readonly currency: string;
  readonly status: OrderStatus;
  readonly purchasedAt: Date;
  readonly approvedAt: Date | null;
  /** The last instant at which delivery is still in time. */
  readonly promisedAt: Date | null;
  readonly lines: readonly LineDraft[];
  readonly payments: readonly PaymentDraft[];
  readonly shipments: readonly ShipmentDraft[];
  readonly reviews: readonly ReviewDraft[];
}
