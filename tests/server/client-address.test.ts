import type { IncomingMessage } from "node:http";
import {
  clientAddressOf,
  parseTrustProxy,
  trustedAddresses,
  type TrustProxy,
} from "../../src/server/client-address.js";
import { startEdgeServer, testToken } from "../support/edge-server.js";

const socketAddress = "::ffff:10.0.0.1";

function seen(trust: TrustProxy, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const request = { headers, socket: { remoteAddress: socketAddress } } as unknown as IncomingMessage;
  return clientAddressOf(request, trustedAddresses(trust));
}

describe("the address of a client", () => {
  it.each<[TrustProxy, string | undefined, string]>([
    [false, "192.0.2.1", socketAddress],
    [true, undefined, socketAddress],
    [true, "192.0.2.1, 198.51.100.1", "192.0.2.1"],
    [1, "192.0.2.1, 198.51.100.1", "198.51.100.1"],
    [2, "192.0.2.1, 198.51.100.1", "192.0.2.1"],
    [9, "192.0.2.1", "192.0.2.1"],
    [["10.0.0.0/8"], "192.0.2.1, 198.51.100.1", "198.51.100.1"],
    [["10.0.0.1", "198.51.100.0/24"], "192.0.2.1,, 198.51.100.1", "192.0.2.1"],
    [["uniquelocal"], "rubbish, fd00::1", "rubbish"],
    [["uniquelocal"], "192.0.2.1, rubbish", "rubbish"],
    [["loopback", "fd00::/8"], "192.0.2.1", socketAddress],
  ])("when %j is trusted and %j was forwarded is %s", (trust, forwarded, expected) => {
    expect(seen(trust, forwarded)).toBe(expected);
  });

  it("is trusted only where that can be read", () => {
    for (const text of ["", "0", "100", "yes", "10.0.0", "10.0.0.0/", "::/129", "10.0.0.0/8/8"])
      expect(parseTrustProxy(text)).toBeNull();
  });

  it("is what HTTP counts by", async () => {
    const statuses = async (trustProxy: TrustProxy) => {
      const rateLimits = { viewerPerMinute: 100, addressPerMinute: 1 };
      const edge = await startEdgeServer({ rateLimits, trustProxy });
      const authorization = `Bearer ${await testToken()}`;
      const answers: number[] = [];
      for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.2"]) {
        const answer = await fetch(`${edge.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-forwarded-for": address, authorization },
          body: JSON.stringify({ query: "{ hello }" }),
        });
        answers.push(answer.status);
      }
      await edge.close();
      return answers;
    };
    expect(await statuses(false)).toEqual([200, 429, 429]);
    expect(await statuses(1)).toEqual([200, 200, 429]);
    expect(await statuses(["loopback"])).toEqual([200, 200, 429]);
    expect(await statuses(["10.0.0.0/8"])).toEqual([200, 429, 429]);
  });
});
