import type { OrderDraft } from "../../domain/order/order.js";
import { sumOrders } from "../../persistence/order-sums.store.js";
import {
  ImportOutcome,
  importOrders,
  MAXIMUM_ORDERS,
  type ImportResult,
} from "../../services/orders/import-orders.js";
import type { UseCaseContext } from "../../services/use-case.js";
import { addMoney, type ImportSource, type SourceRecord, type SourceTotals } from "./import-source.js";
import type { Progress } from "./import-progress.js";
import { ImportSummary } from "./import-summary.js";

/** What an import came to. */
export interface ImportRun {
  readonly summary: ImportSummary;
  readonly totals: SourceTotals;
}

type Readable = SourceRecord & { readonly draft: OrderDraft };

/** While the database writes one call's orders, the next are read and checked. */
const CALLS_AT_ONCE = 2;

/** One call under way. */
interface Call {
  readonly records: ReadonlyMap<string, Readable>;
  readonly results: Promise<ImportResult[]>;
}

/** Hands orders over in calls of {@link MAXIMUM_ORDERS}, {@link CALLS_AT_ONCE} at a time, and counts. */
class Importer {
  readonly summary = new ImportSummary();
  private waiting = new Map<string, Readable>();
  private readonly calls: Call[] = [];

  constructor(private readonly context: UseCaseContext) {}

  /** Takes one record; resolves once there is room for the next. */
  async add(record: Readable): Promise<void> {
    const { reference } = record;
    // A second record of one order comes after the first, never beside it.
    if (this.waiting.has(reference) || this.calls.some(({ records }) => records.has(reference)))
      await this.drain();
    this.waiting.set(reference, record);
    if (this.waiting.size < MAXIMUM_ORDERS) return;
    this.start();
    if (this.calls.length >= CALLS_AT_ONCE) await this.finish();
  }

  /** Hands over what waits and resolves once every call has been counted. */
  async drain(): Promise<void> {
    this.start();
    while (this.calls.length > 0) await this.finish();
  }

  private start(): void {
    if (this.waiting.size === 0) return;
    const records = this.waiting;
    this.waiting = new Map();
    const results = importOrders(this.context, { orders: [...records.values()].map(({ draft }) => draft) });
    // It is awaited later; until then a failure must not count as unhandled.
    results.catch(() => undefined);
    this.calls.push({ records, results });
  }

  /** Waits for the oldest call and counts what became of its orders. */
  private async finish(): Promise<void> {
    const call = this.calls.shift();
    if (!call) return;
    const stored: string[] = [];
    for (const { reference, outcome, refusal, orderId } of await call.results) {
      if (outcome === ImportOutcome.REFUSED) {
        if (refusal) this.summary.refuse(reference, refusal, call.records.get(reference)?.sums ?? null);
      } else {
        this.summary.outcomes[outcome] += 1;
        if (orderId !== null) stored.push(orderId);
      }
    }
    if (stored.length > 0) addMoney(this.summary.storedSums, await sumOrders(this.context.database, stored));
  }
}

/**
 * Imports everything that a source holds, {@link MAXIMUM_ORDERS} orders a transaction. Whatever happens half
 * way, running it again takes up where it stopped: orders that are in are unchanged.
 */
export async function runImport(
  context: UseCaseContext,
  source: ImportSource,
  progress: Progress,
): Promise<ImportRun> {
  let started = false;
  const totals = await source.prepare((done, total) => {
    if (!started) progress.phase("reading", total);
    started = true;
    progress.update(done);
  });
  progress.phase("importing", totals.total);
  const importer = new Importer(context);
  for await (const record of source.records()) {
    const { draft, refusal, reference, sums, done } = record;
    if (draft) await importer.add({ ...record, draft });
    else if (refusal) importer.summary.refuse(reference, refusal, sums);
    progress.update(done);
  }
  await importer.drain();
  progress.update(totals.total);
  progress.end();
  return { summary: importer.summary, totals };
}
