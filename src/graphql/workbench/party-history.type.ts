import { Field, ID, Int, ObjectType } from "type-graphql";
import { DisputeOutcome } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import type { EarlierDispute, PartyHistory } from "../../persistence/earlier-disputes.store.js";
import "../dispute/dispute.enum.js";
import "../dispute/terms.enum.js";
import { toGlobalId } from "../global-id.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** How many earlier disputes ended alike. */
@ObjectType("OutcomeCount", { description: "How many disputes have an outcome.", simpleResolvers: true })
export class OutcomeCountType {
  @Field(() => DisputeOutcome, {
    nullable: true,
    description: "The outcome; null for those that have none yet.",
  })
  outcome!: DisputeOutcome | null;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

/** A dispute that a side had before. */
@ObjectType("EarlierDispute", {
  description:
    "A dispute that a side had before. Who the other side was, and what was said, is not told; whoever may see the dispute itself gets " +
    "its id and number.",
  simpleResolvers: true,
})
export class EarlierDisputeType {
  @Field(() => ID, { nullable: true, description: "Null where the viewer may not see the dispute itself." })
  readonly disputeId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Null where the viewer may not see the dispute itself.",
  })
  readonly number: string | null;

  @Field(() => String, { description: "Code of the reason that was given." })
  readonly reason: string;

  @Field(() => DisputeOutcome, { nullable: true, description: "How it ended; null while that is not known." })
  readonly outcome: DisputeOutcome | null;

  @Field(() => RemedyKind, { description: "What was asked for." })
  readonly remedy: RemedyKind;

  @Field(() => MoneyType, { description: "How much was claimed." })
  readonly claimed: MoneyFields;

  @Field(() => MoneyType, {
    nullable: true,
    description: "How much the latest ruling awards; null without one.",
  })
  readonly awarded: MoneyFields | null;

  @Field(() => Boolean, { description: "Whether both sides were the same as in the case at hand." })
  readonly samePair: boolean;

  @Field(() => DateTimeScalar, { description: "When it was opened." })
  readonly openedAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was closed." })
  readonly closedAt: string | null;

  constructor(earlier: EarlierDispute) {
    const { currency, claimedMinor, awardedMinor } = earlier;
    this.disputeId = earlier.id === null ? null : toGlobalId("Dispute", earlier.id);
    this.number = earlier.number;
    this.reason = earlier.reason;
    this.outcome = earlier.outcome;
    this.remedy = earlier.remedy;
    this.claimed = moneyOf({ minor: BigInt(claimedMinor), currency });
    this.awarded = awardedMinor === null ? null : moneyOf({ minor: BigInt(awardedMinor), currency });
    this.samePair = earlier.samePair;
    this.openedAt = earlier.openedAt;
    this.closedAt = earlier.closedAt;
  }
}

/** What a side had before. */
@ObjectType("PartyHistory", {
  description: "What a side had on the platform before the case at hand was opened.",
  simpleResolvers: true,
})
export class PartyHistoryType {
  @Field(() => Int, { description: "How many disputes it had." })
  readonly count: number;

  @Field(() => [OutcomeCountType], { description: "The same by outcome, largest number first." })
  readonly outcomes: PartyHistory["outcomes"];

  @Field(() => [EarlierDisputeType], { description: "The newest of them, at most 10." })
  readonly latest: readonly EarlierDisputeType[];

  constructor({ outcomes, latest }: PartyHistory) {
    this.count = outcomes.reduce((sum, { count }) => sum + count, 0);
    this.outcomes = outcomes;
    this.latest = latest.map((earlier) => new EarlierDisputeType(earlier));
  }
}
