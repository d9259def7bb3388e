import { join } from "node:path";
import { FileFinding } from "../../domain/evidence/file-finding.js";
import {
  FileTreatment,
  type Examination,
  type ExamineFile,
  type FileToExamine,
} from "../../services/evidence/examiner.js";
import type { FileToRedact, RedactFile } from "../../services/evidence/redactor.js";
import { scanWithClamd, type ClamdAddress } from "./clamd.js";
import { MEMORY_LIMIT, TIME_LIMIT_MS } from "./limited-process.js";
import type { ChildRequest } from "./protocol.js";
import { runChild, type TaskResult } from "./run-child.js";
import { Slots } from "./slots.js";

const CHILDREN_AT_ONCE = 2;
/** Private memory that may be asked for, much of it never used: what is resident is watched beside it. */
const DATA_BYTES = 2_147_483_648;
/** Of any copy or file of intermediate pixels. */
const WRITTEN_FILE_BYTES = 1_073_741_824;

/** What the examiner needs to know. */
export interface ExaminerOptions {
  /** The platform's clock: dates after it are in the future. */
  readonly now: () => Date;
  /** The virus scanner; none by default. */
  readonly clamd?: ClamdAddress | null;
  /** Wall time for one file, in milliseconds; 30,000 by default. */
  readonly timeMs?: number;
  /** Memory resident at once, in bytes; 512 MiB by default. */
  readonly memory?: number;
  /** Path of the children's compiled program; by default theirs beside this one's, compiled or not. */
  readonly program?: string;
  /** Told of each examination's cost: bytes and milliseconds. */
  readonly onMeasured?: (cost: { readonly peakMemory: number; readonly elapsedMs: number }) => void;
}

/** Examines files and makes redacted copies of them, each in a process of its own. */
export interface Examiner {
  readonly examine: ExamineFile;
  readonly redact: RedactFile;
  /** Ends what is under way; whoever waits for it gets ChildUnavailable, so that its job is tried again. */
  stop(): void;
}

/**
 * Makes the examiner of evidence. At most two files are examined or redacted at once. It throws only where the fault is not the
 * file's: ChildUnavailable when no process can be started, ScannerUnavailable when the virus scanner is out of reach.
 */
export function createExaminer(options: ExaminerOptions): Examiner {
  const stopping = new AbortController();
  const slots = new Slots(CHILDREN_AT_ONCE);
  return {
    examine: (file) => slots.run(() => examine(file, options, stopping.signal)),
    redact: (file) => slots.run(() => redact(file, options, stopping.signal)),
    stop: () => {
      stopping.abort();
    },
  };
}

async function examine(
  file: FileToExamine,
  options: ExaminerOptions,
  stop: AbortSignal,
): Promise<Examination> {
  const signature = options.clamd ? await scanWithClamd(file.path, options.clamd) : null;
  if (signature !== null) {
    const findings = [`${FileFinding.VIRUS_FOUND}:${signature}`];
    return { treatment: FileTreatment.QUARANTINE, contentType: null, findings, shared: null };
  }
  const { path, filename, declaredType, workFolder } = file;
  const about = { filename: filename.slice(0, 1_000), declaredType: declaredType.slice(0, 200) };
  return inChild({ path, workFolder, ...about }, options, stop);
}

function redact(file: FileToRedact, options: ExaminerOptions, stop: AbortSignal): Promise<Examination> {
  const { path, contentType, plan, workFolder } = file;
  const about = { filename: "", declaredType: contentType, redaction: { contentType, plan } };
  return inChild({ path, workFolder, ...about }, options, stop);
}

async function inChild(
  request: Omit<ChildRequest, "nowMs">,
  options: ExaminerOptions,
  stop: AbortSignal,
): Promise<Examination> {
  const limits = {
    memory: options.memory ?? MEMORY_LIMIT,
    timeMs: options.timeMs ?? TIME_LIMIT_MS,
    dataBytes: DATA_BYTES,
    fileBytes: WRITTEN_FILE_BYTES,
    ...(options.program !== undefined && { program: options.program }),
  };
  const result = await runChild({ ...request, nowMs: options.now().getTime() }, limits, stop);
  options.onMeasured?.({ peakMemory: result.peakMemory, elapsedMs: result.elapsedMs });
  return toExamination(result.end, request.workFolder);
}

function toExamination(end: TaskResult["end"], workFolder: string): Examination {
  if ("verdict" in end) {
    const { treatment, contentType, findings, shared, extent } = end.verdict;
    const copy = shared && { path: join(workFolder, shared.name), contentType: shared.contentType };
    return { treatment, contentType, findings, shared: copy, extent };
  }
  return { treatment: FileTreatment.REJECT, contentType: null, findings: [findingOf(end)], shared: null };
}

function findingOf(end: TaskResult["end"]): FileFinding {
  if ("timedOut" in end) return FileFinding.EXAMINATION_TIMED_OUT;
  return "outOfMemory" in end ? FileFinding.EXAMINATION_OUT_OF_MEMORY : FileFinding.EXAMINATION_FAILED;
}
