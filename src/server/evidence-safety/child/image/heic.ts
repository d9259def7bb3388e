import heicDecode from "heic-decode";

/** Decodes the first picture of a HEIC file to RGBA, upright; its size is looked at before. */
export async function decodeHeic(
  bytes: Buffer,
  maximumPixels: number,
): Promise<{ data: Buffer; width: number; height: number }> {
  const pictures = await heicDecode.all({ buffer: bytes });
  try {
    const [first] = pictures;
    if (first === undefined) throw new Error("The HEIC file holds no picture.");
    if (first.width * first.height > maximumPixels) throw new Error("Input image exceeds pixel limit");
    const { data, width, height } = await first.decode();
    return { data: Buffer.from(data.buffer, data.byteOffset, data.byteLength), width, height };
  } finally {
    pictures.dispose();
  }
}
