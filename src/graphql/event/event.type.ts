import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Int } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { Audience } from "../../domain/dispute/event.js";
import "../party/role.enum.js";
import { EventTypeEnum } from "./event.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** An event of a dispute's log. */
@ReadObjectType(
  "DisputeEvent",
  "One entry of a dispute's log. Each change of a dispute adds exactly one; none is ever changed or removed.",
)
export class DisputeEventType {
  @Field(() => Int, {
    description:
      "The event's number in the viewer's own counting, from 1 and without gaps: what one may not see leaves none.",
  })
  sequence!: number;

  @Field(() => EventTypeEnum, { description: "What happened." })
  type!: string;

  @Field(() => Role, { description: "Who did it; `SYSTEM` where the clock did." })
  actorRole!: string;

  @Field(() => Audience, { description: "For whom the event is meant." })
  audience!: string;

  @Field(() => String, { nullable: true, description: "Code of the clause that an automatic act rests on." })
  clause!: string | null;

  @Field(() => DateTimeScalar, { description: "When." })
  occurredAt!: string;

  @Field(() => GraphQLJSONObject, {
    description:
      "What happened in detail. Its shape depends on `type`; ids in it are bare UUIDs, amounts minor units.",
  })
  payload!: object;

  @Field(() => String, {
    nullable: true,
    description:
      "The hash that chains the event to the one before. Only staff see it, for only they see the whole chain.",
  })
  hash!: string | null;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that it belongs to." })
  dispute!: object;
}
