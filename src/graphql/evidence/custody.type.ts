import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Int } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { ReadObjectType } from "../object-type.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./custody.enum.js";
import "./evidence-file.enum.js";

const placeNote =
  "For the platform's staff, null for others: the chain runs over the files of both sides, and would tell one what the other keeps sealed. A side's dossier has a chain of its own.";

/** One act of custody. */
@ReadObjectType(
  "CustodyEntry",
  "Something that happened to a file in the platform's custody. Entries are added and never changed; each is chained to " +
    "the one before, and to where the dispute's own log ended then.",
  { node: false },
)
export class CustodyEntryType {
  @Field(() => CustodyAct, { description: "What happened." })
  act!: string;

  @Field(() => Role, { description: "Who did it; `SYSTEM` where the platform did." })
  actorRole!: string;

  @Field(() => String, {
    nullable: true,
    description: "The bare UUID of who did it; null for all but the platform's staff.",
  })
  actorId!: string | null;

  @Field(() => DateTimeScalar, { description: "When." })
  occurredAt!: string;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 that was found: of the file when it was hashed, of the copy when one was made.",
  })
  sha256!: string | null;

  @Field(() => Int, { nullable: true, description: "Bytes that arrived, or of the copy that was made." })
  byteSize!: number | null;

  @Field(() => String, { nullable: true, description: "Media type that was found, or of the copy." })
  contentType!: string | null;

  @Field(() => EvidenceFileStatus, {
    nullable: true,
    description: "What the examination made of it; null for other acts.",
  })
  status!: string | null;

  @Field(() => [String], { description: "What an examination or a virus scanner found, as stable codes." })
  findings!: string[];

  @Field(() => FileCopy, { nullable: true, description: "Which copy was opened; null for other acts." })
  copy!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `Its number in the custody log of the dispute, from 1. ${placeNote}`,
  })
  sequence!: number | null;

  @Field(() => String, {
    nullable: true,
    description: `SHA-256 (hex) that covers all that the entry says and the hash before. ${placeNote}`,
  })
  hash!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The hash of the entry before, or of the beginning of the chain. ${placeNote}`,
  })
  previousHash!: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      "All that was recorded of the act, as its hash covers it; null for all but the platform's staff.",
  })
  detail!: object | null;
}

/** The end of a custody log. */
@ReadObjectType("CustodyEnd", "Where the custody log of a dispute ends.", { node: false })
export class CustodyEndType {
  @Field(() => Int, { description: "How many entries there are." })
  sequence!: number;

  @Field(() => String, { description: "The hash of the last entry: it proves all before it." })
  hash!: string;
}
