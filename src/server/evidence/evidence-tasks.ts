import type { TaskList } from "graphile-worker";
import type { Logger } from "pino";
import { buildDossierTask } from "../../persistence/dossier.store.js";
import { releaseExaminations } from "../../persistence/evidence-examination.store.js";
import { examineEvidenceTask } from "../../persistence/evidence-upload.store.js";
import { redactEvidenceTask } from "../../persistence/evidence-redaction.store.js";
import { removeErasedTask } from "../../persistence/retention.store.js";
import { buildDossier, resumeDossiers } from "../../services/dossier/build-dossier.js";
import type { DossierPress } from "../../services/dossier/press.js";
import { collectOrphans } from "../../services/evidence/collect-orphans.js";
import { examineEvidence } from "../../services/evidence/examine-evidence.js";
import type { ExamineFile } from "../../services/evidence/examiner.js";
import { makeRedaction } from "../../services/evidence/make-redaction.js";
import type { RedactFile } from "../../services/evidence/redactor.js";
import type { BrokenLink } from "../../services/log/broken-link.js";
import { verifyAll } from "../../services/log/verify-all.js";
import { applyRetention } from "../../services/retention/apply-retention.js";
import { removeErased } from "../../services/retention/remove-erased.js";
import type { UseCaseContext } from "../../services/use-case.js";
import { idIn } from "../job-payload.js";
import { removeAbandonedWorkFolders, withWorkFolder } from "./work-folder.js";

/** What the jobs of evidence need. */
export interface EvidenceTasksOptions {
  /** Its viewer is the system. */
  readonly context: UseCaseContext;
  readonly log: Logger;
  /** Without it files wait for a worker that can. */
  readonly examine?: ExamineFile;
  /** Without it redacted copies wait likewise. */
  readonly redact?: RedactFile;
  /** Without it dossiers wait likewise. */
  readonly press?: DossierPress;
}

const orphansTask = "collect-evidence-orphans";
const retentionTask = "apply-retention";
const releaseTask = "release-examinations";
const resumeDossiersTask = "resume-dossiers";
/** Recomputes what is kept as proof and tells the operator of what does not hold. */
export const verifyProofTask = "verify-proof";
/** An examination takes 30 s at most and some more for what it waits for: who is silent for longer is dead. */
const SILENT_SECONDS = 600;
/** Examinations and dossiers every minute; orphans and retention once an hour, off the hour, when others are busy; the proof once a night. */
export const evidenceCrontab = [
  `* * * * * ${releaseTask} ?jobKey=${releaseTask}&max=1`,
  `* * * * * ${resumeDossiersTask} ?jobKey=${resumeDossiersTask}&max=1`,
  `41 * * * * ${orphansTask} ?jobKey=${orphansTask}&max=1`,
  `51 * * * * ${retentionTask} ?jobKey=${retentionTask}&max=1`,
  `11 3 * * * ${verifyProofTask} ?jobKey=${verifyProofTask}&max=1`,
].join("\n");

/** The jobs of evidence; none where the process keeps none. */
export function evidenceTasks({ context, log, examine, redact, press }: EvidenceTasksOptions): TaskList {
  if (context.evidence === undefined) {
    const names = [orphansTask, releaseTask, resumeDossiersTask, retentionTask, verifyProofTask];
    return Object.fromEntries(names.map((name) => [name, () => undefined]));
  }
  const tasks: TaskList = {
    ...upkeep(context, log),
    ...retention(context, log),
    ...resumption(context, log),
    ...verification(context, log),
  };
  if (examine !== undefined) {
    tasks[examineEvidenceTask] = async (payload) => {
      await examineEvidence(context, { examine, withWorkFolder }, idIn(payload, "fileId"));
    };
  }
  if (redact !== undefined) {
    tasks[redactEvidenceTask] = async (payload) => {
      await makeRedaction(context, { redact, withWorkFolder }, idIn(payload, "fileId"));
    };
  }
  if (press !== undefined) {
    tasks[buildDossierTask] = async (payload) => {
      await buildDossier(context, press, { dossierId: idIn(payload, "dossierId") });
    };
  }
  return tasks;
}

function resumption(context: UseCaseContext, log: Logger): TaskList {
  return {
    [resumeDossiersTask]: async () => {
      const resumed = await resumeDossiers(context);
      if (resumed > 0) log.warn({ resumed }, "Dossiers that nobody builds are built again.");
    },
  };
}

function upkeep(context: UseCaseContext, log: Logger): TaskList {
  return {
    [orphansTask]: async () => {
      const collected = await collectOrphans(context);
      if (Object.values(collected).some((count) => count > 0))
        log.info(collected, "Orphaned evidence collected.");
    },
    [releaseTask]: async () => {
      const released = await releaseExaminations(context.database, SILENT_SECONDS);
      if (released > 0) log.warn({ released }, "Examinations of a worker that died are done again.");
      await removeAbandonedWorkFolders();
    },
  };
}

/** The stored bytes are left out: reading them all takes long, and is an operator's to start (`npm run verify -- --files`). */
function verification(context: UseCaseContext, log: Logger): TaskList {
  return {
    [verifyProofTask]: async () => {
      let broken = 0;
      const onBroken = (link: BrokenLink): void => {
        broken += 1;
        log.error(
          { link },
          "What is kept as proof does not hold; this is the first broken link of the dispute.",
        );
      };
      const holding = await verifyAll(context, { bytes: false, onBroken });
      log.info({ broken, holding }, "What is kept as proof was verified.");
    },
  };
}

function retention(context: UseCaseContext, log: Logger): TaskList {
  return {
    [retentionTask]: async () => {
      const applied = await applyRetention(context);
      if (Object.values(applied).some((count) => count > 0)) log.info(applied, "Retention applied.");
    },
    [removeErasedTask]: async (payload) => {
      await removeErased(context, idIn(payload, "disputeId"));
    },
  };
}
