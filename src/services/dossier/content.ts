import type { Viewer } from "../../domain/access/viewer.js";
import type { DossierView } from "../../domain/evidence/dossier-view.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { cleanFilename, savedAs } from "../../domain/evidence/filename.js";
import type { Sql } from "../../persistence/database.js";
import {
  readDossierItems,
  readDossierStatements,
  type DossierItem,
  type DossierStatement,
} from "../../persistence/dossier-content.store.js";
import type { TakenDossier } from "../../persistence/dossier.store.js";
import { readEvidenceFiles, type EvidenceFileRow } from "../../persistence/evidence-file.store.js";
import { readObjects } from "../../persistence/read/read.js";
import { copiesOf } from "../evidence/copies-of.js";
import { custodyChain, eventChain, type Chain } from "./chains.js";
import { disputeSelection, plain } from "./dispute-selection.js";

/** A file of a dossier: what is said of it, and the copy that goes in. */
export interface DossierFile {
  readonly row: EvidenceFileRow;
  /** The copy of which the viewer gets the bytes; null if there is none to be had. */
  readonly copy: FileCopy | null;
  /** Where it lies in the dossier; null without a copy. */
  readonly path: string | null;
}

/** Everything that a dossier tells, as its viewer may know it at one moment. */
export interface DossierContent {
  readonly view: DossierView;
  /** JSON: the dispute as the API shows it to the viewer. */
  readonly dispute: Readonly<Record<string, unknown>>;
  readonly events: Chain;
  readonly custody: Chain;
  readonly statements: readonly DossierStatement[];
  readonly items: readonly DossierItem[];
  readonly files: readonly DossierFile[];
}

/**
 * Gathers what a dossier tells, in one transaction that sees one moment.
 * @returns null if the viewer may not see the dispute any more
 * @throws BrokenLogError
 */
export async function gatherContent(
  tx: Sql,
  { disputeId, requester: viewer }: TakenDossier,
  view: DossierView,
): Promise<DossierContent | null> {
  const wanted = { type: "Dispute", ids: [disputeId], selection: disputeSelection } as const;
  const [dispute] = await readObjects(tx, viewer, wanted);
  if (dispute === null || dispute === undefined) return null;
  const subject = { viewer, disputeId, view };
  const events = await eventChain(tx, subject);
  const custody = await custodyChain(tx, subject);
  const statements = await readDossierStatements(tx, subject);
  const items = await readDossierItems(tx, subject);
  const named = [...new Set(items.flatMap(({ files }) => files.map(({ id }) => id)))];
  const files = await filesOf(tx, viewer, named);
  return {
    ...{ view, events, custody, statements, items, files },
    dispute: plain(dispute) as Readonly<Record<string, unknown>>,
  };
}

/** What items name, and after it the redacted copies that can be had; what stands in an item's place never names itself. */
async function filesOf(tx: Sql, viewer: Viewer, named: readonly string[]): Promise<DossierFile[]> {
  const rows = await readEvidenceFiles(tx, named);
  const replacing = rows.flatMap(({ redactedBy }) => redactedBy ?? []);
  const copies = await readEvidenceFiles(tx, replacing);
  const made = copies.filter((row) => copiesOf(viewer, row).length > 0);
  return [...rows, ...made].map((row) => {
    const [copy = null] = copiesOf(viewer, row);
    return { row, copy, path: copy === null ? null : `files/${row.id}/${nameOf(row, copy)}` };
  });
}

const unsafe = /[<>:"|?*\\/\p{Cc}]/gu;

/** A name that every system can unpack. */
function nameOf({ filename, contentType, sharedType }: EvidenceFileRow, copy: FileCopy): string {
  const type = copy === FileCopy.ORIGINAL ? contentType : sharedType;
  return savedAs(cleanFilename(filename.replace(unsafe, "_")), type);
}

/** The file `dossier.json` as an object. */
export function dossierJson(dossier: TakenDossier, content: DossierContent, exportedAt: Date): object {
  const { id: dossierId, disputeId, language, requester } = dossier;
  return {
    ...{ schemaVersion: 1, dossierId, disputeId, language, exportedAt },
    ...{ exportedFor: requester.role, view: content.view, dispute: content.dispute },
    ...{ events: content.events.links, statements: content.statements, evidence: content.items },
    ...{ files: content.files.map(fileJson), custody: content.custody.links },
  };
}

function fileJson({ row, copy, path }: DossierFile): object {
  const { id, side, uploaderRole, filename, contentType, sha256, status, findings } = row;
  const { receivedAt, examinedAt, sharedSha256, redactionOf, redactedBy } = row;
  const shared =
    sharedSha256 === null
      ? null
      : { sha256: sharedSha256, byteSize: Number(row.sharedByteSize), contentType: row.sharedType };
  return {
    ...{ id, side, uploaderRole, filename, contentType, byteSize: Number(row.byteSize), sha256 },
    ...{ status, findings, shared, receivedAt, examinedAt, redactionOf, redactedBy, copy, path },
  };
}
