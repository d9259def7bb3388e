import { Field } from "type-graphql";
import { TrackingStatus } from "../../domain/order/order.js";
import "./order.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A tracking event. */
@ReadObjectType("TrackingEvent", "One event on the way of a parcel, as the carrier reported it.")
export class TrackingEventType {
  @Field(() => TrackingStatus, { description: "What happened." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  occurredAt!: string;

  @Field(() => String, { nullable: true, description: "Where." })
  location!: string | null;

  @Field(() => String, { nullable: true, description: "The carrier's own words." })
  description!: string | null;
}

/** A shipment. */
@ReadObjectType("Shipment", "One parcel of one merchant of an order.")
export class ShipmentType {
  @Field(() => String, { nullable: true, description: "Who carries it." })
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: "The carrier's number of the parcel." })
  trackingNumber!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the carrier got it." })
  handedOverAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was delivered." })
  deliveredAt!: string | null;

  @Field(() => typeNamed("Merchant"), { description: "Who sent it." })
  merchant!: object;

  @Field(() => [TrackingEventType], { description: "What happened on the way, oldest first." })
  trackingEvents!: TrackingEventType[];
}
