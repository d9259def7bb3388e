import { freezeSnapshot } from "../../persistence/log.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import type { BrokenLink } from "./broken-link.js";
import { brokenCustody } from "./verify-custody.js";
import { brokenFiles, type FileCounts } from "./verify-files.js";
import { brokenEvents, type LogCounts } from "./verify-log.js";
import type { CustodyCounts } from "./verify-custody.js";

/** What was checked and holds. */
export type VerifiedCounts = Readonly<LogCounts & CustodyCounts & FileCounts>;

/**
 * Verifies what the platform keeps as proof: the logs of all disputes with the messages and the evidence that they tell of,
 * the custody logs, and the files. Each dispute is named once, with the first link that does not hold. The logs are seen at
 * one moment of the database; files are looked at one after the other, which may take long.
 * @param options.bytes whether stored bytes are read, decrypted and hashed too
 * @param options.onBroken hears of each dispute that does not hold
 */
export async function verifyAll(
  context: Pick<UseCaseContext, "database" | "evidence">,
  { bytes, onBroken }: { readonly bytes: boolean; readonly onBroken: (broken: BrokenLink) => void },
): Promise<VerifiedCounts> {
  const counts = { disputes: 0, events: 0, entries: 0, files: 0, erased: 0, bytes: 0 };
  const named = new Set<string>();
  const name = async (links: AsyncIterable<BrokenLink>): Promise<void> => {
    for await (const link of links) {
      if (named.has(link.disputeNumber)) continue;
      named.add(link.disputeNumber);
      onBroken(link);
    }
  };
  await inTransaction(context.database, async (tx) => {
    await freezeSnapshot(tx);
    await name(brokenEvents(tx, counts));
    await name(brokenCustody(tx, counts));
  });
  await name(brokenFiles(context, context.database, { counts, bytes }));
  return counts;
}
