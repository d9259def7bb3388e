// The load generator, a process of its own: it is told what to send where and for how long, and reports what happened.
import { randomUUID } from "node:crypto";
import { Connection, type Answer } from "./connection.js";
import type { PreparedRequest } from "./operations.js";

/** What the load generator is asked to do. */
export type LoadOrder =
  | {
      readonly kind: "prepare";
      readonly name: string;
      readonly port: number;
      readonly requests: readonly PreparedRequest[];
    }
  | {
      readonly kind: "run";
      readonly name: string;
      readonly connections: number;
      readonly milliseconds: number;
    }
  | { readonly kind: "once"; readonly name: string };

/** What happened in one round. */
export interface Round {
  readonly answers: number;
  readonly failures: number;
  readonly firstFailure: string | null;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytes: number;
}

interface Target {
  readonly port: number;
  readonly requests: readonly PreparedRequest[];
  next: number;
}

const targets = new Map<string, Target>();

/** The next request in turn, as text; its place says how often it was sent, and so which version it expects. */
function nextRequest(target: Target): string {
  const { requests, next } = target;
  target.next += 1;
  const request = requests[next % requests.length];
  if (request === undefined) throw new Error("No requests were prepared.");
  const sentBefore = Math.floor(next / requests.length);
  const body =
    request.version === 0
      ? request.body
      : request.body
          .replace("{{key}}", randomUUID())
          .replace("{{version}}", String(request.version + sentBefore));
  const authorization = request.token === null ? "" : `authorization: Bearer ${request.token}\r\n`;
  const content =
    body === "" ? "" : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `${request.method} ${request.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${authorization}${content}\r\n${body}`;
}

function failed({ status, body }: Answer): boolean {
  if (status !== 200) return true;
  // A refusal is an answer too, but not the work that is to be measured.
  const start = body.toString("latin1", 0, 200);
  return start.includes('"errors"') || start.includes('"userErrors":[{');
}

async function run(target: Target, count: number, milliseconds: number): Promise<Round> {
  const connections = Array.from({ length: count }, () => new Connection(target.port));
  const times: number[] = [];
  let [failures, bytes] = [0, 0];
  let firstFailure: string | null = null;
  const start = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() - start < milliseconds) {
        const sent = performance.now();
        const answer = await connection.send(nextRequest(target));
        times.push(performance.now() - sent);
        bytes += answer.body.length;
        if (!failed(answer)) continue;
        failures += 1;
        firstFailure ??= answer.body.toString("utf8", 0, 500);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) connection.close();
  times.sort((one, other) => one - other);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { answers: times.length, failures, firstFailure, seconds, p50Ms: at(0.5), p99Ms: at(0.99), bytes };
}

async function once(target: Target): Promise<string> {
  const connection = new Connection(target.port);
  const answer = await connection.send(nextRequest(target));
  connection.close();
  return answer.body.toString("utf8");
}

async function obey(order: LoadOrder): Promise<unknown> {
  if (order.kind === "prepare") {
    targets.set(order.name, { port: order.port, requests: order.requests, next: 0 });
    return null;
  }
  const target = targets.get(order.name);
  if (target === undefined) throw new Error(`Nothing was prepared for ${order.name}.`);
  return order.kind === "once" ? once(target) : run(target, order.connections, order.milliseconds);
}

process.on("message", (order: LoadOrder) => {
  obey(order)
    .then((result) => process.send?.({ result }))
    .catch((error: unknown) => process.send?.({ error: String(error) }));
});
