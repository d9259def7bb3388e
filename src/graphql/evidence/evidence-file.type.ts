import { Field, Int } from "type-graphql";
import { Role, Side } from "../../domain/access/viewer.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { connectionOf } from "../connection/connection.type.js";
import { ConnectionField, ReadObjectType, typeNamed } from "../object-type.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import type { CustodyEntryType } from "./custody.type.js";
import "./evidence-file.enum.js";
import { EvidenceRedactionType } from "./evidence-redaction.type.js";

/** The copy of a file that others get. */
@ReadObjectType(
  "SharedCopy",
  "The copy of a file that others than its side get: made anew, without metadata and what else must not be passed on.",
  { node: false },
)
export class SharedCopyType {
  @Field(() => String, { description: "Media type of the copy." })
  contentType!: string;

  @Field(() => Int, { description: "Bytes of the copy." })
  byteSize!: number;

  @Field(() => String, { description: "SHA-256 of the copy, 64 hexadecimal digits." })
  sha256!: string;
}

const urlNote =
  "Good for the viewer alone and for a short time (`evidenceLimits`); it is relative to the API's address unless the " +
  "platform has a public one. Opening it is recorded.";

/** A file of evidence. */
@ReadObjectType(
  "EvidenceFile",
  "A file that was handed in. Its side alone knows of it until an item with it is exchanged.",
)
export class EvidenceFileType {
  @Field(() => typeNamed("Dispute"), { description: "The dispute that it was handed in for." })
  dispute!: object;

  @Field(() => Side, { nullable: true, description: "Whose file it is; null if of no side." })
  side!: string | null;

  @Field(() => Role, { description: "The role of whoever handed it in." })
  uploaderRole!: string;

  @Field(() => String, {
    description:
      "Its name, cleaned for display; it says nothing about the content. `erased` once it was erased.",
  })
  filename!: string;

  @Field(() => String, { description: "The media type that the uploader said." })
  declaredType!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The media type that the content has; null until it was examined, or if it has none that is known.",
  })
  contentType!: string | null;

  @Field(() => Int, {
    description:
      "Bytes of the file as it was handed in. Of a redacted copy: its own, and until it is made those of what it is made of.",
  })
  byteSize!: number;

  @Field(() => String, {
    description:
      "SHA-256 of the file as it was handed in, 64 hexadecimal digits. Of a redacted copy: its own, and until it is made that of " +
      "what it is made of.",
  })
  sha256!: string;

  @Field(() => EvidenceFileStatus, { description: "What has become of it." })
  status!: string;

  @Field(() => [String], {
    description:
      "What the examination found, as stable codes such as `LOCATION_REMOVED`; none for an ordinary file.",
  })
  findings!: string[];

  @Field(() => SharedCopyType, {
    nullable: true,
    description: "The copy that others get; null if there is none or it is not examined.",
  })
  shared!: SharedCopyType | null;

  @Field(() => typeNamed("EvidenceFile"), {
    nullable: true,
    description:
      "The file that this copy was made of by removing parts; null for a file as it was handed in. Its name and SHA-256 stay " +
      "known, and items vouch for them by their `contentHash`, even when the file itself is gone.",
  })
  redactionOf!: object | null;

  @Field(() => EvidenceRedactionType, {
    nullable: true,
    description: "What was removed in this copy, and why; null for a file as it was handed in.",
  })
  redaction!: EvidenceRedactionType | null;

  @Field(() => typeNamed("EvidenceFile"), {
    nullable: true,
    description:
      "The copy with parts removed that stands in the place of this file, if any. Items show it instead, and the file as it was " +
      "is opened by mediators and the auditor alone.",
  })
  redactedBy!: object | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where the viewer gets the file: the original for its side and for staff, for others what is meant for them. Null " +
      `if the viewer cannot open it. ${urlNote}`,
  })
  downloadUrl!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where the viewer gets the copy that others get; null if there is none. ${urlNote}`,
  })
  sharedDownloadUrl!: string | null;

  @Field(() => DateTimeScalar, { description: "When the upload was announced." })
  createdAt!: string;

  @Field(() => DateTimeScalar, { description: "Until when the bytes can be sent." })
  expiresAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was complete; null until then." })
  receivedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was examined; null until then." })
  examinedAt!: string | null;

  @ConnectionField(
    () => connectionOf("CustodyEntry"),
    "What happened to it in the platform's custody, oldest first: a side learns what was done for its safety, what it did " +
      "itself, and who opened the side's own files, of the other side only while no evidence round is sealed.",
  )
  custody!: { readonly nodes: readonly CustodyEntryType[] };
}
