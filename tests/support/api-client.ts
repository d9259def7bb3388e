import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Client } from "graphql-ws";
import { eventually } from "./dispute-log.js";

/** What a client sends as `input`. */
export type MutationInput = Record<string, unknown>;

/** What the tests read of any payload. */
export interface MutationAnswer {
  readonly dispute?: { readonly id: string; readonly version: number; readonly status: string } | null;
  readonly event?: { readonly id: string; readonly type: string; readonly sequence: number } | null;
  readonly offer?: { readonly id: string; readonly termsHash: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** An answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** What came over one subscription. */
export interface Delivery {
  readonly cursor: string;
  readonly event: {
    readonly id: string;
    readonly sequence: number;
    readonly type: string;
    readonly dispute: { readonly id: string; readonly status: string; readonly version: number };
  };
}

/** A subscription and all that came over it so far. */
export interface Feed {
  readonly deliveries: readonly Delivery[];
  /** Codes of errors that ended it. */
  readonly codes: readonly string[];
  /** Types of the events, in order of arrival. */
  types(): string[];
  /** Waits until so many events have come. */
  until(count: number): Promise<void>;
  stop(): void;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The documented example operation of a root field. */
export function operationOf(rootField: string): string {
  return readFileSync(`schema/operations/${kebab(rootField)}.graphql`, "utf8");
}

/** One person's program: HTTP for questions and acts, WebSocket for what happens. */
export class ApiClient {
  private socket: Client | null = null;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly open: () => Client,
  ) {}

  /** Posts a body as it is. */
  async post(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${this.token}`,
        "content-type": "application/json",
        ...headers,
      },
      body: body as string,
    });
    return { status: response.status, ...((await response.json()) as object) };
  }

  query(query: string, variables: Record<string, unknown> = {}): Promise<HttpAnswer> {
    return this.post(JSON.stringify({ query, variables }));
  }

  /** Runs the documented operation of a mutation. @throws for anything but a payload */
  async mutate(name: string, input: MutationInput): Promise<MutationAnswer> {
    const all = { clientMutationId: randomUUID(), ...input };
    const { data, errors } = await this.query(operationOf(name), { input: all });
    const payload = data?.[name];
    if (errors || !payload) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return payload as MutationAnswer;
  }

  /** Runs a mutation that must be accepted. */
  async act(name: string, input: MutationInput): Promise<MutationAnswer> {
    const payload = await this.mutate(name, input);
    if (payload.userErrors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  }

  /** Starts the documented subscription. */
  follow(
    name: "disputeEvents" | "disputesUpdated" | "dossierProgress",
    variables: Record<string, unknown> = {},
  ): Feed {
    this.socket ??= this.open();
    const deliveries: Delivery[] = [];
    const codes: string[] = [];
    const stop = this.socket.subscribe(
      { query: operationOf(name), variables },
      {
        next: ({ data, errors }) => {
          for (const error of errors ?? []) codes.push(String(error.extensions?.["code"]));
          const delivery = data?.[name];
          if (delivery) deliveries.push(delivery as Delivery);
        },
        error: (error) => {
          const all = Array.isArray(error) ? (error as { extensions: { code: string } }[]) : [];
          codes.push(...all.map(({ extensions }) => extensions.code));
          if (all.length === 0) codes.push(`closed: ${String(error)}`);
        },
        complete: () => undefined,
      },
    );
    const until = (count: number) =>
      eventually(() => deliveries.length >= count, `${count} events, only ${deliveries.length}`);
    return { deliveries, codes, stop, until, types: () => deliveries.map(({ event }) => event.type) };
  }

  /** Cuts the socket as a lost network does; the next subscription opens another. */
  cut(): void {
    this.socket?.terminate();
    this.socket = null;
  }

  async close(): Promise<void> {
    await this.socket?.dispose();
    this.socket = null;
  }
}
