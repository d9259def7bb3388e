import { readFile } from "node:fs/promises";
import sharp, { type Sharp, type SharpOptions } from "sharp";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../../protocol.js";
import { reject, take } from "../verdicts.js";
import { decodeHeic } from "./heic.js";
import { encode } from "./encode.js";
import { MAXIMUM_PIXELS } from "./limits.js";
import { walkJpeg, type JpegParts } from "./jpeg.js";
import { metadataFindings } from "./metadata-findings.js";
import { walkPng, type PngParts } from "./png.js";

const MAXIMUM_BYTES = 64 * 1_048_576;
/** Examines a picture and always makes the copy for others: decoded, turned upright and encoded anew. */
export async function examineImage(request: ChildRequest, type: string, size: number): Promise<Verdict> {
  if (size > MAXIMUM_BYTES) return reject(FileFinding.TOO_LARGE, type);
  const bytes = await readFile(request.path);
  const parts = partsOf(bytes, type);
  const source = parts !== null && "stripped" in parts ? parts.stripped : bytes;
  const isAnimated = type === "image/gif" || type === "image/webp";
  const options: SharpOptions = { limitInputPixels: MAXIMUM_PIXELS, failOn: "warning", animated: isAnimated };
  try {
    const header = await sharp(source, options).metadata();
    if (header.width * header.height > MAXIMUM_PIXELS) return reject(FileFinding.IMAGE_TOO_LARGE, type);
    const findings = metadataFindings({ exif: header.exif, xmp: header.xmp, parts, bytes }, request.nowMs);
    const { shared, extent } = await encode(await decode(source, type, options), type, request.workFolder);
    return take(type, findings, shared, extent);
  } catch (error) {
    if (error instanceof Error && /memory/i.test(error.message)) throw error;
    return reject(isPixelLimit(error) ? FileFinding.IMAGE_TOO_LARGE : FileFinding.IMAGE_BROKEN, type);
  }
}

function partsOf(bytes: Buffer, type: string): JpegParts | PngParts | null {
  if (type === "image/png") return walkPng(bytes);
  return type === "image/jpeg" ? walkJpeg(bytes) : null;
}

async function decode(source: Buffer, type: string, options: SharpOptions): Promise<Sharp> {
  if (type !== "image/heic") return sharp(source, options).autoOrient();
  const { data, width, height } = await decodeHeic(source, MAXIMUM_PIXELS);
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: MAXIMUM_PIXELS });
}

function isPixelLimit(error: unknown): boolean {
  return error instanceof Error && /pixel limit/i.test(error.message);
}
