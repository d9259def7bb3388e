/**
 * What the safety examination can find in a file, as stable codes. A code may be followed by a colon and a detail
 * (`VIRUS_FOUND:Eicar-Signature`). docs/evidence-safety.md says which kind of file leads to which treatment.
 */
export const FileFinding = {
  /** It is an archive: what is in it cannot be examined for sure. */
  ARCHIVE: "ARCHIVE",
  /** It names the owner of the camera, as its maker has it do by itself; the copy for others does not. */
  CAMERA_OWNER_REMOVED: "CAMERA_OWNER_REMOVED",
  /** The date at which it was taken, as it says itself, lies in the future. */
  DATE_IN_FUTURE: "DATE_IN_FUTURE",
  /** The e-mail has attachments. */
  EMAIL_ATTACHMENT: "EMAIL_ATTACHMENT",
  /** An attachment of the e-mail is a program, a script or an archive. */
  EMAIL_ATTACHMENT_DANGEROUS: "EMAIL_ATTACHMENT_DANGEROUS",
  /** It is named as an e-mail and has no header of one. */
  EMAIL_BROKEN: "EMAIL_BROKEN",
  /** It has no bytes. */
  EMPTY: "EMPTY",
  /** The examination failed; the file is not usable for the tools that read it. */
  EXAMINATION_FAILED: "EXAMINATION_FAILED",
  /** The examination needed more memory than it may have. */
  EXAMINATION_OUT_OF_MEMORY: "EXAMINATION_OUT_OF_MEMORY",
  /** The examination took longer than it may. */
  EXAMINATION_TIMED_OUT: "EXAMINATION_TIMED_OUT",
  /** Its content is a program. */
  EXECUTABLE: "EXECUTABLE",
  /** Its name is that of a program or script. */
  EXECUTABLE_NAME: "EXECUTABLE_NAME",
  /** The picture is not whole: it cannot be decoded to its end. */
  IMAGE_BROKEN: "IMAGE_BROKEN",
  /** The picture has more pixels, over all its frames, than are taken. */
  IMAGE_TOO_LARGE: "IMAGE_TOO_LARGE",
  /** It says where it was taken; the copy for others does not. */
  LOCATION_REMOVED: "LOCATION_REMOVED",
  /** Its content is HTML, SVG or XML, which a browser might run. */
  MARKUP: "MARKUP",
  /** Markup was hidden in its metadata; the copy for others has none. */
  MARKUP_REMOVED: "MARKUP_REMOVED",
  /** The recording has no track that can be read to its end. */
  MEDIA_BROKEN: "MEDIA_BROKEN",
  /** Metadata that inflate beyond all measure were left out of the copy for others. */
  METADATA_BOMB_REMOVED: "METADATA_BOMB_REMOVED",
  /** Metadata (an author's name, say) could not be removed: others see the file as it is. */
  METADATA_KEPT: "METADATA_KEPT",
  /** Metadata were left out of the copy for others. */
  METADATA_REMOVED: "METADATA_REMOVED",
  /** The office file cannot be read. */
  OFFICE_BROKEN: "OFFICE_BROKEN",
  /** The office file holds an object of another program. */
  OFFICE_EMBEDDED_OBJECT: "OFFICE_EMBEDDED_OBJECT",
  /** The office file loads a template, frame or object from elsewhere. */
  OFFICE_EXTERNAL_CONTENT: "OFFICE_EXTERNAL_CONTENT",
  /** The office file holds a macro. */
  OFFICE_MACRO: "OFFICE_MACRO",
  /** It names its author, as somebody entered it; the copy for others does not. */
  OWNER_REMOVED: "OWNER_REMOVED",
  /** The PDF plays media or runs what a viewer might execute. */
  PDF_ACTIVE_CONTENT: "PDF_ACTIVE_CONTENT",
  /** A file embedded in the PDF is a program, a script, an archive, or cannot be read. */
  PDF_ATTACHMENT_DANGEROUS: "PDF_ATTACHMENT_DANGEROUS",
  /** Files are embedded in the PDF; the copy for others has none. */
  PDF_ATTACHMENT_REMOVED: "PDF_ATTACHMENT_REMOVED",
  /** The PDF is not well-formed: no table of its objects, no pages, or it ends early. */
  PDF_BROKEN: "PDF_BROKEN",
  /** The PDF asks for a password: its content could not be examined, and a mediator cannot read it. */
  PDF_ENCRYPTED: "PDF_ENCRYPTED",
  /** A button sends the form somewhere; in the copy for others it does nothing. */
  PDF_FORM_SUBMISSION_REMOVED: "PDF_FORM_SUBMISSION_REMOVED",
  /** The PDF starts a program. */
  PDF_LAUNCH: "PDF_LAUNCH",
  /** The PDF opens other files, imports data, or sends itself when it is opened. */
  PDF_OUTSIDE_ACTION: "PDF_OUTSIDE_ACTION",
  /** The PDF runs a script. */
  PDF_SCRIPT: "PDF_SCRIPT",
  /** The PDF is signed: the signature holds for the original, not for the copy for others. */
  PDF_SIGNED: "PDF_SIGNED",
  /** It is two kinds of file at once. */
  POLYGLOT: "POLYGLOT",
  /** A part that was to be removed does not lie in the file: nothing was removed, and there is no copy. */
  REDACTION_OUT_OF_BOUNDS: "REDACTION_OUT_OF_BOUNDS",
  /** Parts of the file cannot be removed for sure, for what it is or how it is made: there is no copy. */
  REDACTION_NOT_POSSIBLE: "REDACTION_NOT_POSSIBLE",
  /** Cells that a spreadsheet would take for formulas are plain text in the copy for others. */
  TEXT_FORMULA_NEUTRALISED: "TEXT_FORMULA_NEUTRALISED",
  /** Control, zero-width or direction characters were left out of the copy for others. */
  TEXT_HIDDEN_CHARACTERS_REMOVED: "TEXT_HIDDEN_CHARACTERS_REMOVED",
  /** It is larger than files of its kind may be for the examination. */
  TOO_LARGE: "TOO_LARGE",
  /** An archive was appended to it; the copy for others ends where it should. */
  TRAILING_ARCHIVE_REMOVED: "TRAILING_ARCHIVE_REMOVED",
  /** Bytes follow its end; they are not in the copy for others. */
  TRAILING_DATA_REMOVED: "TRAILING_DATA_REMOVED",
  /** Its name says another kind than its content has, both harmless (a WebP named .jpg). */
  TYPE_DIFFERS: "TYPE_DIFFERS",
  /** Its name or declared type says one thing and its content is another. */
  TYPE_MISMATCH: "TYPE_MISMATCH",
  /** It is of a kind that is not taken. */
  TYPE_NOT_TAKEN: "TYPE_NOT_TAKEN",
  /** What it is cannot be told. */
  TYPE_UNKNOWN: "TYPE_UNKNOWN",
  /** The virus scanner knows it; the detail is the name of the signature. */
  VIRUS_FOUND: "VIRUS_FOUND",
} as const;
export type FileFinding = (typeof FileFinding)[keyof typeof FileFinding];
