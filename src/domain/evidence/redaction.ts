import { ErrorCode, refuse } from "../errors.js";
import { acceptedType, type FileKind } from "./file-kinds.js";

/** What of a file is removed. */
export const RedactionKind = {
  /** Stretches of the characters of a text. */
  PASSAGES: "PASSAGES",
  /** Rectangles of a picture. */
  REGIONS: "REGIONS",
  /** Stretches of the time of a recording. */
  SPANS: "SPANS",
} as const;
export type RedactionKind = (typeof RedactionKind)[keyof typeof RedactionKind];

/** A rectangle of a picture as others see it, upright, in whole pixels from its upper left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A stretch of a recording, in whole milliseconds from its beginning. */
export interface Span {
  readonly fromMilliseconds: number;
  readonly toMilliseconds: number;
}

/** A stretch of a text, in characters (Unicode code points) from its beginning; the end does not belong to it. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

/** What is to be removed from a file: parts of one kind. It tells where something stood, never what. */
export type RedactionPlan =
  | { readonly kind: "REGIONS"; readonly regions: readonly Region[] }
  | { readonly kind: "SPANS"; readonly spans: readonly Span[] }
  | { readonly kind: "PASSAGES"; readonly passages: readonly Passage[] };

/** What the dispute's log says of a redaction. Ids are UUIDs. */
export interface RedactedFile {
  /** The file of which something is removed. */
  readonly fileId: string;
  /** The file that stands in its place. */
  readonly copyId: string;
  readonly reason: string;
  readonly kind: RedactionKind;
  /** How many parts. */
  readonly parts: number;
  /** SHA-256 (hex) of the plan's canonical form. */
  readonly planHash: string;
}

/** Parts of a file that somebody wants removed, as they were sent. */
export interface WantedParts {
  readonly regions?: readonly Region[] | null | undefined;
  readonly spans?: readonly Span[] | null | undefined;
  readonly passages?: readonly Passage[] | null | undefined;
}

/** More parts than this are no redaction that a person marked. */
export const MAXIMUM_PARTS = 100;
/** Larger than any picture, recording or text that is taken. */
const MAXIMUM_PLACE = 1_000_000_000;

/** The kind of parts that a kind of file has; documents have none that could be removed for sure. */
const partsOf: Readonly<Record<FileKind, RedactionKind | null>> = {
  AUDIO: RedactionKind.SPANS,
  DOCUMENT: null,
  IMAGE: RedactionKind.REGIONS,
  TEXT: RedactionKind.PASSAGES,
  VIDEO: RedactionKind.SPANS,
};

/** Types whose parts cannot be removed, though those of others of their kind can. */
const untouchable: ReadonlySet<string> = new Set(["audio/ogg"]);

/**
 * The plan that somebody's parts come to.
 * @throws RefusedError VALIDATION for none, for more than one kind, for too many, and for parts that are empty or begin
 *   before the beginning
 */
export function planOf(wanted: WantedParts): RedactionPlan {
  const { regions, spans, passages } = wanted;
  const given = Object.entries({ regions, spans, passages }).filter(([, parts]) => parts != null);
  if (given.length !== 1) {
    const message = "Name what is removed in exactly one of regions, spans and passages.";
    refuse(ErrorCode.VALIDATION, message, { field: [given[1]?.[0] ?? "regions"] });
  }
  if (regions != null)
    return { kind: RedactionKind.REGIONS, regions: checked("regions", regions, regionFault) };
  if (spans != null) return { kind: RedactionKind.SPANS, spans: checked("spans", spans, spanFault) };
  return { kind: RedactionKind.PASSAGES, passages: checked("passages", passages ?? [], passageFault) };
}

function checked<Part>(
  name: keyof WantedParts,
  parts: readonly Part[],
  faultOf: (part: Part) => string | null,
): readonly Part[] {
  if (parts.length === 0 || parts.length > MAXIMUM_PARTS) {
    const message = `Name 1 to ${MAXIMUM_PARTS} ${name}; these are ${parts.length}.`;
    refuse(ErrorCode.VALIDATION, message, { field: [name] });
  }
  for (const [index, part] of parts.entries()) {
    const fault = faultOf(part);
    if (fault !== null) refuse(ErrorCode.VALIDATION, fault, { field: [name, String(index)] });
  }
  return parts;
}

