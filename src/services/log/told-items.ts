import type { Tx } from "../../persistence/database.js";
import { readItemContents, type StoredItemContent } from "../../persistence/evidence-proof.store.js";
import type { StoredEvent } from "../../persistence/log.store.js";
import { hashInput } from "../idempotent.js";

/** What the items that some events tell of say now. */
export interface ToldItems {
  /** What is wrong with an item that the event tells of; null if all are what they were. */
  problemOf(event: StoredEvent): string | null;
}

/** An item as an event tells of it. */
interface ToldItem {
  readonly id: string;
  readonly contentHash: string;
}

/** Where events tell of items; see `DisputeOccurrence`. */
interface TellingPayload {
  readonly dispute?: { readonly evidence?: { readonly items?: readonly ToldItem[] } };
  readonly item?: ToldItem;
  readonly items?: readonly ToldItem[];
  readonly submitted?: readonly ToldItem[];
}

const telling: ReadonlySet<string> = new Set([
  "DISPUTE_OPENED",
  "EVIDENCE_COMPLETED",
  "EVIDENCE_EXCHANGED",
  "EVIDENCE_SUBMITTED",
]);

function toldBy({ type, payload }: StoredEvent): readonly ToldItem[] {
  if (!telling.has(type)) return [];
  const { dispute, item, items = [], submitted = [] } = payload as TellingPayload;
  return [...(dispute?.evidence?.items ?? []), ...(item === undefined ? [] : [item]), ...items, ...submitted];
}

/** Reads what the items say that some events tell of. */
export async function itemsToldOf(tx: Tx, events: readonly StoredEvent[]): Promise<ToldItems> {
  const ids = [...new Set(events.flatMap((event) => toldBy(event).map(({ id }) => id)))];
  const contents = new Map(
    ids.length === 0 ? [] : (await readItemContents(tx, ids)).map((content) => [content.id, content]),
  );
  return {
    problemOf(event) {
      for (const { id, contentHash } of toldBy(event)) {
        const content = contents.get(id);
        if (content === undefined) return `The item of evidence ${id} that it tells of was taken away.`;
        if (content.contentHash === contentHash && (event.erased || hashOf(content) === contentHash))
          continue;
        return `The item of evidence ${id} that it tells of was changed, or a file of it.`;
      }
      return null;
    },
  };
}

function hashOf({ id: itemId, slot, record, ...content }: StoredItemContent): string {
  if (record !== null) return hashInput({ itemId, slot, record });
  const { narrative, happenedAt, capturedAt, orderLineIds, files } = content;
  return hashInput({ itemId, slot, narrative, happenedAt, capturedAt, orderLineIds, files });
}
