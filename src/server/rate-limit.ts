import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Viewer } from "../domain/access/viewer.js";

/** How many operations are allowed in a minute, for each viewer and each network address. */
export interface RateLimits {
  readonly viewerPerMinute: number;
  readonly addressPerMinute: number;
}

/** Counts operations; each method answers null, or the whole seconds to wait when there were too many. */
export interface RateLimiter {
  ofViewer(viewer: Viewer): Promise<number | null>;
  /** @param address an IP address as the socket tells it */
  ofAddress(address: string): Promise<number | null>;
}

const WINDOW_SECONDS = 60;

/** Builds the limiter that HTTP and WebSocket share. It counts in the memory of this process. */
export function createRateLimiter(limits: RateLimits): RateLimiter {
  const viewers = new RateLimiterMemory({ points: limits.viewerPerMinute, duration: WINDOW_SECONDS });
  const addresses = new RateLimiterMemory({ points: limits.addressPerMinute, duration: WINDOW_SECONDS });
  return {
    ofViewer: ({ role, id }) => secondsToWait(viewers, `${role}:${id}`),
    ofAddress: (address) => secondsToWait(addresses, networkOf(address)),
  };
}

async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}

/** One customer usually holds a whole /64 of IPv6, so that is what counts as one address. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const filled = tail === undefined ? groups : [...groups, "0", "0", "0", "0"];
  return filled.slice(0, 4).join(":");
}