function regionFault({ x, y, width, height }: Region): string | null {
  if (!isPlace(x, y, x + width, y + height)) return "A region lies in the picture, in whole pixels from 0.";
  return width > 0 && height > 0 ? null : "A region is at least one pixel wide and high.";
}

function spanFault({ fromMilliseconds: from, toMilliseconds: to }: Span): string | null {
  if (!isPlace(from, to)) return "A span lies in the recording, in whole milliseconds from 0.";
  return from < to ? null : "A span ends after it begins.";
}

function passageFault({ from, to }: Passage): string | null {
  if (!isPlace(from, to)) return "A passage lies in the text, in whole characters from 0.";
  return from < to ? null : "A passage ends after it begins.";
}

function isPlace(...values: readonly number[]): boolean {
  return values.every((value) => Number.isInteger(value) && value >= 0 && value <= MAXIMUM_PLACE);
}

/**
 * Asserts that parts of such a kind can be removed from a file of a type.
 * @throws RefusedError NOT_OFFERED where nothing can be removed for sure, VALIDATION for another kind of parts
 */
export function requireRedactable(mediaType: string, { kind }: RedactionPlan): void {
  const accepted = acceptedType(mediaType);
  const possible = accepted === null || untouchable.has(accepted.type) ? null : partsOf[accepted.kind];
  if (possible === null) {
    const message =
      `Nothing can be removed for sure from a file of the type ${mediaType}: what a black box covers would still be in it. ` +
      "Have its side hand in a redacted file, and leave the item with this one out.";
    refuse(ErrorCode.NOT_OFFERED, message, { field: ["fileId"], details: { mediaType } });
  }
  if (possible === kind) return;
  const field = { field: [kind.toLowerCase()], details: { mediaType, takes: possible.toLowerCase() } };
  refuse(
    ErrorCode.VALIDATION,
    `A file of the type ${mediaType} is redacted by ${possible.toLowerCase()}.`,
    field,
  );
}

/** How far the parts of a file can reach, in the copy that others see: pixels, milliseconds or characters. */
export type FileExtent =
  | { readonly width: number; readonly height: number }
  | { readonly milliseconds: number }
  | { readonly characters: number };

/**
 * Asserts that all parts lie in the file.
 * @param extent null where nobody measured the file: whoever makes the copy finds out
 * @throws RefusedError VALIDATION, which names the part and how far the file reaches
 */
export function requireWithin(plan: RedactionPlan, extent: FileExtent | null): void {
  if (extent === null) return;
  const outside = firstOutside(plan, extent);
  if (outside < 0) return;
  const field = { field: [plan.kind.toLowerCase(), String(outside)], details: { ...extent } };
  refuse(ErrorCode.VALIDATION, "It does not lie in the file; details say how far that reaches.", field);
}

function firstOutside(plan: RedactionPlan, extent: FileExtent): number {
  if (plan.kind === RedactionKind.REGIONS && "width" in extent) {
    const isOutside = ({ x, y, width, height }: Region) =>
      x + width > extent.width || y + height > extent.height;
    return plan.regions.findIndex(isOutside);
  }
  if (plan.kind === RedactionKind.SPANS && "milliseconds" in extent)
    return plan.spans.findIndex(({ fromMilliseconds }) => fromMilliseconds >= extent.milliseconds);
  if (plan.kind === RedactionKind.PASSAGES && "characters" in extent)
    return plan.passages.findIndex(({ to }) => to > extent.characters);
  return -1;
}

/** How many parts a plan removes. */
export function partCountOf(plan: RedactionPlan): number {
  switch (plan.kind) {
    case RedactionKind.REGIONS:
      return plan.regions.length;
    case RedactionKind.SPANS:
      return plan.spans.length;
    case RedactionKind.PASSAGES:
      return plan.passages.length;
  }
}
