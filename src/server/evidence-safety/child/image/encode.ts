import { join } from "node:path";
import type { Sharp } from "sharp";
import type { Verdict } from "../../protocol.js";

/** The best Huffman tables would need all coefficients in memory at once: 600 MB for the largest pictures. */
const JPEG = { quality: 88, optimizeCoding: false } as const;

/**
 * Encodes a decoded picture anew into the work folder. Without a word on metadata sharp keeps none. HEIC and AVIF become
 * JPEG: every viewer shows it.
 * @returns where it is, and how large a frame is
 */
export async function encode(
  picture: Sharp,
  type: string,
  workFolder: string,
): Promise<{ shared: NonNullable<Verdict["shared"]>; extent: { width: number; height: number } }> {
  const [name, contentType, encoded] = ((): [string, string, Sharp] => {
    if (type === "image/png") return ["shared.png", type, picture.png({ compressionLevel: 6 })];
    if (type === "image/webp") return ["shared.webp", type, picture.webp({ quality: 85 })];
    if (type === "image/gif") return ["shared.gif", type, picture.gif({ effort: 3 })];
    return ["shared.jpg", "image/jpeg", picture.flatten({ background: "white" }).jpeg(JPEG)];
  })();
  const { width, height, pageHeight } = await encoded.toFile(join(workFolder, name));
  return { shared: { name, contentType }, extent: { width, height: pageHeight ?? height } };
}
