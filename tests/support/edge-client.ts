import type { EdgeServer } from "./edge-server.js";

/** An HTTP answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

/** Sends requests to one edge server as one viewer. */
export class EdgeClient {
  constructor(
    private readonly server: EdgeServer,
    private readonly token: string,
  ) {}

  /** Sends any request. */
  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${this.server.url}${path}`, { ...init, headers });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const body = (text.startsWith("{") ? JSON.parse(text) : {}) as Answer["body"];
    return { status: response.status, type, headers: response.headers, body };
  }

  /** Posts a body to the GraphQL endpoint: a text or bytes as they are, anything else as JSON. */
  post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    const all = { "content-type": "application/json", ...headers };
    return this.send("/graphql", { method: "POST", headers: all, body: text as string });
  }
}

/** The code of the first error of an answer. */
export function codeOf(answer: Answer): unknown {
  return answer.body.errors?.[0]?.extensions["code"];
}
