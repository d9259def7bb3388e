import { createHash } from "node:crypto";
import { defaultNotice } from "../../domain/rulebook/change-version.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { placeInTime } from "../../domain/rulebook/timeline.js";
import { StoredRulebookStatus, type RulebookVersion } from "../../domain/rulebook/version.js";
import { addDays } from "../../domain/time.js";
import type { Database } from "../../persistence/database.js";
import {
  closeRulebookRange,
  isVersionTaken,
  lockRulebooks,
  readPublishedRanges,
  saveRulebookVersion,
} from "../../persistence/rulebook-version.store.js";
import { inTransaction } from "../../persistence/transaction.js";

/** From when the default rulebook holds: early enough for real orders of 2016 to fall under it. */
export const DEFAULT_RULEBOOK_EFFECTIVE_AT = new Date("2016-01-01T00:00:00.000Z");

/**
 * Publishes a rulebook that nobody drafted, such as the default one, as if its notice had been given in time. What is
 * published already stays: nothing is added where the version is there, or another is in the way.
 * @param effectiveAt from when it is in force, default {@link DEFAULT_RULEBOOK_EFFECTIVE_AT}
 * @returns whether it was added
 */
export async function seedRulebook(
  database: Database,
  rulebook: Rulebook,
  effectiveAt: Date = DEFAULT_RULEBOOK_EFFECTIVE_AT,
): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    await lockRulebooks(tx);
    const place = placeInTime(await readPublishedRanges(tx), effectiveAt);
    const id = idOf(rulebook.version);
    if ("refused" in place || (await isVersionTaken(tx, rulebook.version))) return false;
    const { closes, effectiveUntil } = place;
    if (closes !== null) await closeRulebookRange(tx, closes, effectiveAt);
    const source = `${JSON.stringify(rulebook, null, 2)}\n`;
    const version = seededVersion({ id, version: rulebook.version, effectiveAt, effectiveUntil });
    await saveRulebookVersion(tx, version, { source, document: rulebook });
    return true;
  });
}

function seededVersion(
  range: Pick<RulebookVersion, "id" | "version" | "effectiveUntil"> & { readonly effectiveAt: Date },
): RulebookVersion {
  return {
    ...range,
    status: StoredRulebookStatus.PUBLISHED,
    major: false,
    drafters: [],
    draftedBy: null,
    draftedAt: null,
    consultationAt: null,
    approvedBy: null,
    approvedAt: null,
    publishedBy: null,
    publishedAt: addDays(range.effectiveAt, -defaultNotice.ordinary),
    noticeDays: defaultNotice.ordinary,
    revision: 1,
  };
}

/** A UUID (version 8) made of the name: what comes with the program has the same id on every platform. */
function idOf(version: string): string {
  const hex = createHash("sha256").update(`rulebook ${version}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
