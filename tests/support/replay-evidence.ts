import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { attachEvidence } from "../../src/services/evidence/attach-evidence.js";
import { cancelEvidenceUpload } from "../../src/services/evidence/cancel-evidence-upload.js";
import { completeEvidenceUpload } from "../../src/services/evidence/complete-evidence-upload.js";
import { completeEvidenceUploads } from "../../src/services/evidence/complete-evidence-uploads.js";
import { createEvidenceUpload } from "../../src/services/evidence/create-evidence-upload.js";
import { createEvidenceUploads } from "../../src/services/evidence/create-evidence-uploads.js";
import { completeEvidence } from "../../src/services/evidence/complete-evidence.js";
import { decideOnEvidence } from "../../src/services/evidence/decide-on-evidence.js";
import { discardEvidenceDraft } from "../../src/services/evidence/discard-evidence-draft.js";
import { extendEvidence } from "../../src/services/evidence/extend-evidence.js";
import { rebutEvidence } from "../../src/services/evidence/rebut-evidence.js";
import { redactEvidence } from "../../src/services/evidence/redact-evidence.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import { saveEvidenceDraft } from "../../src/services/evidence/save-evidence-draft.js";
import { submitEvidence } from "../../src/services/evidence/submit-evidence.js";
import { waiveSlot } from "../../src/services/evidence/waive-slot.js";
import { withdrawEvidence } from "../../src/services/evidence/withdraw-evidence.js";
import { exportDossier } from "../../src/services/dossier/export-dossier.js";
import { announceFile, sendFile, sha256Of } from "./evidence.js";
import { person } from "./person.js";
import type { ReplayCase } from "./replay-cases.js";
import { showFile } from "./stored-file.js";
import { demands, saying } from "./story-evidence.js";
import type { Story } from "./story.js";

const shopper = (story: Story) => story.shopper;
const merchant = (story: Story) => story.merchant;
const mediator = ({ cast }: Story) => cast.mediator;
const machine = person(Role.INTEGRATION);

async function prepared({ evidence, shopper: by }: Story): Promise<object> {
  return { itemId: await evidence.draft(by, "It arrived open.") };
}

/** An item of a side that the mediator can decide about. */
async function shown({ evidence }: Story): Promise<object> {
  const [item] = await evidence.ofSides();
  return { itemId: item!.id, reason: "So it is fair." };
}

const face = { regions: [{ x: 1, y: 2, width: 3, height: 4 }] };

/** A picture that both sides and the mediator can see. */
async function pictured({ factory: { database }, disputeId, shopper: by }: Story): Promise<object> {
  const fileId = await showFile(database, { disputeId, by });
  return { fileId, reason: "It shows a stranger.", ...face };
}

const said = (filename: string) => ({
  ...{ filename, contentType: "text/plain", byteSize: 1, sha256: sha256Of(Buffer.from("a")) },
});

/** The mutations about files. */
export const fileCases: Readonly<Record<string, ReplayCase>> = {
  createEvidenceUpload: {
    ...{ from: "EVIDENCE", by: shopper, run: createEvidenceUpload, other: { filename: "b.txt" } },
    input: () => said("a.txt"),
  },
  createEvidenceUploads: {
    ...{ from: "EVIDENCE", by: shopper, run: createEvidenceUploads, other: { files: [said("b.txt")] } },
    input: () => ({ files: [said("a.txt"), said("a.exe")] }),
  },
  completeEvidenceUploads: {
    ...{ from: "EVIDENCE", by: shopper, run: completeEvidenceUploads, other: { fileIds: [randomUUID()] } },
    input: async (story) => ({ fileIds: [await sendFile(story.factory.as(story.shopper), story.disputeId)] }),
  },
  completeEvidenceUpload: {
    ...{ from: "EVIDENCE", by: shopper, run: completeEvidenceUpload },
    input: async (story) => ({ fileId: await sendFile(story.factory.as(story.shopper), story.disputeId) }),
  },
  redactEvidence: { from: "REBUTTAL", by: mediator, run: redactEvidence, input: pictured },
  cancelEvidenceUpload: {
    ...{ from: "EVIDENCE", by: shopper, run: cancelEvidenceUpload },
    input: async (story) => ({
      fileId: await announceFile(story.factory.as(story.shopper), story.disputeId),
    }),
  },
  exportDossier: {
    ...{ from: "EVIDENCE", by: shopper, run: exportDossier, other: { language: "ZH" } },
    input: () => ({ language: "EN" }),
  },
};

/** The mutations about evidence. What prepares a draft changes no version, and so has another change than a stale one. */
export const evidenceCases: Readonly<Record<string, ReplayCase>> = {
  requestEvidence: {
    ...{ from: "IN_REVIEW", by: mediator, run: requestEvidence },
    input: () => ({ text: "Show it.", demands }),
  },
  saveEvidenceDraft: {
    ...{ from: "EVIDENCE", by: shopper, run: saveEvidenceDraft, other: { narrative: "Another." } },
    input: () => saying("It arrived open."),
  },
  discardEvidenceDraft: {
    ...{ from: "EVIDENCE", by: shopper, run: discardEvidenceDraft, other: { itemId: randomUUID() } },
    input: prepared,
  },
  submitEvidence: { from: "EVIDENCE", by: shopper, run: submitEvidence, input: prepared },
  attachEvidence: {
    ...{ from: "EVIDENCE", by: () => machine, run: attachEvidence },
    input: () => ({ ...saying("Left at the door."), source: "CARRIER", lateGround: null }),
  },
  withdrawEvidence: {
    ...{ from: "EVIDENCE", by: shopper, run: withdrawEvidence },
    input: async (story) => ({ itemId: await story.evidence.handIn(story.shopper, "It arrived open.") }),
  },
  completeEvidence: { from: "EVIDENCE", by: merchant, run: completeEvidence, input: () => ({}) },
  extendEvidence: {
    ...{ from: "EVIDENCE", by: merchant, run: extendEvidence },
    input: () => ({ reason: "The photographer is ill." }),
  },
  waiveSlot: {
    ...{ from: "EVIDENCE", by: mediator, run: waiveSlot },
    input: () => ({ side: "SHOPPER", slot: "PHOTO_OF_PACKAGE", reason: "It is thrown away." }),
  },
  rebutEvidence: { from: "REBUTTAL", by: shopper, run: rebutEvidence, input: () => ({}) },
  admitEvidence: {
    ...{ from: "REBUTTAL", by: mediator, input: shown },
    run: (context, input) => decideOnEvidence(context, "admitEvidence", input),
  },
  excludeEvidence: {
    ...{ from: "REBUTTAL", by: mediator, input: shown },
    run: (context, input) => decideOnEvidence(context, "excludeEvidence", input),
  },
};
