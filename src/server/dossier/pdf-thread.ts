import type { Worker } from "node:worker_threads";
import { Slots } from "../evidence-safety/slots.js";
import { startThread } from "../thread.js";
import type { PdfAnswer, PdfOrder } from "./pdf-order.js";

/**
 * The longest PDF takes a processor 10 s. A job is taken for dead after 300 s without a word, in which its PDF may have to wait for
 * another one.
 */
const TIME_LIMIT_MS = 120_000;
/** Of the thread's JavaScript heap; a quarter of it is enough for the longest PDF. */
const HEAP_MEBIBYTES = 512;

/** Bounds of a {@link PdfThread}. */
export interface PdfThreadOptions {
  /** Wall time for one PDF, in milliseconds; 120,000 by default. */
  readonly timeMs?: number;
  /** Address of the thread's program, as compiled; the real one by default. */
  readonly program?: URL;
}

/** No fault was found in what was to be printed; the thread that made the PDF came to an end. Try again later. */
export class PdfThreadLost extends Error {
  override readonly name = "PdfThreadLost";
}

/**
 * Makes PDFs in a thread, so that nothing else of the process waits for them: one after the other, for a PDF that takes
 * the thread with it must not take others along. The thread is started for the first and kept; it keeps no process alive
 * unless it is at work. One that broke is replaced when the next PDF is made.
 */
export class PdfThread {
  private readonly turns = new Slots(1);
  private thread: Worker | null = null;
  private settle: ((answer: PdfAnswer) => void) | null = null;
  private isStopped = false;

  constructor(private readonly options: PdfThreadOptions = {}) {}

  /** @throws PdfThreadLost when the thread dies, takes too long or was stopped; else what the thread itself threw */
  make(order: PdfOrder): Promise<Uint8Array> {
    return this.turns.run(() => this.run(order));
  }

  /** Ends the thread and what it is at, for good. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.end(stopped());
  }

  private async run(order: PdfOrder): Promise<Uint8Array> {
    if (this.isStopped) throw stopped();
    const { timeMs = TIME_LIMIT_MS } = this.options;
    const thread = (this.thread ??= this.start());
    const timer = setTimeout(() => {
      void this.end(new PdfThreadLost(`A PDF was not made within ${timeMs / 1_000} s.`));
    }, timeMs);
    try {
      thread.ref();
      const answer = await new Promise<PdfAnswer>((resolve) => {
        this.settle = resolve;
        thread.postMessage(order);
      });
      if ("error" in answer) throw answer.error;
      return answer.pdf;
    } finally {
      clearTimeout(timer);
      this.settle = null;
      thread.unref();
    }
  }

  private start(): Worker {
    const { program = new URL("./pdf-program.js", import.meta.url) } = this.options;
    const thread = startThread(program, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MEBIBYTES } });
    const lost = (cause: Error): void => {
      const message = `The thread that makes PDFs died: ${cause.message}`;
      this.lose(thread, new PdfThreadLost(message, { cause }));
    };
    thread.on("message", (answer: PdfAnswer) => {
      if (this.thread === thread) this.settle?.(answer);
    });
    thread.on("messageerror", lost).on("error", lost);
    thread.on("exit", (code) => {
      lost(new Error(`it exited with ${code}`));
    });
    return thread;
  }

  private async end(reason: PdfThreadLost): Promise<void> {
    const { thread } = this;
    if (thread === null) return;
    this.lose(thread, reason);
    await thread.terminate();
  }

  /** What a thread says that is no longer ours is of no interest. */
  private lose(thread: Worker, reason: PdfThreadLost): void {
    if (this.thread !== thread) return;
    this.thread = null;
    this.settle?.({ error: reason });
  }
}

function stopped(): PdfThreadLost {
  return new PdfThreadLost("The making of PDFs has been stopped.");
}
