import type { Side } from "../domain/access/viewer.js";
import type { OpenHours } from "../domain/clock/business-calendar.js";
import { PauseGround, type ClockSuspension } from "../domain/clock/clock-setting.js";

/** A business calendar as it is stored. */
export interface StoredCalendar {
  readonly zone: string;
  readonly weekly_hours: readonly (readonly OpenHours[])[];
  /** Local dates. */
  readonly holidays: readonly string[];
}

interface OwnedCalendar extends StoredCalendar {
  readonly of: "MERCHANT" | "COUNTRY" | "PLATFORM";
}

/** What {@link clockFactsSql} delivers. */
export interface ClockFactsJson {
  readonly country: string | null;
  readonly calendars: readonly OwnedCalendar[];
  readonly suspensions: readonly {
    readonly starts_at: string;
    readonly ends_at: string;
    readonly declared_at: string;
    readonly clause: string;
    readonly merchant: boolean;
    readonly shopper: boolean;
  }[];
}

/** What is stored about the clocks of a merchant and a shopper. */
export interface ClockFacts {
  /** ISO 3166-1 alpha-2 of the merchant; null if it is not known. */
  readonly country: string | null;
  readonly merchantCalendar: StoredCalendar | null;
  readonly countryCalendar: StoredCalendar | null;
  readonly platformCalendar: StoredCalendar | null;
  readonly suspensions: readonly ClockSuspension[];
}

/**
 * A SQL expression for one JSON object with what the clocks between a merchant and a shopper depend on: part of
 * the statement that reads the dispute, so that no decision needs another one.
 * @param merchantId SQL for the merchant's id
 * @param shopperId SQL for the shopper's id
 */
export function clockFactsSql(merchantId: string, shopperId: string): string {
  return `(SELECT json_build_object('country', clock_merchant.country,
    'calendars', (SELECT coalesce(json_agg(json_build_object(
        'of', CASE owner WHEN clock_merchant.id::text THEN 'MERCHANT' WHEN 'PLATFORM' THEN 'PLATFORM' ELSE 'COUNTRY' END,
        'zone', zone, 'weekly_hours', weekly_hours, 'holidays', holidays)), '[]'::json)
      FROM business_calendar WHERE owner IN ('PLATFORM', clock_merchant.country, clock_merchant.id::text)),
    'suspensions', (SELECT coalesce(json_agg(json_build_object('starts_at', starts_at, 'ends_at', ends_at,
        'declared_at', declared_at, 'clause', clause,
        'merchant', coalesce(force_majeure.region = clock_merchant.region
          AND coalesce(force_majeure.country = clock_merchant.country, true), false),
        'shopper', coalesce(force_majeure.region = clock_shopper.region, false)) ORDER BY starts_at), '[]'::json)
      FROM force_majeure WHERE force_majeure.region IN (clock_merchant.region, clock_shopper.region)))
    FROM merchant AS clock_merchant, shopper AS clock_shopper
    WHERE clock_merchant.id = ${merchantId} AND clock_shopper.id = ${shopperId})`;
}

/** Reads the JSON of {@link clockFactsSql}. */
export function clockFactsFrom({ country, calendars, suspensions }: ClockFactsJson): ClockFacts {
  const calendarOf = (owner: OwnedCalendar["of"]): StoredCalendar | null =>
    calendars.find((calendar) => calendar.of === owner) ?? null;
  return {
    country,
    merchantCalendar: calendarOf("MERCHANT"),
    countryCalendar: calendarOf("COUNTRY"),
    platformCalendar: calendarOf("PLATFORM"),
    suspensions: suspensions.map((row) => ({
      from: new Date(row.starts_at),
      until: new Date(row.ends_at),
      declaredAt: new Date(row.declared_at),
      ground: PauseGround.FORCE_MAJEURE,
      clause: row.clause,
      sides: [
        ...(row.merchant ? (["MERCHANT"] as Side[]) : []),
        ...(row.shopper ? (["SHOPPER"] as Side[]) : []),
      ],
    })),
  };
}
