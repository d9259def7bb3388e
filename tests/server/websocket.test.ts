import { WebSocket } from "ws";
import { eventually } from "../support/dispute-log.js";
import { slowWork, startEdgeServer, testToken, type EdgeServer } from "../support/edge-server.js";

interface ProtocolMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client that speaks the protocol by hand, so that it may also break it. */
class RawClient {
  readonly messages: ProtocolMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly opened: Promise<void>;
  private readonly socket: WebSocket;

  constructor(url: string, protocol: string | string[] = "graphql-transport-ws", headers = {}) {
    this.socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, protocol, { headers });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once("open", resolve);
      this.socket.once("error", reject);
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.once("close", (code, reason) => {
        resolve({ code, reason: reason.toString() });
      });
    });
    this.socket.on("message", (data) => {
      this.messages.push(JSON.parse((data as Buffer).toString()) as ProtocolMessage);
    });
  }

  async send(message: object | string): Promise<void> {
    await this.opened;
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  async introduce(token: string, name = "authorization"): Promise<void> {
    await this.send({ type: "connection_init", payload: { [name]: `Bearer ${token}` } });
    await this.wait("connection_ack");
  }

  async wait(type: string, id?: string): Promise<ProtocolMessage> {
    const find = () =>
      this.messages.find((message) => message.type === type && (id === undefined || message.id === id));
    const isOver = () => this.socket.readyState === WebSocket.CLOSED;
    await eventually(() => find() !== undefined || isOver(), `${type} comes`);
    const found = find();
    if (found === undefined) throw new Error(`No ${type} came. ${JSON.stringify(this.messages)}`);
    return found;
  }

  subscribe(query: string, id = "1", variables = {}): Promise<void> {
    return this.send({ type: "subscribe", id, payload: { query, variables } });
  }

  close(): void {
    this.socket.terminate();
  }
}

let edge: EdgeServer;
let token: string;
const clients: RawClient[] = [];

function connect(server = edge, ...rest: [(string | string[])?, object?]): RawClient {
  const client = new RawClient(server.url, ...rest);
  clients.push(client);
  return client;
}

const codeOf = (message: ProtocolMessage) =>
  (message.payload as { extensions: { code: string } }[])[0]!.extensions.code;

