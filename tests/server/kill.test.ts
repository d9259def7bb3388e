import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { destroyEmbeddedPostgres } from "../../src/server/embedded-postgres.js";
import { operationOf } from "../support/api-client.js";
import { eventually } from "../support/dispute-log.js";
import { ended, runProgram, written, type Program } from "../support/program.js";

const programs: Program[] = [];
let dataDirectory: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "ombud-tests-"));
  // As root the database server runs as another user, who must be able to walk through.
  await chmod(folder, 0o711);
  dataDirectory = join(folder, "data");
});
afterAll(async () => {
  for (const { child } of programs) child.kill("SIGKILL");
  await destroyEmbeddedPostgres(dataDirectory);
  await rm(dirname(dataDirectory), { recursive: true, force: true });
});

/** Runs a program on the folder of this test. Empty counts as unset: the embedded database it is. */
function run(name: string): Program {
  const program = runProgram(name, { DATABASE_URL: "", OMBUD_DATA_DIRECTORY: dataDirectory });
  programs.push(program);
  return program;
}

interface Demo {
  readonly program: Program;
  readonly post: (query: string, variables: object) => Promise<unknown>;
}

/** Starts the server and waits for its welcome, which holds the address and a token of a shopper. */
async function startServer(): Promise<Demo> {
  const program = run("main");
  const patterns = [/answers at (http:\/\/\S+)\/graphql/, /^SHOPPER +(\S+)$/m, /\nTry:\n/];
  const [url, token] = (await written(program, patterns)).map(([, found]) => found);
  return {
    program,
    async post(query, variables) {
      const response = await fetch(`${url!}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token!}` },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as { data?: unknown; errors?: unknown };
      if (!answer.data || answer.errors) throw new Error(JSON.stringify(answer));
      return answer.data;
    },
  };
}

/** The process ids of the database servers on the folder of this test, as the machine lists them. */
async function postmasters(): Promise<string[]> {
  const found: string[] = [];
  for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const words = (await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")).split("\0");
    if (/postgres$/.test(words[0] ?? "") && words.some((word) => word.startsWith(dataDirectory)))
      found.push(id);
  }
  return found;
}

interface Payload {
  readonly userErrors: readonly unknown[];
  readonly dispute: { readonly id: string } | null;
  readonly event: { readonly id: string } | null;
}

async function openSomeDispute({ post }: Demo): Promise<string> {
  const { orders } = (await post("{ orders(first: 50) { nodes { lines { id } } } }", {})) as {
    orders: { nodes: { lines: { id: string }[] }[] };
  };
  for (const { id } of orders.nodes.flatMap(({ lines }) => lines)) {
    const claim = { reason: "NOT_RECEIVED", remedy: "REFUND", statement: "It never came." };
    const input = { clientMutationId: randomUUID(), ...claim, lines: [{ orderLineId: id }] };
    const { openDispute } = (await post(operationOf("openDispute"), { input })) as { openDispute: Payload };
    if (openDispute.userErrors.length === 0) return openDispute.dispute!.id;
  }
  throw new Error("The demo has no order that the shopper could dispute.");
}

interface Said {
  readonly input: object;
  readonly event: string;
}

async function say({ post }: Demo, input: object): Promise<Said> {
  const { sendMessage } = (await post(operationOf("sendMessage"), { input })) as { sendMessage: Payload };
  expect(sendMessage.userErrors).toEqual([]);
  return { input, event: sendMessage.event!.id };
}

/** Several clients write until the server is gone; only what it acknowledged counts. */
async function writeUntilGone(server: Demo, disputeId: string, acknowledged: Said[]): Promise<void> {
  const writer = async () => {
    for (;;) {
      const clientMutationId = randomUUID();
      const input = {
        clientMutationId,
        disputeId,
        channel: "PARTIES",
        text: `Still there? ${clientMutationId}`,
      };
      acknowledged.push(await say(server, input));
    }
  };
  await Promise.allSettled(Array.from({ length: 6 }, writer));
}

it("loses nothing that was acknowledged when the server is killed, and starts again", async () => {
  const first = await startServer();
  const disputeId = await openSomeDispute(first);
  const acknowledged: Said[] = [];
  const writing = writeUntilGone(first, disputeId, acknowledged);
  await eventually(() => acknowledged.length >= 50, "50 messages");
  first.program.child.kill("SIGKILL");
  await writing;
  await ended(first.program);

  const second = await startServer();
  expect(await postmasters()).toHaveLength(1);
  for (let start = 0; start < acknowledged.length; start += 100) {
    const ids = acknowledged.slice(start, start + 100).map(({ event }) => event);
    const read = await second.post("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(read).toEqual({ nodes: ids.map((id) => ({ id })) });
  }
  // Whoever had its answer already gets the same one again.
  for (const { input, event } of acknowledged.slice(-5)) expect((await say(second, input)).event).toBe(event);

  const check = run("verify-command");
  await ended(check);
  expect(check.output()).toMatch(/^The log holds: \d+ events in the chains of 1 disputes\.$/m);
  expect(check.child.exitCode).toBe(0);

  second.program.child.kill("SIGTERM");
  await ended(second.program);
  // With what it wrote, which says why if it did not end well.
  expect([second.program.child.exitCode, second.program.output()]).toEqual([0, expect.any(String)]);
  expect(await postmasters()).toEqual([]);
}, 300_000);
