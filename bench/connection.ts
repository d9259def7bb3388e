import { connect, type Socket } from "node:net";

/** One answer, as far as the measurement looks at it. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const headEnd = Buffer.from("\r\n\r\n");

/**
 * One keep-alive connection of HTTP/1.1 on which requests go one after the other. It understands answers with a
 * `content-length` and nothing more: a full client would take as much of the processors as the servers do.
 */
export class Connection {
  private readonly socket: Socket;
  private received: Buffer = Buffer.alloc(0);
  private resolve: ((answer: Answer) => void) | undefined;
  private reject: ((error: Error) => void) | undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.on("data", (data: Buffer) => {
      this.received = this.received.length === 0 ? data : Buffer.concat([this.received, data]);
      this.deliver();
    });
    const lost = (error?: Error): void =>
      this.reject?.(error ?? new Error("The server closed the connection."));
    this.socket.on("error", lost);
    this.socket.on("close", () => {
      lost();
    });
  }

  /** Sends a whole request, head and body; a body of bytes goes behind it. */
  send(request: string, body?: Uint8Array): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      if (body === undefined) {
        this.socket.write(request);
        return;
      }
      this.socket.cork();
      this.socket.write(request);
      this.socket.write(body);
      this.socket.uncork();
    });
  }

  close(): void {
    this.reject = undefined;
    this.socket.destroy();
  }

  private deliver(): void {
    const end = this.received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.received.toString("latin1", 0, end);
    const isEmpty = head.startsWith("HTTP/1.1 204");
    const length = isEmpty ? 0 : Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) {
      this.reject?.(new Error(`An answer without content-length: ${head}`));
      return;
    }
    const start = end + headEnd.length;
    if (this.received.length < start + length) return;
    const body = this.received.subarray(start, start + length);
    this.received = this.received.subarray(start + length);
    this.resolve?.({ status: Number(head.slice(9, 12)), body });
  }
}
