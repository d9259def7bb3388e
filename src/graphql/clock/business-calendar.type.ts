import { Field, InputType, Int, ObjectType } from "type-graphql";
import { describeEnum } from "../described-enum.js";
import { MutationInput } from "../dispute/command.input.js";
import { MutationPayload } from "../mutation-payload.js";

/** The days of the week in the order of the domain's calendars. */
export const Weekday = {
  MONDAY: "MONDAY",
  TUESDAY: "TUESDAY",
  WEDNESDAY: "WEDNESDAY",
  THURSDAY: "THURSDAY",
  FRIDAY: "FRIDAY",
  SATURDAY: "SATURDAY",
  SUNDAY: "SUNDAY",
} as const;
export type Weekday = (typeof Weekday)[keyof typeof Weekday];

describeEnum("Weekday", Weekday, "A day of the week.", {
  MONDAY: "Monday.",
  TUESDAY: "Tuesday.",
  WEDNESDAY: "Wednesday.",
  THURSDAY: "Thursday.",
  FRIDAY: "Friday.",
  SATURDAY: "Saturday.",
  SUNDAY: "Sunday.",
});

/** Open from one minute of a day to another. */
@ObjectType("OpenHours", {
  description: "Hours of one day of the week, on the local wall clock.",
  simpleResolvers: true,
})
@InputType("OpenHoursInput", { description: "Hours of one day of the week, on the local wall clock." })
export class OpenHoursType {
  @Field(() => Weekday, { description: "The day." })
  weekday!: Weekday;

  @Field(() => Int, { description: "From which minute of the day, e.g. 540 for nine o'clock." })
  fromMinute!: number;

  @Field(() => Int, { description: "Up to which minute of the day, which is not part of it; at most 1440." })
  untilMinute!: number;
}

/** When people are at work. */
@ObjectType("BusinessCalendar", {
  description:
    "When people are at work. Clocks whose rule counts business hours run meanwhile and at no other time.",
  simpleResolvers: true,
})
export class BusinessCalendarType {
  @Field(() => String, { description: "IANA name of the time zone, e.g. `America/Sao_Paulo`." })
  zone!: string;

  @Field(() => [OpenHoursType], { description: "The hours of the week; a day that is missing is closed." })
  hours!: readonly Pick<OpenHoursType, keyof OpenHoursType>[];

  @Field(() => [String], { description: "Local dates on which nobody works, e.g. `2026-12-25`; ascending." })
  holidays!: readonly string[];
}

/** Input of setBusinessCalendar. */
@InputType({ description: "Whose calendar, and all of it: what it says replaces what was there." })
export class SetBusinessCalendarInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      "ISO 3166-1 code of a country, such as `BR`, for all its merchants; absent: the platform's own.",
  })
  country?: string | null;

  @Field(() => String, { description: "IANA name of the time zone, e.g. `America/Sao_Paulo`." })
  zone!: string;

  @Field(() => [OpenHoursType], {
    description: "The hours of the week, without overlap; at least 8 hours a week.",
  })
  hours!: OpenHoursType[];

  @Field(() => [String], {
    description:
      "Local dates on which nobody works, e.g. `2026-12-25`; at most 5,000, and never more than 31 days closed in a row.",
  })
  holidays!: string[];
}

/** Answer of setBusinessCalendar. */
@ObjectType({ description: "The calendar as set, or why it was not." })
export class SetBusinessCalendarPayload extends MutationPayload {
  @Field(() => BusinessCalendarType, { nullable: true, description: "The calendar; null when refused." })
  calendar: Pick<BusinessCalendarType, keyof BusinessCalendarType> | null = null;
}
