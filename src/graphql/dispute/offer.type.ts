import { Field } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { OfferStatus } from "../../domain/dispute/dispute.js";
import { RemedyItemType } from "./remedy-item.type.js";
import "../party/role.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** An offer. */
@ReadObjectType(
  "Offer",
  "One side's terms for settling the dispute: open until it is answered, replaced or expired. Silence is a decline, never an acceptance.",
)
export class OfferType {
  @Field(() => Side, { description: "Who offers." })
  side!: string;

  @Field(() => OfferStatus, { description: "What has become of it." })
  status!: string;

  @Field(() => [RemedyItemType], { description: "What would be done for which order line." })
  terms!: RemedyItemType[];

  @Field(() => String, {
    description: "SHA-256 of the terms. Who accepts sends it along, so that both mean the same terms.",
  })
  termsHash!: string;

  @Field(() => String, { nullable: true, description: "A word with the offer." })
  message!: string | null;

  @Field(() => DateTimeScalar, { description: "When it was made." })
  madeAt!: string;

  @Field(() => DateTimeScalar, { description: "Until when it can be accepted." })
  expiresAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was answered, replaced or expired; null while it is open.",
  })
  decidedAt!: string | null;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that it would settle." })
  dispute!: object;
}
