import { Field } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { MessageChannel } from "../../domain/dispute/event.js";
import "../party/role.enum.js";
import "./terms.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A message. */
@ReadObjectType("Message", "Something that somebody wrote in a dispute.")
export class MessageType {
  @Field(() => MessageChannel, { description: "Who reads it." })
  channel!: string;

  @Field(() => Role, { description: "The role in which it was written." })
  authorRole!: string;

  @Field(() => String, { description: "What was written; empty once it was erased." })
  text!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  sentAt!: string;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that it belongs to." })
  dispute!: object;
}
