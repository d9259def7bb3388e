import { always, columns, expression, toOne, type ReadField, type ReadType } from "../read-type.js";
import { custodyOfFile } from "./custody.map.js";
import { evidenceFileVisible } from "../visibility.js";

/** Which addresses the viewer gets is decided by the function that also guards the downloads. */
const address: ReadField = {
  kind: "computed",
  needs: {
    $id: (row) => `${row}.id`,
    $status: (row) => `${row}.status`,
    $side: (row) => `${row}.side`,
    $uploaderId: (row) => `${row}.uploader_id`,
    $hasShared: (row) => `${row}.shared_address IS NOT NULL`,
    $isRedaction: (row) => `${row}.redaction_of IS NOT NULL`,
    $isRedacted: (row) => `${row}.redacted_by IS NOT NULL`,
  },
};

/** Parts that were removed, none of a kind that the file does not have. */
function partsOf(name: string): ReadField {
  return expression((row) => `coalesce(${row}.redaction -> '${name}', '[]')`);
}

/** How files of evidence are read. */
export const evidenceFileTypes: readonly ReadType[] = [
  {
    name: "EvidenceFile",
    table: "evidence_file",
    visible: evidenceFileVisible,
    fields: {
      ...columns(
        "id",
        "side",
        "uploaderRole",
        "filename",
        "declaredType",
        "contentType",
        "byteSize",
        "sha256",
      ),
      ...columns("status", "findings", "createdAt", "expiresAt", "receivedAt", "examinedAt"),
      dispute: toOne("Dispute", "dispute_id", always),
      shared: { kind: "embedded", type: "SharedCopy", present: (row) => `${row}.shared_address IS NOT NULL` },
      custody: custodyOfFile,
      redactionOf: toOne("EvidenceFile", "redaction_of"),
      redactedBy: toOne("EvidenceFile", "redacted_by"),
      redaction: {
        kind: "embedded",
        type: "EvidenceRedaction",
        present: (row) => `${row}.redaction IS NOT NULL`,
      },
      downloadUrl: address,
      sharedDownloadUrl: address,
    },
  },
  {
    name: "EvidenceRedaction",
    fields: {
      kind: expression((row) => `${row}.redaction ->> 'kind'`),
      reason: expression((row) => `${row}.redaction ->> 'reason'`),
      role: expression((row) => `${row}.redaction #>> '{by,role}'`),
      regions: partsOf("regions"),
      spans: partsOf("spans"),
      passages: partsOf("passages"),
    },
  },
  {
    name: "SharedCopy",
    fields: {
      contentType: expression((row) => `${row}.shared_type`),
      byteSize: expression((row) => `${row}.shared_byte_size`),
      sha256: expression((row) => `${row}.shared_sha256`),
    },
  },
];
