import { Field, Float } from "type-graphql";
import { PauseGround } from "../../domain/clock/clock-setting.js";
import { ClockUser } from "../../domain/dispute/clock-report.js";
import { DisputeStatus } from "../../domain/dispute/dispute.js";
import { describeEnum } from "../described-enum.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./dispute.enum.js";

describeEnum("ClockUser", ClockUser, "Whose time of a dispute it is.", {
  BOTH: "Both sides had to move.",
  CARRIER: "The carrier had to move.",
  MEDIATOR: "The mediator who has the case had to move.",
  MERCHANT: "The merchant had to move.",
  PLATFORM: "The platform had to move, and nobody had the case.",
  SHOPPER: "The shopper had to move.",
});

describeEnum("PauseGround", PauseGround, "Why a clock stands still, or time was given back.", {
  INFORMATION_REQUESTED: "The merchant waits for what it asked the shopper.",
  FORCE_MAJEURE: "Whoever had to move could not be expected to.",
  PLATFORM_OUTAGE: "The platform could not be used.",
  SUSPENSION: "A mediator held the whole dispute.",
});

/** A stretch of a dispute. */
@ReadObjectType("ClockSpan", "A stretch of a dispute in which the same party had to move.", { node: false })
export class ClockSpanType {
  @Field(() => ClockUser, { description: "Who had to move." })
  party!: string;

  @Field(() => DisputeStatus, { description: "The status meanwhile." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "From when." })
  from!: string;

  @Field(() => DateTimeScalar, { description: "Until when; for the last one of an open dispute: now." })
  until!: string;

  @Field(() => Float, { description: "Elapsed hours that counted; 0 while the clock stood still." })
  usedHours!: number;

  @Field(() => Float, { description: "Elapsed hours that did not count." })
  pausedHours!: number;

  @Field(() => PauseGround, { nullable: true, description: "Why the time did not count; null where it did." })
  ground!: string | null;
}

/** The time of one party. */
@ReadObjectType("ClockTotal", "How much of a dispute's time was a party's.", { node: false })
export class ClockTotalType {
  @Field(() => ClockUser, { description: "Whose; never BOTH, for time of both sides counts for each." })
  party!: string;

  @Field(() => Float, { description: "Elapsed hours that counted." })
  usedHours!: number;

  @Field(() => Float, { description: "Elapsed hours that did not count." })
  pausedHours!: number;
}

/** A pause under way. */
@ReadObjectType("ClockPause", "A pause under way.", { node: false })
export class ClockPauseType {
  @Field(() => PauseGround, { description: "Why." })
  ground!: string;

  @Field(() => String, { nullable: true, description: "Code of the clause that it rests on." })
  clause!: string | null;

  @Field(() => DateTimeScalar, { description: "From when on no time is used." })
  pausedAt!: string;

  @Field(() => DateTimeScalar, { description: "When the clock will go on, as far as one can say." })
  endsAt!: string;

  @Field(() => Float, {
    description: "Hours that will be left then: elapsed or business hours, as the rule of the clock counts.",
  })
  remainingHours!: number;
}

/** Where the time went. */
@ReadObjectType(
  "ClockReport",
  "Where the time of a dispute went, worked out from its log. The spans tile the time from the opening to now, or to " +
    "the end, without gap or overlap.",
  { node: false },
)
export class ClockReportType {
  @Field(() => [ClockSpanType], { description: "Who had to move when, oldest first." })
  spans!: ClockSpanType[];

  @Field(() => [ClockTotalType], { description: "The sum for each party that had to move at all." })
  totals!: ClockTotalType[];

  @Field(() => ClockPauseType, { nullable: true, description: "The pause under way, if there is one." })
  paused!: ClockPauseType | null;
}
