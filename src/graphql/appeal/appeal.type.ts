import { Field, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { AppealGround, AppealOutcome, AppealStatus } from "../../domain/ruling/appeal.js";
import { FaultParty, RulingOutcome } from "../../domain/ruling/ruling.js";
import "../dispute/terms.enum.js";
import { MoneyType } from "../money.type.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import "../ruling/ruling.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./appeal.enum.js";

/** A share of the fault before and after. */
@ReadObjectType("FaultShareChange", "One party's share of the fault before and after the appeal.", {
  node: false,
})
export class FaultShareChangeType {
  @Field(() => FaultParty, { description: "The party." })
  party!: string;

  @Field(() => Int, { description: "Basis points in the first ruling; 0 where it had none." })
  before!: number;

  @Field(() => Int, { description: "Basis points in the ruling of the appeal; 0 where it has none." })
  after!: number;
}

/** A remedy before and after. */
@ReadObjectType(
  "RemedyChange",
  "A remedy before and after the appeal. Several of one kind for one order line are summed.",
  {
    node: false,
  },
)
export class RemedyChangeType {
  @Field(() => RemedyKind, { description: "What it is." })
  kind!: string;

  @Field(() => typeNamed("OrderLine"), { description: "The order line that it concerns." })
  orderLine!: object;

  @Field(() => MoneyType, {
    nullable: true,
    description: "How much the first ruling ordered, zero for an act; null where it was added.",
  })
  before!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "How much the ruling of the appeal orders, zero for an act; null where it was removed.",
  })
  after!: MoneyType | null;
}

/** What the ruling of an appeal changes. */
@ReadObjectType(
  "AppealChanges",
  "What the ruling of an appeal changes of the first one. What is the same is left out.",
  { node: false },
)
export class AppealChangesType {
  @Field(() => RulingOutcome, { description: "The outcome of the first ruling." })
  outcomeBefore!: string;

  @Field(() => RulingOutcome, { description: "The outcome of the ruling of the appeal." })
  outcomeAfter!: string;

  @Field(() => [FaultShareChangeType], { description: "The shares of the fault that changed." })
  faultShares!: FaultShareChangeType[];

  @Field(() => [RemedyChangeType], { description: "The remedies that were added, removed or changed." })
  remedies!: RemedyChangeType[];
}

/** An appeal. */
@ReadObjectType(
  "Appeal",
  "One side's appeal against one ruling, or against a declaration of inadmissibility. Where both sides appeal, they are decided together.",
  { node: false },
)
export class AppealType {
  @Field(() => Side, { description: "Which side appealed." })
  side!: string;

  @Field(() => [AppealGround], { description: "Why." })
  grounds!: string[];

  @Field(() => String, { description: "What is wrong with the ruling, in the words of the side." })
  statement!: string;

  @Field(() => [typeNamed("OrderLine")], {
    description:
      "The order lines of which the remedies are disputed; empty where the whole ruling is. What was ruled for the other " +
      "lines is owed at once.",
  })
  orderLines!: object[];

  @Field(() => [typeNamed("EvidenceItem")], {
    description: "The items that the appeal rests on as new, as far as the viewer may see them.",
  })
  evidence!: object[];

  @Field(() => AppealStatus, { description: "What has become of it." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "When it was filed." })
  filedAt!: string;

  @Field(() => DateTimeScalar, {
    description: "Until when the other side may answer. Nobody decides before, unless it has answered.",
  })
  answerUntil!: string;

  @Field(() => String, { nullable: true, description: "The other side's answer; null while there is none." })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was answered." })
  answeredAt!: string | null;

  @Field(() => AppealOutcome, { nullable: true, description: "What was decided; null while nothing is." })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was decided so." })
  reasons!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided." })
  decidedAt!: string | null;

  @Field(() => typeNamed("Mediator"), { nullable: true, description: "Who decided; never who ruled." })
  decidedBy!: object | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when the other side may join with an appeal of its own; null in appeals of old.",
  })
  joinUntil!: string | null;

  @Field(() => typeNamed("Ruling"), {
    nullable: true,
    description:
      "The ruling appealed against; null where the appeal is against a declaration of inadmissibility.",
  })
  ruling!: object | null;

  @Field(() => typeNamed("Ruling"), {
    nullable: true,
    description:
      "The ruling that stands in its place; null where none does. Nobody can appeal against that one.",
  })
  newRuling!: object | null;

  @Field(() => AppealChangesType, {
    nullable: true,
    description: "What `newRuling` changes; null where there is none.",
  })
  changes!: AppealChangesType | null;
}
