import { Field, ID, ObjectType } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import type { PresentPerson } from "../../persistence/presence.store.js";
import type { PresenceDelivery } from "../../services/stream/follow-presence.js";
import { toGlobalId } from "../global-id.js";
import "../party/role.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Somebody who has a case open. */
@ObjectType("PresentPerson", {
  description: "Somebody of the platform's staff who has a case open.",
  simpleResolvers: true,
})
export class PresentPersonType implements Omit<PresentPerson, "id"> {
  @Field(() => Role, { description: "In which role." })
  role!: Role;

  @Field(() => String, {
    nullable: true,
    description: "The name that the sides see too; null where the role has no public names.",
  })
  publicName!: string | null;

  @Field(() => DateTimeScalar, {
    description: "Since when, in real time, whatever the platform's clock says.",
  })
  since!: string;
}

/** Who has a case open. */
@ObjectType("CasePresence", {
  description: "Who else of the platform's staff has a case open.",
  simpleResolvers: true,
})
export class CasePresenceType {
  @Field(() => ID, { description: "The dispute." })
  readonly disputeId: string;

  @Field(() => [PresentPersonType], {
    description: "Each person once, whoever came first before; not oneself.",
  })
  readonly people: readonly PresentPerson[];

  constructor({ disputeId, people }: PresenceDelivery) {
    this.disputeId = toGlobalId("Dispute", disputeId);
    this.people = people;
  }
}
