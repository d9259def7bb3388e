import { randomUUID } from "node:crypto";
import { createClient, type Client } from "graphql-ws";
import WebSocket from "ws";
import { GRAPHQL_PATH } from "../edges.js";
import { DemoError } from "./demo-error.js";

/** A refusal as the API tells it. */
export interface UserErrorSeen {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[];
}

/** What the demo asks of a dispute with every mutation. */
export interface DisputeSeen {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly version: number;
  readonly outcome: string | null;
  readonly deadlineAt: string | null;
}

/** What a mutation of a dispute answers. */
export interface MutationAnswer {
  readonly dispute: DisputeSeen | null;
  readonly event: { readonly id: string; readonly sequence: number; readonly type: string } | null;
  readonly offer?: { readonly id: string; readonly termsHash: string; readonly expiresAt?: string } | null;
  readonly ruling?: { readonly id: string; readonly appealableUntil: string } | null;
  readonly userErrors: readonly UserErrorSeen[];
}

interface GraphQLAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Mutations whose input is not named after them. */
const sharedInputs: Readonly<Record<string, string>> = {
  approveRuling: "RulingReviewInput",
  submitRulingForReview: "RulingReviewInput",
};

const disputeFields = `dispute { id number status version outcome deadlineAt } event { id sequence type }`;

/** One client of the API with a token of its own: HTTP for operations, one WebSocket for what it follows. */
export class DemoClient {
  private socket: Client | null = null;

  /**
   * @param name as the timeline shows it
   * @param url of the server, without a path
   */
  constructor(
    readonly name: string,
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Runs a query or mutation over HTTP. @throws DemoError for any fault */
  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await this.post(JSON.stringify({ query, variables }));
    const { data, errors } = (await response.json()) as GraphQLAnswer<Data>;
    if (response.ok && errors === undefined && data !== undefined && data !== null) return data;
    const reasons = (errors ?? []).map(({ message }) => message).join(" ");
    throw new DemoError(`${this.name} asked and got a fault (HTTP ${response.status}): ${reasons}`);
  }

  private async post(body: string): Promise<Response> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${this.token}` };
    try {
      return await fetch(`${this.url}${GRAPHQL_PATH}`, { method: "POST", headers, body });
    } catch (error) {
      const message = `Nobody answers at ${this.url}: start the platform there, or correct --url.`;
      throw new DemoError(message, { cause: error });
    }
  }

  /**
   * Runs a mutation under a fresh idempotency key.
   * @param selection what else to ask of the payload, e.g. `offer { id termsHash }`
   * @param input without `clientMutationId`
   */
  async mutate<Payload = MutationAnswer>(
    mutation: string,
    input: Record<string, unknown>,
    selection = disputeFields,
  ): Promise<Payload> {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const query = `mutation ${name}($input: ${sharedInputs[mutation] ?? `${name}Input`}!) {
      ${mutation}(input: $input) { ${selection} userErrors { code message field } }
    }`;
    const data = await this.ask<Record<string, Payload>>(query, {
      input: { clientMutationId: randomUUID(), ...input },
    });
    const payload = data[mutation];
    if (payload === undefined) throw new DemoError(`${mutation} answered nothing at all.`);
    return payload;
  }

  /** The same for a mutation of a dispute, with something more of its payload. */
  mutateWith(mutation: string, input: Record<string, unknown>, more: string): Promise<MutationAnswer> {
    return this.mutate(mutation, input, `${disputeFields} ${more}`);
  }

  /** Sends the bytes of a file to the address that the platform gave for them. @throws DemoError */
  async send(address: string, bytes: Uint8Array): Promise<void> {
    const { status } = await fetch(new URL(address, this.url), { method: "PUT", body: Buffer.from(bytes) });
    if (status !== 204) throw new DemoError(`${this.name} sent a file, and the answer was ${status}.`);
  }

  /** Gets the bytes of a file from its address. @throws DemoError */
  async fetch(address: string): Promise<Buffer> {
    const response = await fetch(new URL(address, this.url));
    if (!response.ok) throw new DemoError(`${this.name} asked for a file and got HTTP ${response.status}.`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Follows a subscription until the client closes; the first fault goes to `onFault`. */
  follow(
    operation: { readonly query: string; readonly variables: Record<string, unknown> },
    onDelivery: (delivery: unknown) => void,
    onFault: (fault: DemoError) => void,
  ): void {
    const fault = (reason: unknown): void => {
      onFault(new DemoError(`${this.name} lost a subscription: ${describe(reason)}`));
    };
    this.connection().subscribe(operation, {
      next: ({ data, errors }) => {
        if (errors !== undefined) fault(errors);
        for (const delivery of Object.values(data ?? {})) onDelivery(delivery);
      },
      error: fault,
      complete: () => undefined,
    });
  }

  /** Closes the WebSocket, if there is one. */
  async close(): Promise<void> {
    await this.socket?.dispose();
    this.socket = null;
  }

  private connection(): Client {
    this.socket ??= createClient({
      url: `${this.url.replace(/^http/, "ws")}${GRAPHQL_PATH}`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.token}` },
      retryAttempts: 0,
    });
    return this.socket;
  }
}

function describe(reason: unknown): string {
  return reason instanceof Error ? reason.message : JSON.stringify(reason);
}
