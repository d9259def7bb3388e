import { Field } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import {
  ObligationCondition,
  ObligationKind,
  ObligationParty,
  ObligationStatus,
} from "../../domain/obligation/obligation.js";
import "./obligation.enum.js";
import "../party/role.enum.js";
import { MoneyType } from "../money.type.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** An obligation. */
@ReadObjectType(
  "Obligation",
  "One thing that somebody must do because it was agreed or ruled: one owner, one due time.",
)
export class ObligationType {
  @Field(() => ObligationKind, { description: "What is to be done." })
  kind!: string;

  @Field(() => ObligationParty, { description: "Who must do it." })
  owner!: string;

  @Field(() => Side, { description: "For whom." })
  beneficiary!: string;

  @Field(() => MoneyType, { description: "How much; zero where it is an act." })
  amount!: MoneyType;

  @Field(() => ObligationCondition, {
    nullable: true,
    description: "What must have happened first; null if nothing.",
  })
  condition!: string | null;

  @Field(() => ObligationStatus, { description: "How far it has come." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "Until when it must be done." })
  dueAt!: string;

  @Field(() => typeNamed("OrderLine"), { description: "The order line that it concerns." })
  orderLine!: object;

  @Field(() => typeNamed("Dispute"), { description: "The dispute that it comes from." })
  dispute!: object;
}
