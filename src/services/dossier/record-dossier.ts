import { CustodyAct } from "../../domain/evidence/custody.js";
import { appendCustody } from "../../persistence/custody.store.js";
import { finishDossier, forgetOldDossiers, type TakenDossier } from "../../persistence/dossier.store.js";
import type { Sql } from "../../persistence/database.js";
import { lockDisputeForFiles, readEvidenceFiles } from "../../persistence/evidence-file.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { copiesOf } from "../evidence/copies-of.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import type { UseCaseContext } from "../use-case.js";
import type { DossierContent } from "./content.js";

/** Dossiers of one dispute that are kept for one requester. */
export const KEPT = 5;

/** A dossier whose bytes are stored. */
interface StoredDossier {
  readonly dossier: TakenDossier;
  readonly content: DossierContent;
  readonly signingKey: string;
  readonly address: string;
  readonly sha256: string;
  readonly byteSize: number;
}

/**
 * What went in must still be open to the requester: parts of it may have been removed, or all of it erased, meanwhile.
 * @returns UUID of a file that is not; null if all are
 */
async function withheldSince(
  tx: Sql,
  requester: TakenDossier["requester"],
  { files }: DossierContent,
): Promise<string | null> {
  const packed = new Map(files.flatMap(({ row, copy }) => (copy === null ? [] : [[row.id, copy] as const])));
  for (const row of await readEvidenceFiles(tx, [...packed.keys()])) {
    const copy = packed.get(row.id);
    if (copy === undefined || !copiesOf(requester, row).includes(copy)) return row.id;
  }
  return null;
}

/**
 * Makes a stored dossier one that can be had, and records in custody which files went out with it: so the platform's own
 * chain holds the SHA-256 of the dossier. The bytes of what is forgotten for it are removed, and its own where another
 * worker was faster or what is in it was withheld meanwhile.
 * @throws Error in the latter case: it is to be built anew
 */
export async function recordDossier(context: UseCaseContext, stored: StoredDossier): Promise<void> {
  const { database, clock, newId } = context;
  const { dossier, content, signingKey, address, sha256, byteSize } = stored;
  const { disputeId, requester: actor } = dossier;
  const finishedAt = clock.now();
  const entries = content.files.flatMap(({ row, copy }) => {
    if (copy === null) return [];
    return [{ fileId: row.id, act: CustodyAct.EXPORTED, detail: { dossier: dossier.id, copy, sha256 } }];
  });
  const { unnamed, withheld } = await inTransaction(database, async (tx) => {
    await lockDisputeForFiles(tx, disputeId);
    const closed = await withheldSince(tx, actor, content);
    if (closed !== null) return { unnamed: [address], withheld: closed };
    const heads = { eventHead: content.events.head, custodyHead: content.custody.head };
    const finished = { address, sha256, byteSize, signingKey, finishedAt, ...heads };
    if (!(await finishDossier(tx, dossier, finished))) return { unnamed: [address], withheld: null };
    if (entries.length > 0) {
      await appendCustody(tx, { disputeId, entries, actor, occurredAt: finishedAt, newId });
    }
    return { unnamed: await forgetOldDossiers(tx, dossier, KEPT), withheld: null };
  });
  // Not left to the collection of orphans, which spares a day's: whoever asks in a loop would fill the disk.
  for (const each of unnamed) await evidenceOf(context).storage.objects.remove(each);
  if (withheld !== null) {
    throw new Error(`The file ${withheld} was withheld while a dossier with it was built; it is built anew.`);
  }
}
