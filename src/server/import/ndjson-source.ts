import { createReadStream, statSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { OrderRefusalCode } from "../../domain/order/order-refusal.js";
import { byteLines, type ByteLine } from "./byte-lines.js";
import type { ImportSource, SourceRecord, SourceTotals } from "./import-source.js";
import { orderDraftSchema } from "./order-draft.schema.js";

/** The longest line that is read: more than the largest order that is taken. */
const MAXIMUM_LINE_BYTES = 4 * 1024 * 1024;

interface Fault {
  readonly message: string;
  readonly field: readonly string[];
}

/** A file with one order a line, plain or gzipped, as docs/ndjson.md describes it. */
export class NdjsonSource implements ImportSource {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private readonly total: number;

  /** @throws Error if there is no such file */
  constructor(private readonly path: string) {
    this.total = statSync(path).size;
  }

  prepare(): Promise<SourceTotals> {
    return Promise.resolve({ total: this.total, unit: "bytes", sums: null });
  }

  async *records(): AsyncGenerator<SourceRecord> {
    const input = createReadStream(this.path);
    const bytes = this.path.endsWith(".gz") ? input.pipe(createGunzip()) : input;
    if (bytes !== input) input.on("error", (error) => bytes.destroy(error));
    for await (const line of byteLines(bytes as AsyncIterable<Buffer>, MAXIMUM_LINE_BYTES)) {
      if (line.bytes === null || line.bytes.some((byte) => byte > 0x20))
        yield this.record(line, input.bytesRead);
    }
  }

  close(): void {
    // Nothing was written aside.
  }

  private record(line: ByteLine, done: number): SourceRecord {
    const parsed = this.parse(line);
    if ("draft" in parsed)
      return { reference: parsed.draft.reference, ...parsed, refusal: null, sums: null, done };
    const refusal = {
      code: OrderRefusalCode.INVALID_RECORD,
      message: `Line ${line.number}: ${parsed.message}`,
      field: parsed.field,
    };
    return { reference: `line ${line.number}`, draft: null, refusal, sums: null, done };
  }

  private parse({ bytes }: ByteLine) {
    if (bytes === null) return fault(`is longer than ${MAXIMUM_LINE_BYTES} bytes. Split the order.`);
    let value: unknown;
    try {
      value = JSON.parse(this.decoder.decode(bytes));
    } catch (error) {
      return fault(error instanceof SyntaxError ? "is not JSON." : "is not UTF-8.");
    }
    const result = orderDraftSchema.safeParse(value);
    if (result.success) return { draft: result.data };
    const [issue] = result.error.issues;
    const field = (issue?.path ?? []).map(String);
    return fault(`${field.join(".") || "the record"}: ${issue?.message ?? "is not an order"}.`, field);
  }
}

function fault(message: string, field: readonly string[] = []): Fault {
  return { message, field };
}
