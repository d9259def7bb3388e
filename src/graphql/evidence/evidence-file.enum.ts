import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { FileKind } from "../../domain/evidence/file-kinds.js";
import { describeEnum } from "../described-enum.js";

describeEnum("EvidenceFileStatus", EvidenceFileStatus, "What has become of a file that was handed in.", {
  ACCEPTED: "Whole and safe; nothing had to be removed.",
  ERASED: "Its bytes were made unreadable for good; that it existed, and its hash, stay on record.",
  EXAMINING:
    "Whole and verified; the safety examination is under way, or a redacted copy is being made. Ask again in a moment.",
  EXPIRED: "The upload was not completed in time, or was cancelled.",
  QUARANTINED: "Dangerous: kept sealed, opened by nobody. Hand in something else.",
  REJECTED:
    "Unusable or of a kind that is not taken, or a redacted copy that could not be made; `findings` say why. Its bytes are gone.",
  SANITISED:
    "Safe in the copy that others get, from which something was removed; the original stays sealed. Or a redacted copy itself.",
  UPLOADING: "Its bytes are awaited until `expiresAt`.",
});

describeEnum("FileKind", FileKind, "A kind of files, with a limit of its own.", {
  AUDIO: "Recordings of sound.",
  DOCUMENT: "PDF, word processor, spreadsheet.",
  IMAGE: "Photos and other pictures.",
  TEXT: "Plain text, CSV, e-mail.",
  VIDEO: "Recordings of moving pictures.",
});
