import { Field, Int, ObjectType } from "type-graphql";
import { Role, Side } from "../../domain/access/viewer.js";
import { RefusalCode } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import type { MaskedCase } from "../../domain/rehearsal/masked-case.js";
import "../dispute/dispute.enum.js";
import "../dispute/terms.enum.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import "../party/role.enum.js";

/** What {@link MaskedLineType} reads. */
interface MaskedLineFields {
  readonly number: number;
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly claimed: MoneyFields;
  readonly paid: MoneyFields;
  readonly freightPaid: MoneyFields;
}

/** A line of a masked case. */
@ObjectType("MaskedLine", { description: "A disputed line of a masked case.", simpleResolvers: true })
class MaskedLineType implements MaskedLineFields {
  @Field(() => Int, { description: "Its number in the case, from 1." })
  number!: number;

  @Field(() => String, { description: "What it is, masked." })
  title!: string;

  @Field(() => String, { nullable: true, description: "The marketplace's category." })
  category!: string | null;

  @Field(() => Int, { description: "How many." })
  quantity!: number;

  @Field(() => MoneyType, { description: "How much is claimed for it." })
  claimed!: MoneyFields;

  @Field(() => MoneyType, { description: "How much was paid for it." })
  paid!: MoneyFields;

  @Field(() => MoneyType, { description: "How much freight was paid for it." })
  freightPaid!: MoneyFields;
}

/** A parcel of a masked case. */
@ObjectType("MaskedShipment", { description: "A parcel of a masked case.", simpleResolvers: true })
class MaskedShipmentType {
  @Field(() => Int, {
    nullable: true,
    description: "Days from the purchase to the carrier; null if it was not handed over.",
  })
  handedOverOnDay!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Days from the purchase to the delivery; null if it did not arrive.",
  })
  deliveredOnDay!: number | null;
}

/** A message of a masked case. */
@ObjectType("MaskedMessage", {
  description: "What was written between the sides of a masked case.",
  simpleResolvers: true,
})
class MaskedMessageType {
  @Field(() => Role, { description: "In which role." })
  by!: string;

  @Field(() => String, { description: "The message, masked." })
  text!: string;
}

/** A piece of evidence of a masked case. */
@ObjectType("MaskedEvidence", {
  description: "Evidence of a masked case, in words alone.",
  simpleResolvers: true,
})
class MaskedEvidenceType {
  @Field(() => Side, { nullable: true, description: "Whose it is." })
  side!: Side | null;

  @Field(() => String, { description: "The type of evidence." })
  slot!: string;

  @Field(() => String, { nullable: true, description: "What its side says about it, masked." })
  narrative!: string | null;
}

/** A masked case. */
@ObjectType("MaskedCase", {
  description:
    "A past case up to its ruling, without whose it is: names, references and numbers are masked in all texts, lines go by number, " +
    "times by days from the purchase. Neither its ruling nor its mediator is told.",
  simpleResolvers: true,
})
export class MaskedCaseType {
  @Field(() => String, { description: "Code of the reason." })
  readonly reason: string;

  @Field(() => RemedyKind, { description: "What the shopper asks for." })
  readonly remedy: RemedyKind;

  @Field(() => String, { description: "What the shopper says, masked." })
  readonly statement: string;

  @Field(() => RefusalCode, { nullable: true, description: "Why the merchant refused, if it did." })
  readonly refusalCode: RefusalCode | null;

  @Field(() => String, { nullable: true, description: "What the merchant says to that, masked." })
  readonly refusalStatement: string | null;

  @Field(() => Int, { description: "Days from the purchase to the dispute." })
  readonly openedOnDay: number;

  @Field(() => [MaskedLineType], { description: "The disputed lines." })
  readonly lines: readonly MaskedLineFields[];

  @Field(() => [MaskedShipmentType], { description: "The parcels." })
  readonly shipments: MaskedCase["shipments"];

  @Field(() => [MaskedMessageType], { description: "What the sides wrote to each other." })
  readonly messages: MaskedCase["messages"];

  @Field(() => [MaskedEvidenceType], { description: "The evidence that both sides know." })
  readonly evidence: MaskedCase["evidence"];

  constructor(masked: MaskedCase) {
    const money = (minor: bigint) => moneyOf({ minor, currency: masked.currency });
    this.reason = masked.reason;
    this.remedy = masked.remedy;
    this.statement = masked.statement;
    this.refusalCode = masked.refusalCode;
    this.refusalStatement = masked.refusalStatement;
    this.openedOnDay = masked.openedOnDay;
    this.lines = masked.lines.map(({ claimedMinor, paidMinor, freightPaidMinor, ...line }) => ({
      ...line,
      ...{ claimed: money(claimedMinor), paid: money(paidMinor), freightPaid: money(freightPaidMinor) },
    }));
    this.shipments = masked.shipments;
    this.messages = masked.messages;
    this.evidence = masked.evidence;
  }
}
