import { Field, InputType, Int } from "type-graphql";
import {
  TrackingStatus,
  type PaymentDraft,
  type ReviewDraft,
  type ShipmentDraft,
  type TrackingEventDraft,
} from "../../domain/order/order.js";
import { DateTimeScalar, DecimalScalar } from "../scalars/scalars.js";
import "./order.enum.js";

/** A payment that is handed in. */
@InputType({ description: "One payment of the shopper for the order." })
export class PaymentInput implements PaymentDraft {
  @Field(() => Int, { description: "1 or more, unique within the order; gaps are fine." })
  sequence!: number;

  @Field(() => String, { description: "The marketplace's word for it, e.g. credit_card." })
  method!: string;

  @Field(() => Int, { defaultValue: 0, description: "In how many parts it is paid; 0 if that is not known." })
  instalments!: number;

  @Field(() => DecimalScalar, { description: "In major units of the order's currency; 0 is fine." })
  amount!: string;

  @Field(() => DateTimeScalar, { nullable: true, defaultValue: null, description: "When it was paid." })
  paidAt!: Date | null;
}

/** A tracking event that is handed in. */
@InputType({ description: "One event on the way of a parcel." })
export class TrackingEventInput implements TrackingEventDraft {
  @Field(() => TrackingStatus, { description: "What happened." })
  status!: TrackingStatus;

  @Field(() => DateTimeScalar, { description: "When." })
  occurredAt!: Date;

  @Field(() => String, { nullable: true, defaultValue: null, description: "Where." })
  location!: string | null;

  @Field(() => String, { nullable: true, defaultValue: null, description: "The carrier's words." })
  description!: string | null;
}

/** A parcel that is handed in. */
@InputType({ description: "One parcel of one merchant of the order." })
export class ShipmentInput implements ShipmentDraft {
  @Field(() => String, { description: "Reference of a merchant that has a line in the order." })
  merchantReference!: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: "Who carries it." })
  carrier!: string | null;

  @Field(() => String, { nullable: true, defaultValue: null, description: "The carrier's number." })
  trackingNumber!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    defaultValue: null,
    description: "When the carrier got it.",
  })
  handedOverAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, defaultValue: null, description: "When it was delivered." })
  deliveredAt!: Date | null;

  @Field(() => [TrackingEventInput], { defaultValue: [], description: "What is known of its way." })
  events!: TrackingEventInput[];
}

/** A survey answer that is handed in. */
@InputType({ description: "What the shopper said in the marketplace's survey." })
export class ReviewInput implements ReviewDraft {
  @Field(() => String, { description: "Unique within the order; one survey may stand on several orders." })
  reference!: string;

  @Field(() => Int, { description: "1 (worst) to 5." })
  score!: number;

  @Field(() => String, { nullable: true, defaultValue: null, description: "The headline." })
  title!: string | null;

  @Field(() => String, { nullable: true, defaultValue: null, description: "The comment." })
  message!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    defaultValue: null,
    description: "When the survey was sent.",
  })
  askedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, defaultValue: null, description: "When it was answered." })
  answeredAt!: Date | null;
}
