import { dossierViewOf } from "../../domain/evidence/dossier-view.js";
import { freezeSnapshot } from "../../persistence/log.store.js";
import {
  enqueueDossier,
  giveBackDossier,
  noteDossierProgress,
  silentDossiers,
  takeDossier,
  type TakenDossier,
} from "../../persistence/dossier.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { readDataKey } from "../evidence/data-key.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import type { UseCaseContext } from "../use-case.js";
import { BrokenLogError } from "./chains.js";
import { dossierJson, gatherContent, type DossierContent } from "./content.js";
import { dossierKeyOf } from "./dossier-key.js";
import { entryOf, manifestOf, signatureOf, type DossierEntry } from "./entries.js";
import { entryOfFile, pictureOf, type OpenStorage } from "./measure-file.js";
import type { DossierPress } from "./press.js";
import { readMe } from "./read-me.js";
import { recordDossier } from "./record-dossier.js";
import { zipOf, zipSizeOf } from "./stored-zip.js";

/** A worker says with every file that it is at it; one that is silent for so long is taken for dead. */
export const SILENT_SECONDS = 300;

/** Another worker has taken the dossier, or it cannot be built for this viewer. */
class NotToBeBuiltError extends Error {
  override readonly name = "NotToBeBuiltError";
}

/**
 * Builds a dossier from the beginning, if it is queued or its worker has died: what its requester may know of the
 * dispute now, as an encrypted ZIP that is written as it is read. Only the last worker that took it records it, together
 * with the custody of the files in it.
 * @param dossierId UUID
 * @param silentSeconds default {@link SILENT_SECONDS}
 * @returns whether it was there to be built
 */
export async function buildDossier(
  context: UseCaseContext,
  press: DossierPress,
  { dossierId, silentSeconds = SILENT_SECONDS }: { dossierId: string; silentSeconds?: number },
): Promise<boolean> {
  const { database, clock } = context;
  const dossier = await takeDossier(database, dossierId, silentSeconds);
  if (dossier === null) return false;
  try {
    await build(context, press, dossier);
    return true;
  } catch (error) {
    const forGood = error instanceof NotToBeBuiltError || error instanceof BrokenLogError;
    await giveBackDossier(database, dossier, { finishedAt: clock.now(), forGood });
    if (error instanceof NotToBeBuiltError) return true;
    throw error;
  }
}

/** Enqueues again what a dead worker left behind. @param silentSeconds default {@link SILENT_SECONDS} @returns how many */
export async function resumeDossiers(
  { database, clock }: Pick<UseCaseContext, "database" | "clock">,
  silentSeconds = SILENT_SECONDS,
): Promise<number> {
  const ids = await silentDossiers(database, silentSeconds, clock.now());
  for (const id of ids) await enqueueDossier(database, id);
  return ids.length;
}

async function build(context: UseCaseContext, press: DossierPress, dossier: TakenDossier): Promise<void> {
  const { database, clock } = context;
  const { storage, keys } = evidenceOf(context);
  const dataKey = await readDataKey(context, database, dossier.disputeId);
  const view = dossierViewOf(dossier.requester.role);
  const content =
    view === null
      ? null
      : await inTransaction(database, async (tx) => {
          await freezeSnapshot(tx);
          return gatherContent(tx, dossier, view);
        });
  if (dataKey === null || content === null) throw new NotToBeBuiltError();
  const exportedAt = clock.now();
  const steps = new Steps(context, dossier, 2 * content.files.length + 2);
  const open = { objects: storage.objects, dataKey };
  const { files, thumbnails } = await measured(open, { content, press, steps });
  const pdf = await press.pdf({ language: dossier.language, content, exportedAt, thumbnails });
  await steps.next();
  const { fingerprint: signingKey } = keys.attest(Buffer.alloc(0));
  const facts = { disputeNumber: String(content.dispute["number"]), exportedAt, signingKey };
  const entries = [
    entryOf("README.txt", readMe(dossier.language, facts)),
    entryOf("verify.mjs", await press.verifier()),
    entryOf("dossier.json", `${JSON.stringify(dossierJson(dossier, content, exportedAt), null, 1)}\n`),
    entryOf("dossier.pdf", pdf),
    ...files,
  ];
  const manifest = manifestOf(dossier, content, { entries, exportedAt });
  const signature = signatureOf(keys.attest(manifest.bytes));
  const zip = await stored(open, { dossier, entries: [manifest, signature, ...entries], steps });
  await recordDossier(context, { dossier, content, signingKey, ...zip });
}

/** Counts what is done, and ends the work of a worker that was taken for dead. */
class Steps {
  private done = 0;

  constructor(
    private readonly context: Pick<UseCaseContext, "database">,
    private readonly dossier: TakenDossier,
    private readonly total: number,
  ) {}

  async next(): Promise<void> {
    this.done += 1;
    const progress = { done: this.done, total: this.total };
    if (!(await noteDossierProgress(this.context.database, this.dossier, progress))) {
      throw new NotToBeBuiltError();
    }
  }
}

async function measured(
  open: OpenStorage,
  {
    content,
    press,
    steps,
  }: { readonly content: DossierContent; readonly press: DossierPress; readonly steps: Steps },
): Promise<{ files: DossierEntry[]; thumbnails: Map<string, Uint8Array> }> {
  const files: DossierEntry[] = [];
  const thumbnails = new Map<string, Uint8Array>();
  for (const file of content.files) {
    const entry = await entryOfFile(open, file);
    if (entry !== null) files.push(entry);
    const picture = await pictureOf(open, file);
    const thumbnail = picture === null ? null : await press.thumbnail(picture);
    if (thumbnail !== null) thumbnails.set(file.row.id, thumbnail);
    await steps.next();
  }
  return { files, thumbnails };
}

async function stored(
  { objects, dataKey }: OpenStorage,
  {
    dossier,
    entries,
    steps,
  }: { readonly dossier: TakenDossier; readonly entries: readonly DossierEntry[]; readonly steps: Steps },
): Promise<{ address: string; sha256: string; byteSize: number }> {
  const counted = entries.map((entry) =>
    entry.file === undefined ? entry : { ...entry, read: () => thenStep(entry, steps) },
  );
  const byteSize = zipSizeOf(entries);
  const key = dossierKeyOf(dataKey, dossier.id);
  return { ...(await objects.put({ bytes: zipOf(counted), byteSize, key })), byteSize };
}

async function* thenStep({ read }: DossierEntry, steps: Steps): AsyncGenerator<Uint8Array> {
  yield* read();
  await steps.next();
}
