import { readFile } from "node:fs/promises";
import sharp, { type OverlayOptions, type SharpOptions } from "sharp";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import type { Region } from "../../../../domain/evidence/redaction.js";
import type { ChildRequest, Verdict } from "../../protocol.js";
import { encode } from "../image/encode.js";
import { MAXIMUM_PIXELS } from "../image/limits.js";
import { reject } from "../verdicts.js";
import { redacted } from "./verdicts.js";

/** Lossy pictures are made of blocks of this many pixels; a trace of a region can be in all of a block that it touches. */
const BLOCK = 16;
/** Decoders smooth so many pixels over the edge of a block. */
const SMOOTHED = 4;
const LOSSY = new Set(["image/jpeg", "image/webp"]);
const BLACK = { r: 0, g: 0, b: 0, alpha: 1 };

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Decodes a picture, paints the regions black in every frame, and encodes what is left anew, without metadata. */
export async function removeRegions(
  request: ChildRequest,
  contentType: string,
  regions: readonly Region[],
): Promise<Verdict> {
  const bytes = await readFile(request.path);
  const animated = contentType === "image/gif" || contentType === "image/webp";
  const options: SharpOptions = { limitInputPixels: MAXIMUM_PIXELS, failOn: "warning", animated };
  const { pages = 1, pageHeight, autoOrient, hasAlpha } = await sharp(bytes, options).metadata();
  const frame = { width: autoOrient.width, height: pages > 1 ? (pageHeight ?? 0) : autoOrient.height };
  if (!regions.every((region) => isWithin(region, frame)))
    return reject(FileFinding.REDACTION_OUT_OF_BOUNDS, contentType);
  const boxes = LOSSY.has(contentType) ? regions.map((region) => toBlocks(region, frame)) : regions;
  const covers = pages > 1 ? [await everyFrame(boxes, frame)] : boxes.map(cover);
  const painted = sharp(bytes, options).autoOrient().composite(covers);
  // The colours of the source are a trace too.
  if (contentType === "image/gif") painted.gif({ reuse: false });
  // Painting adds transparency to a picture that has none.
  const copy = hasAlpha ? painted : painted.removeAlpha();
  const { shared, extent } = await encode(copy, contentType, request.workFolder);
  return redacted(shared, extent);
}

function isWithin({ x, y, width, height }: Region, frame: Frame): boolean {
  return x + width <= frame.width && y + height <= frame.height;
}

/** The blocks that a region touches and what is smoothed with them, as far as they lie in the picture. */
function toBlocks({ x, y, width, height }: Region, frame: Frame): Region {
  const left = Math.max(0, down(x) - SMOOTHED);
  const top = Math.max(0, down(y) - SMOOTHED);
  const right = Math.min(frame.width, down(x + width + BLOCK - 1) + SMOOTHED);
  const bottom = Math.min(frame.height, down(y + height + BLOCK - 1) + SMOOTHED);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function down(place: number): number {
  return place - (place % BLOCK);
}

function cover({ x, y, width, height }: Region): OverlayOptions {
  const input = { create: { width, height, channels: 4 as const, background: BLACK } };
  return { input, left: x, top: y };
}

/** Frames stand one below the other: the boxes of one are laid over all of them like tiles. */
async function everyFrame(boxes: readonly Region[], { width, height }: Frame): Promise<OverlayOptions> {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const tile = sharp({
    create: { width, height, channels: 4, background: clear },
    limitInputPixels: MAXIMUM_PIXELS,
  });
  const input = await tile.composite(boxes.map(cover)).png({ compressionLevel: 1 }).toBuffer();
  return { input, tile: true, gravity: "northwest" };
}