beforeAll(async () => {
  edge = await startEdgeServer({ requestTimeoutMs: 200, webSocket: { introductionTimeoutMs: 100 } });
  token = await testToken();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => edge.close());

describe("close codes of graphql-transport-ws", () => {
  const cases: [string, number, (client: RawClient) => Promise<void>][] = [
    ["a message that is not JSON", 4400, (client) => client.send("{")],
    ["a message of no known type", 4400, (client) => client.send({ type: "start" })],
    ["an operation before the introduction", 4401, (client) => client.subscribe("{ hello }")],
    ["an introduction without a token", 4403, (client) => client.send({ type: "connection_init" })],
    [
      "a token that is not ours",
      4403,
      (client) => client.send({ type: "connection_init", payload: { authorization: "Bearer x.y.z" } }),
    ],
    ["no introduction", 4408, () => Promise.resolve()],
    [
      "a second introduction",
      4429,
      async (client) => {
        await client.introduce(token);
        await client.send({ type: "connection_init" });
      },
    ],
    [
      "an id in use",
      4409,
      async (client) => {
        await client.introduce(token);
        await client.subscribe("{ slow }");
        await client.subscribe("{ slow }");
      },
    ],
    [
      "a message above 1 MiB",
      1009,
      async (client) => {
        await client.introduce(token);
        await client.subscribe("{ hello }", "1", { text: "a".repeat(1_048_576) });
      },
    ],
  ];
  it.each(cases)("closes after %s with %i", async (_what, code, act) => {
    const client = connect();
    await act(client);
    expect((await client.closed).code).toBe(code);
  });

  it("closes a socket without the sub-protocol with 4406 and refuses other paths", async () => {
    const foreign = connect(edge, []);
    const wrongPath = new WebSocket(`${edge.url.replace("http", "ws")}/other`, "graphql-transport-ws");
    const refused = new Promise((resolve) => {
      wrongPath.once("error", (error) => {
        resolve(error.message);
      });
    });
    expect((await foreign.closed).code).toBe(4406);
    expect(await refused).toContain("404");
  });

  it("closes with 4403 when the token ends", async () => {
    const client = connect();
    await client.introduce(await testToken({ expiresInMs: 3_000 }));
    const introduced = Date.now();
    expect(await client.closed).toEqual({ code: 4403, reason: "The token has ended" });
    expect(Date.now() - introduced).toBeLessThan(10_000);
  });

  it("lets a viewer have so many sockets and no more", async () => {
    const server = await startEdgeServer({ webSocket: { maximumConnectionsPerViewer: 1 } });
    const first = connect(server);
    await first.introduce(token);
    const second = connect(server);
    await second.send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    expect((await second.closed).code).toBe(1013);
    first.close();
    await first.closed;
    const introduced = () => Promise.allSettled([connect(server).introduce(token)]);
    await eventually(async () => (await introduced())[0].status === "fulfilled", "the place is free");
    await server.close();
  });
});

describe("operations over WebSocket", () => {
  it("answers queries, and subscriptions to their end", async () => {
    const client = connect(edge, "graphql-transport-ws", {});
    await client.introduce(token, "Authorization");
    await client.subscribe("subscription { ticks(to: 2) }");
    await client.wait("complete", "1");
    await client.subscribe("{ role }", "2");
    expect((await client.wait("next", "2")).payload).toEqual({ data: { role: "SHOPPER" } });
    const ticks = client.messages.filter(({ type, id }) => type === "next" && id === "1");
    expect(ticks.map(({ payload }) => payload)).toEqual([{ data: { ticks: 1 } }, { data: { ticks: 2 } }]);
  });

  it("takes the token from the header as well", async () => {
    const client = connect(edge, "graphql-transport-ws", { authorization: `Bearer ${token}` });
    await client.send({ type: "connection_init" });
    await client.wait("connection_ack");
  });

  it.each([
    [`${"{ node ".repeat(10_000)}{ id }${"}".repeat(10_000)}`, "QUERY_TOO_COMPLEX"],
    [
      "{ pages(first: 100) { edges { node { pages(first: 100) { edges { node { id } } } } } } }",
      "QUERY_TOO_COMPLEX",
    ],
    ["{", "VALIDATION"],
    ["{ nothing }", "VALIDATION"],
    ["query A { hello } query B { hello }", "VALIDATION"],
  ])("refuses %.40s before anything runs", async (query, expected) => {
    const client = connect();
    await client.introduce(token);
    await client.subscribe(query);
    expect(codeOf(await client.wait("error"))).toBe(expected);
  });

  it("masks bugs in results and in the middle of a subscription", async () => {
    const client = connect();
    await client.introduce(token);
    await client.subscribe("{ broken }", "1");
    await client.subscribe("subscription { ticks(breakAt: 2) }", "2");
    await client.wait("next", "1");
    await client.wait("error", "2");
    expect(codeOf(client.messages.find(({ type }) => type === "error")!)).toBe("INTERNAL");
    expect(JSON.stringify(client.messages)).not.toContain("secret_table");
  });

  it("times a query out, and ends work when the socket goes", async () => {
    const client = connect();
    await client.introduce(token);
    Object.assign(slowWork, { begun: 0, ended: 0 });
    await client.subscribe("{ slow }");
    const { payload } = await client.wait("next");
    expect(payload).toMatchObject({ errors: [{ extensions: { code: "TIMEOUT" } }] });
    expect(slowWork.ended).toBe(1);
    await client.subscribe("{ slow }", "2");
    await eventually(() => slowWork.begun === 2, "the second work began");
    client.close();
    await eventually(() => slowWork.ended === 2, "the second work was ended");
  });

  it("counts operations against the rate limit and against those under way", async () => {
    const server = await startEdgeServer({
      rateLimits: { viewerPerMinute: 3, addressPerMinute: 100 },
      webSocket: { maximumOperationsPerConnection: 1 },
    });
    const client = connect(server);
    await client.introduce(token);
    await client.subscribe("{ slow }", "1");
    await client.subscribe("{ hello }", "2");
    expect(codeOf(await client.wait("error", "2"))).toBe("RATE_LIMITED");
    const other = connect(server);
    await other.introduce(token);
    for (const id of ["1", "2", "3"]) {
      await other.subscribe("{ hello }", id);
      await other.wait(id === "3" ? "error" : "complete", id);
    }
    expect(codeOf(other.messages.at(-1)!)).toBe("RATE_LIMITED");
    await server.close();
  });

  it("counts operations by address too, whoever sends them", async () => {
    // Two sockets and two operations.
    const rateLimits = { viewerPerMinute: 100, addressPerMinute: 4 };
    const server = await startEdgeServer({ rateLimits, trustProxy: 1 });
    const from = (address: string) => connect(server, "graphql-transport-ws", { "x-forwarded-for": address });
    const [first, second] = [from("192.0.2.1"), from("192.0.2.1")];
    await first.introduce(token);
    await second.introduce(await testToken({ subject: "01990000-0000-7000-8002-000000000002" }));
    for (const client of [first, second]) {
      await client.subscribe("{ hello }", "1");
      await client.wait("complete", "1");
    }
    await second.subscribe("{ hello }", "2");
    expect(codeOf(await second.wait("error", "2"))).toBe("RATE_LIMITED");
    await from("192.0.2.2").introduce(token);
    await server.close();
  });

  it("logs each operation once", async () => {
    edge.log.length = 0;
    const client = connect();
    await client.introduce(token);
    await client.subscribe("query Hello { hello }");
    await client.wait("complete");
    await eventually(() => edge.log.length > 0, "the line of the log");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(edge.log).toEqual([
      expect.objectContaining({ transport: "websocket", operation: "Hello", role: "SHOPPER", outcome: "OK" }),
    ]);
  });
});
