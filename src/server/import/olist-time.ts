import { DateTime } from "luxon";

/** The files hold local times without a zone; most sellers and all of Olist live by this one. */
const ZONE = "America/Sao_Paulo";
/** Local hours whose instants are remembered; a year has 8,760. */
const MAXIMUM_REMEMBERED = 100_000;

const format = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;
const hours = new Map<string, number>();
const dayEnds = new Map<string, number>();

function remember(known: Map<string, number>, key: string, compute: () => number): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MAXIMUM_REMEMBERED) known.clear();
  const value = compute();
  known.set(key, value);
  return value;
}

/** The instant of a full local hour; NaN if there is no such day. Zone changes fall on full hours in Brazil. */
function hourStart([year, month, day, hour]: readonly number[]): number {
  const parts = { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0 };
  const possible = DateTime.fromObject(parts, { zone: ZONE }).getPossibleOffsets();
  return Math.min(...possible.map((instant) => instant.toMillis()));
}

/**
 * Reads a local time of the files, e.g. "2017-10-15 01:00:00". An hour that the start of summer time skips
 * counts as the hour after it; one that its end repeats as the first of the two.
 * @returns null for an empty field; an invalid Date for anything that is no time
 */
export function localTime(text: string): Date | null {
  if (text === "") return null;
  const match = format.exec(text);
  if (!match) return new Date(NaN);
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  if ((minute ?? 60) > 59 || (second ?? 60) > 59) return new Date(NaN);
  const start = remember(hours, text.slice(0, 13), () =>
    hourStart([year, month, day, hour].map((part) => part ?? 0)),
  );
  return new Date(start + (minute ?? 0) * 60_000 + (second ?? 0) * 1000);
}

/**
 * The last millisecond of the local day that a text such as "2018-05-16 00:00:00" names: what was promised
 * for a day is in time until the day is over.
 * @returns null for an empty field; an invalid Date for anything that is no time
 */
export function endOfLocalDay(text: string): Date | null {
  const time = localTime(text);
  if (time === null || Number.isNaN(time.getTime())) return time;
  const end = remember(dayEnds, text.slice(0, 10), () =>
    // Noon exists on every day; midnight does not where summer time starts.
    DateTime.fromMillis((localTime(`${text.slice(0, 10)} 12:00:00`) ?? time).getTime(), { zone: ZONE })
      .endOf("day")
      .toMillis(),
  );
  return new Date(end);
}
