import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import { HOUR_MS } from "../../../domain/time.js";
import { localTime } from "../../import/olist-time.js";

/** The files hold "2016-10-06T00:00:00": local times without a zone, as the order files with a blank. */
const instant = z.string().transform((text, context) => {
  const time = localTime(text.replace("T", " "));
  if (time !== null && !Number.isNaN(time.getTime())) return time;
  context.addIssue({ code: "custom", message: "is no local time" });
  return z.NEVER;
});

const item = z.object({
  order_item_id: z.number(),
  seller_id: z.string(),
  price_minor: z.number(),
  freight_minor: z.number(),
});

const record = z.object({
  dispute_ref: z.string(),
  order_id: z.string(),
  reason: z.string(),
  reason_detail: z.string().nullable(),
  reason_source: z.string(),
  requested_remedies: z.array(z.string()),
  shopper_satisfied: z.boolean(),
  delivery_conflict: z.string().nullable(),
  opened_at: instant,
  responded_at: instant.nullable(),
  statement: z.object({ title: z.string().nullable(), text: z.string().nullable() }).nullable(),
  order: z.object({
    delivered_at: instant.nullable(),
    promised_at: instant,
    days_late: z.number().nullable(),
  }),
  items: z.array(item),
});

/** One real dispute of the data set. Times are instants; amounts are minor units of BRL. */
export type DisputeRecord = z.infer<typeof record>;

/** The file of the real disputes in a folder of the data set. */
export function disputesFile(dataDirectory: string): string {
  return join(dataDirectory, "small", "disputes_small.jsonl");
}

/** The file of all the real disputes, packed. */
export function allDisputesFile(dataDirectory: string): string {
  return join(dataDirectory, "disputes", "disputes_open.jsonl.gz");
}

/**
 * Reads the real disputes, in the order in which they were opened.
 * @param file one of {@link disputesFile} and {@link allDisputesFile}
 * @param first at most so many; default all
 * @throws Error that names the file or the line that cannot be read
 */
export async function readDisputeRecords(file: string, first = Infinity): Promise<DisputeRecord[]> {
  const bytes = await readFile(file);
  const text = file.endsWith(".gz") ? await promisify(gunzip)(bytes) : bytes;
  const lines = text
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.slice(0, first).map((line, index) => {
    const parsed = record.safeParse(JSON.parse(line));
    if (parsed.success) return parsed.data;
    throw new Error(`Line ${index + 1} of ${file} is no dispute: ${z.prettifyError(parsed.error)}`);
  });
}

/** When the merchant would answer; where the data does not tell, a day after the claim. */
export function respondsAt({ opened_at: openedAt, responded_at: respondedAt }: DisputeRecord): Date {
  return respondedAt ?? new Date(openedAt.getTime() + 24 * HOUR_MS);
}
