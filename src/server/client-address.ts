import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/**
 * Whose X-Forwarded-For is believed: nobody's (false), everybody's (true), that of so many proxies before the
 * server, or that of the addresses and networks listed, e.g. `10.0.0.0/8`.
 */
export type TrustProxy = boolean | number | readonly string[];

/**
 * Whether what this address says about the one before it is believed.
 * @param hop 0 for the address of the socket itself, 1 for the last one in X-Forwarded-For …
 */
export type TrustsAddress = (address: string, hop: number) => boolean;

const MAXIMUM_PROXIES = 32;
/** Words for the addresses of this machine and of private networks. */
const namedNetworks = new Map<string, readonly string[]>([
  ["loopback", ["127.0.0.0/8", "::1/128"]],
  ["linklocal", ["169.254.0.0/16", "fe80::/10"]],
  ["uniquelocal", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]],
]);

/** Reads a {@link TrustProxy} from text; null if it is none. */
export function parseTrustProxy(text: string): TrustProxy | null {
  if (text === "true" || text === "false") return text === "true";
  if (/^\d{1,2}$/.test(text)) {
    const proxies = Number(text);
    return proxies >= 1 && proxies <= MAXIMUM_PROXIES ? proxies : null;
  }
  const networks = text.split(",").map((item) => item.trim());
  return networks.every(isNetwork) ? networks : null;
}

function isNetwork(text: string): boolean {
  if (namedNetworks.has(text)) return true;
  const [address = "", prefix, ...others] = text.split("/");
  const version = isIP(address);
  if (version === 0 || others.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** The rule that a {@link TrustProxy} stands for; lists must have come from {@link parseTrustProxy}. */
export function trustedAddresses(trust: TrustProxy): TrustsAddress {
  if (typeof trust === "boolean") return () => trust;
  if (typeof trust === "number") return (_address, hop) => hop < trust;
  const networks = new BlockList();
  for (const network of trust.flatMap((item) => namedNetworks.get(item) ?? [item])) {
    const [address = "", prefix] = network.split("/");
    const longest = isIP(address) === 4 ? 32 : 128;
    networks.addSubnet(address, prefix === undefined ? longest : Number(prefix), familyOf(address));
  }
  return (address) => {
    // A socket that speaks IPv6 writes IPv4 addresses like this.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    return isIP(plain) !== 0 && networks.check(plain, familyOf(plain));
  };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/**
 * The network address of a client: that of the socket, or, as long as whoever speaks is trusted, the one before it
 * in X-Forwarded-For. It agrees with Fastify's `request.ip` under the same rule.
 */
export function clientAddressOf(request: IncomingMessage, trusts: TrustsAddress): string {
  const header = request.headers["x-forwarded-for"];
  const forwarded = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "")
    .reverse();
  let client = request.socket.remoteAddress ?? "";
  for (const [hop, before] of forwarded.entries()) {
    if (!trusts(client, hop)) break;
    client = before;
  }
  return client;
}
