import { Field } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { ProposalStatus } from "../../domain/dispute/proposal.js";
import { describeEnum } from "../described-enum.js";
import "../party/role.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { RemedyItemType } from "./remedy-item.type.js";

describeEnum("ProposalStatus", ProposalStatus, "What has become of a mediator's proposal.", {
  ACCEPTED: "Both sides accepted it: the dispute is settled.",
  DECLINED: "A side declined it.",
  EXPIRED: "Not both sides accepted it in time.",
  HALF_ACCEPTED:
    "One side has accepted it. That side and the platform's staff see so; for the other side it is `SENT`.",
  RETRACTED: "The mediator took it back.",
  SENT: "It waits for the sides.",
  SUPERSEDED: "The sides settled otherwise, or the dispute went another way, before both had answered.",
});

/** A mediator's proposal. */
@ReadObjectType(
  "Proposal",
  "A mediator's terms for settling the dispute. They bind when both sides have accepted them; silence is a decline, and " +
    "declining is never held against a side.",
)
export class ProposalType {
  @Field(() => ProposalStatus, { description: "What has become of it, as far as the viewer may know." })
  status!: string;

  @Field(() => [RemedyItemType], { description: "What would be done for which order line." })
  terms!: RemedyItemType[];

  @Field(() => String, {
    description: "SHA-256 of the terms. Who accepts sends it along, so that all mean the same terms.",
  })
  termsHash!: string;

  @Field(() => String, { description: "What the mediator tells both sides about it." })
  explanation!: string;

  @Field(() => [Side], {
    description:
      "Who has accepted. Until both have, a side sees its own acceptance alone, so that nobody gains by waiting for the other.",
  })
  acceptedBy!: string[];

  @Field(() => DateTimeScalar, { description: "When it was made." })
  proposedAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when it can be accepted: the deadline of the dispute. Null once it is over or while the dispute is suspended.",
  })
  expiresAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was accepted by both, declined, taken back, superseded or expired; null before.",
  })
  decidedAt!: string | null;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that it would settle." })
  dispute!: object;
}
