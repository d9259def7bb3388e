import { TrackingStatus } from "../src/domain/order/order.js";
import type { DemoMerchant } from "./demo-parties.js";

/** One parcel; days are counted back from now. */
export interface DemoParcel {
  readonly merchant: DemoMerchant;
  readonly handedOverDaysAgo: number;
  readonly deliveredDaysAgo: number | null;
  readonly events: readonly {
    readonly status: TrackingStatus;
    readonly daysAgo: number;
    readonly location: string;
    readonly description: string | null;
  }[];
}

function scan(status: TrackingStatus, daysAgo: number, location: string, description: string | null = null) {
  return { status, daysAgo, location, description };
}

/** On its way, scanned a few hours ago. */
export function moving(merchant: DemoMerchant, handedOverDaysAgo: number): DemoParcel {
  const events = [
    scan(TrackingStatus.HANDED_OVER, handedOverDaysAgo, "Depot"),
    scan(TrackingStatus.IN_TRANSIT, 0.2, "Sorting centre"),
  ];
  return { merchant, handedOverDaysAgo, deliveredDaysAgo: null, events };
}

/** On its way once, without a scan since the day after it was handed over. */
export function stalled(merchant: DemoMerchant, handedOverDaysAgo: number): DemoParcel {
  const events = [
    scan(TrackingStatus.HANDED_OVER, handedOverDaysAgo, "Depot"),
    scan(TrackingStatus.IN_TRANSIT, handedOverDaysAgo - 1, "Sorting centre"),
  ];
  return { merchant, handedOverDaysAgo, deliveredDaysAgo: null, events };
}

/** Reported as lost by the carrier. */
export function lost(merchant: DemoMerchant, handedOverDaysAgo: number): DemoParcel {
  const parcel = stalled(merchant, handedOverDaysAgo);
  const exception = scan(TrackingStatus.EXCEPTION, 1, "Sorting centre", "Cannot be found. 无法找到包裹。");
  return { ...parcel, events: [...parcel.events, exception] };
}

/** Delivered two to three days after it was handed over, or as told. */
export function arrived(merchant: DemoMerchant, deliveredDaysAgo: number, days = 2.5): DemoParcel {
  const handedOverDaysAgo = deliveredDaysAgo + days;
  const events = [
    scan(TrackingStatus.HANDED_OVER, handedOverDaysAgo, "Depot"),
    scan(TrackingStatus.IN_TRANSIT, deliveredDaysAgo + 1, "Sorting centre"),
    scan(TrackingStatus.OUT_FOR_DELIVERY, deliveredDaysAgo + 0.2, "Local station"),
    scan(TrackingStatus.DELIVERED, deliveredDaysAgo, "Doorstep", "Left at the door. 已放置门口。"),
  ];
  return { merchant, handedOverDaysAgo, deliveredDaysAgo, events };
}
