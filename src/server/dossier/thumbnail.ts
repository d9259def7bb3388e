import sharp from "sharp";

const EDGE = 320;
/** The examination lets no larger picture through; this one was made by it. */
const MAXIMUM_PIXELS = 100_000_000;

/** A small JPEG of a picture; null if it is none. */
export async function thumbnailOf(picture: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await sharp(picture, { limitInputPixels: MAXIMUM_PIXELS, pages: 1 })
      .rotate()
      .resize(EDGE, EDGE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .jpeg({ quality: 70 })
      .toBuffer();
  } catch {
    return null;
  }
}
