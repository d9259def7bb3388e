import { Field, Float, Int, ObjectType } from "type-graphql";
import { acceptedTypes, FileKind } from "../../domain/evidence/file-kinds.js";
import type { EvidenceLimits } from "../../domain/evidence/file-limits.js";
import "./evidence-file.enum.js";

/** What is taken of one kind. */
@ObjectType("EvidenceKindLimit", {
  description: "What is taken of one kind of files.",
  simpleResolvers: true,
})
export class EvidenceKindLimitType {
  @Field(() => FileKind, { description: "The kind." })
  readonly kind: FileKind;

  @Field(() => [String], { description: "The media types that are taken." })
  readonly contentTypes: readonly string[];

  @Field(() => Int, { description: "Bytes that one file may have." })
  readonly maximumBytes: number;

  constructor(kind: FileKind, { fileBytes }: EvidenceLimits) {
    this.kind = kind;
    this.contentTypes = acceptedTypes[kind];
    this.maximumBytes = fileBytes[kind];
  }
}

/** How much may be handed in. */
@ObjectType("EvidenceLimits", { description: "What may be handed in, and how much.", simpleResolvers: true })
export class EvidenceLimitsType {
  @Field(() => [EvidenceKindLimitType], { description: "What is taken, by kind." })
  readonly kinds: readonly EvidenceKindLimitType[];

  @Field(() => Int, {
    description: "Files that a side may have in one dispute, unfinished uploads among them.",
  })
  readonly sideFiles: number;

  @Field(() => Float, { description: "Bytes that these may have together; a whole number." })
  readonly sideBytes: number;

  @Field(() => Int, {
    description: "Files that one call of `createEvidenceUploads` or `completeEvidenceUploads` can be about.",
  })
  readonly filesPerCall: number;

  @Field(() => Int, { description: "Seconds in which an upload has to be completed." })
  readonly uploadSeconds: number;

  @Field(() => Int, { description: "Seconds for which the address of a download is good." })
  readonly downloadSeconds: number;

  constructor(limits: EvidenceLimits) {
    this.kinds = Object.values(FileKind).map((kind) => new EvidenceKindLimitType(kind, limits));
    this.sideFiles = limits.sideFiles;
    this.sideBytes = limits.sideBytes;
    this.filesPerCall = limits.filesPerCall;
    this.uploadSeconds = limits.uploadMs / 1_000;
    this.downloadSeconds = limits.downloadMs / 1_000;
  }
}
