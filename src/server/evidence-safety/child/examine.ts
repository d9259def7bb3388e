import { open } from "node:fs/promises";
import { FileFinding } from "../../../domain/evidence/file-finding.js";
import { FileTreatment } from "../../../services/evidence/examiner.js";
import type { ChildRequest, Verdict } from "../protocol.js";
import { examineImage } from "./image/examine-image.js";
import { recogniseKind, type Family } from "./kind.js";
import { examineMedia } from "./media.js";
import { compareTypes, hasExecutableName, typeOfName } from "./names.js";
import { examineOffice } from "./office.js";
import { examinePdf } from "./pdf/examine-pdf.js";
import { examineText } from "./text.js";
import { quarantine, reject, take } from "./verdicts.js";

const HEAD_BYTES = 65_536;
/** In two halves, so that no scanner takes this program for the test file. */
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
/** A longer file that begins with the text is one that talks about it. */
const EICAR_MAXIMUM_BYTES = 128;

/** Examines one file by its content first, then by what its name and its client promised. */
export async function examine(request: ChildRequest): Promise<Verdict> {
  const { head, size } = await readHead(request.path);
  if (size === 0) return reject(FileFinding.EMPTY);
  if (size <= EICAR_MAXIMUM_BYTES && head.toString("latin1").startsWith(EICAR)) {
    return quarantine([`${FileFinding.VIRUS_FOUND}:EICAR-Test-File`]);
  }
  if (hasExecutableName(request.filename)) return reject(FileFinding.EXECUTABLE_NAME);
  const kind = await recogniseKind(request.path, head);
  const verdict = await byFamily[kind.family](request, kind.contentType ?? "", size);
  if (verdict.treatment === FileTreatment.REJECT || verdict.treatment === FileTreatment.QUARANTINE)
    return verdict;
  return holdAgainstPromises(request, verdict);
}

type ExamineFamily = (request: ChildRequest, type: string, size: number) => Verdict | Promise<Verdict>;

const text: ExamineFamily = (request, _type, size) => examineText(request, size);
const byFamily: Readonly<Record<Family, ExamineFamily>> = {
  executable: (_request, type) => quarantine([FileFinding.EXECUTABLE], type),
  markup: () => reject(FileFinding.MARKUP),
  archive: (_request, type) => reject(FileFinding.ARCHIVE, type),
  other: (_request, type) => reject(FileFinding.TYPE_NOT_TAKEN, type),
  zip: (request, _type, size) => examineOffice(request, size),
  pdf: (request, _type, size) => examinePdf(request, size),
  image: examineImage,
  media: examineMedia,
  text,
  // What no signature tells is text, or nothing that is taken.
  unknown: text,
};

function holdAgainstPromises(request: ChildRequest, verdict: Verdict): Verdict {
  const real = verdict.contentType ?? "";
  const answers = [
    compareTypes(typeOfName(request.filename), real),
    compareTypes(request.declaredType, real),
  ];
  if (answers.includes("MISMATCH")) return reject(FileFinding.TYPE_MISMATCH, verdict.contentType);
  if (!answers.includes("DIFFERS")) return verdict;
  return take(real, [...verdict.findings, FileFinding.TYPE_DIFFERS], verdict.shared, verdict.extent);
}

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return { head: head.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}
