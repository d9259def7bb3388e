import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { MutationInput } from "./api-client.js";

const item = () => ({ itemId: toGlobalId("EvidenceItem", randomUUID()) });
const file = () => ({ fileId: toGlobalId("EvidenceFile", randomUUID()) });
const region = { x: 0, y: 0, width: 1, height: 1 };
const slot = { side: "SHOPPER", slot: "PHOTO_OF_PACKAGE" };

/** Well-formed inputs of the mutations about evidence and its keeping, but for the dispute. */
export const evidenceInputs: Readonly<Record<string, () => MutationInput>> = {
  createEvidenceUpload: () => ({
    ...{ filename: "a.txt", contentType: "text/plain", byteSize: 1, sha256: "0".repeat(64) },
  }),
  createEvidenceUploads: () => ({
    files: [{ filename: "a.txt", contentType: "text/plain", byteSize: 1, sha256: "0".repeat(64) }],
  }),
  completeEvidenceUploads: () => ({ fileIds: [file().fileId] }),
  exportDossier: () => ({ language: "EN" }),
  completeEvidenceUpload: file,
  cancelEvidenceUpload: file,
  requestEvidence: () => ({ text: "Show it.", slots: [slot] }),
  saveEvidenceDraft: () => ({ slot: "OTHER", narrative: "It arrived open." }),
  discardEvidenceDraft: item,
  submitEvidence: item,
  attachEvidence: () => ({ source: "CARRIER", slot: "CARRIER_STATEMENT", narrative: "Left at the door." }),
  withdrawEvidence: item,
  completeEvidence: () => ({}),
  extendEvidence: () => ({ reason: "The photographer is ill." }),
  waiveSlot: () => ({ ...slot, reason: "It is thrown away." }),
  rebutEvidence: () => ({}),
  admitEvidence: () => ({ ...item(), reason: "It is fair." }),
  redactEvidence: () => ({ ...file(), reason: "It shows a stranger.", regions: [region] }),
  placeLegalHold: () => ({ reason: "A court asked." }),
  liftLegalHold: () => ({ reason: "The court is done." }),
  requestErasure: () => ({}),
  excludeEvidence: () => ({ ...item(), reason: "It is not fair." }),
};
