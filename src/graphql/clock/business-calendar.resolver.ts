import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { BusinessCalendar, OpenHours } from "../../domain/clock/business-calendar.js";
import { readBusinessCalendar } from "../../services/clock/read-business-calendar.js";
import { setBusinessCalendar } from "../../services/clock/set-business-calendar.js";
import type { GraphQLContext } from "../context.js";
import { plainPayload } from "../mutation-payload.js";
import {
  BusinessCalendarType,
  SetBusinessCalendarInput,
  SetBusinessCalendarPayload,
  Weekday,
  type OpenHoursType,
} from "./business-calendar.type.js";

const weekdays = Object.values(Weekday);
type Shown = Pick<BusinessCalendarType, keyof BusinessCalendarType>;

function shown({ zone, weeklyHours, holidays }: BusinessCalendar): Shown {
  const hours = weekdays.flatMap((weekday, day) =>
    (weeklyHours[day] ?? []).map(({ fromMinute, untilMinute }) => ({ weekday, fromMinute, untilMinute })),
  );
  return { zone, hours, holidays: [...holidays].sort() };
}

function weeklyHoursOf(hours: readonly OpenHoursType[]): OpenHours[][] {
  return weekdays.map((day) =>
    hours
      .filter(({ weekday }) => weekday === day)
      .map(({ fromMinute, untilMinute }) => ({ fromMinute, untilMinute }))
      .toSorted((one, other) => one.fromMinute - other.fromMinute),
  );
}

/** The calendars that clocks in business hours run by. */
@Resolver()
export class BusinessCalendarResolver {
  @Query(() => BusinessCalendarType, {
    nullable: true,
    description:
      "The calendar of a country's merchants, or the platform's. Until staff set one it has the public holidays of the " +
      "country, from last year to the year after next, and an ordinary week.",
  })
  async businessCalendar(
    @Arg("country", () => String, {
      nullable: true,
      description: "ISO 3166-1 code, such as `BR`; absent: the platform's own.",
    })
    country: string | null,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<Shown> {
    return shown(await readBusinessCalendar(useCase, country ?? null));
  }

  @Mutation(() => SetBusinessCalendarPayload, {
    description:
      "Sets the calendar of a country or of the platform. Clocks that start from now on run by it; a deadline that stands " +
      "stays. Role RULE_EDITOR.",
  })
  setBusinessCalendar(
    @Arg("input", () => SetBusinessCalendarInput, { description: "Whose, and what." })
    { clientMutationId, zone, holidays, ...input }: SetBusinessCalendarInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<SetBusinessCalendarPayload> {
    const country = input.country ?? null;
    const calendar = { clientMutationId, country, zone, weeklyHours: weeklyHoursOf(input.hours), holidays };
    return plainPayload(SetBusinessCalendarPayload, calendar, async () => {
      await setBusinessCalendar(useCase, calendar);
      return { calendar: shown(await readBusinessCalendar(useCase, country)) };
    });
  }
}
