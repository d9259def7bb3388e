import type { Span } from "../../../../domain/evidence/redaction.js";

/** What becomes of a packet: it is copied, left out, or its place is filled with silence. */
export type Fate = "COPY" | "LEAVE_OUT" | "SILENCE";

/** When something is seen or heard, in seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A packet as far as its fate is concerned. In the order of decoding. */
export interface TimedPacket extends Stretch {
  readonly isKey: boolean;
}

/**
 * Codecs of sound overlap their packets and remember what was before; what is audible at the edge of a span is in the
 * neighbouring packets too.
 */
const SOUND_MARGIN_SECONDS = 0.1;

/** Spans in seconds; one from the beginning takes what is decoded before the beginning and never shown, too. */
export function stretchesOf(spans: readonly Span[]): Stretch[] {
  return spans.map(({ fromMilliseconds, toMilliseconds }) => ({
    from: fromMilliseconds === 0 ? -Infinity : fromMilliseconds / 1_000,
    to: toMilliseconds / 1_000,
  }));
}

function overlaps(packet: Stretch, { from, to }: Stretch): boolean {
  return packet.from < to && Math.max(packet.to, packet.from + Number.EPSILON) > from;
}

/** Which packets of sound hold something of the spans, or of what is next to them. */
export function soundsIn(packets: readonly Stretch[], spans: readonly Stretch[]): boolean[] {
  const wide = spans.map(({ from, to }) => ({
    from: from - SOUND_MARGIN_SECONDS,
    to: to + SOUND_MARGIN_SECONDS,
  }));
  return packets.map((packet) => wide.some((span) => overlaps(packet, span)));
}

/**
 * Which packets of pictures must go. A picture is decoded from others since the last key picture, and what comes after a
 * removed one is made of the difference to it: so all goes from the first removed picture on, in the order of decoding, to
 * the next key picture, and those that are shown before that but decoded after it.
 * @param hasHidden whether packets can hold pictures that are shown later: then all goes from the key picture before
 */
export function picturesWith(
  packets: readonly TimedPacket[],
  spans: readonly Stretch[],
  hasHidden: boolean,
): boolean[] {
  const gone: boolean[] = [];
  let isCut = false;
  for (const group of groupsOf(shownUntilNext(packets))) {
    const wasCut: boolean = isCut;
    const hit = spans.filter((span) => group.some((packet) => overlaps(packet, span)));
    isCut = hit.length > 0;
    const from = hasHidden ? -Infinity : Math.min(...hit.map((span) => span.from));
    const first = isCut ? group.findIndex((packet) => packet.to > from) : group.length;
    const key = group[0]?.from ?? 0;
    for (const [index, packet] of group.entries()) gone.push(index >= first || (wasCut && packet.from < key));
  }
  return gone;
}

/** Each begins with a key picture, but perhaps the first, which then cannot be decoded. */
function groupsOf(packets: readonly TimedPacket[]): TimedPacket[][] {
  const groups: TimedPacket[][] = [];
  for (const packet of packets) {
    if (packet.isKey || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(packet);
  }
  return groups;
}

/** A picture stays until the next one is shown, whatever its duration says. */
export function shownUntilNext(packets: readonly TimedPacket[]): TimedPacket[] {
  const times = packets.map(({ from }) => from).toSorted((one, other) => one - other);
  const next = new Map(times.map((time, index) => [time, times[index + 1] ?? time]));
  return packets.map((packet) => ({
    ...packet,
    to: Math.max(packet.to, next.get(packet.from) ?? packet.to),
  }));
}
