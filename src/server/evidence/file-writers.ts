import type { Worker } from "node:worker_threads";
import { startThread } from "../thread.js";
import { ROOM_BYTES, type WriterAnswer, type WriterJob, type WriterStart } from "./write-job.js";

/** More than two processors need, for writers wait for the disk; a fourth cost 30 to 45 MiB and brought nothing measurable. */
const WRITERS = 3;
const ended = { message: "A thread that writes files has ended.", code: null };

/** A thread that does one job after the other. A file stays with the writer with whom it began. */
export class FileWriter {
  private readonly thread: Worker;
  private readonly room = Buffer.from(new SharedArrayBuffer(ROOM_BYTES));
  private last: Promise<unknown> = Promise.resolve();
  private settle: ((answer: WriterAnswer) => void) | null = null;
  /** Whether it takes jobs: a thread ends by itself only if it breaks. */
  isAlive = true;
  /** Jobs that wait or run. */
  jobs = 0;

  /** @param program default the one that writes files */
  constructor(program = new URL("./file-writer-program.js", import.meta.url)) {
    const start: WriterStart = { room: this.room };
    this.thread = startThread(program, {
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
      // Files are closed by whoever opened them.
      trackUnmanagedFds: false,
    });
    this.thread.unref();
    this.thread.on("message", (answer: WriterAnswer) => {
      this.answer(answer);
    });
    this.thread.on("error", ({ message }) => {
      this.answer({ error: { message, code: null } });
    });
    this.thread.on("exit", () => {
      this.isAlive = false;
      this.answer({ error: ended });
    });
  }

  /**
   * Runs a job when those before it are done.
   * @param fill puts the bytes of the job into the room
   * @throws what the file system says, with its code
   */
  async run(job: WriterJob, fill: (room: Buffer) => void = () => undefined): Promise<WriterAnswer> {
    this.jobs += 1;
    const answered = this.last.then(() => this.ask(job, fill));
    this.last = answered.catch(() => undefined);
    try {
      const answer = await answered;
      if ("error" in answer)
        throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
      return answer;
    } finally {
      this.jobs -= 1;
    }
  }

  private ask(job: WriterJob, fill: (room: Buffer) => void): Promise<WriterAnswer> {
    if (!this.isAlive) return Promise.resolve({ error: ended });
    fill(this.room);
    return new Promise((resolve) => {
      this.settle = resolve;
      // The process must not end on what is half done.
      this.thread.ref();
      this.thread.postMessage(job);
    });
  }

  private answer(answer: WriterAnswer): void {
    this.thread.unref();
    this.settle?.(answer);
    this.settle = null;
  }
}

/** The writers of this process, started when they are needed. */
class FileWriters {
  private readonly writers: FileWriter[] = [];

  /** The writer with whom a new file should begin: one that has least to do. */
  take(): FileWriter {
    for (let index = 0; index < WRITERS; index += 1) {
      const writer = this.writers[index];
      if (writer?.isAlive !== true) return (this.writers[index] = new FileWriter());
      if (writer.jobs === 0) return writer;
    }
    return this.writers.reduce((least, writer) => (writer.jobs < least.jobs ? writer : least));
  }
}

/** The writers of this process. */
export const fileWriters = new FileWriters();
