import sharp from "sharp";

/** Over all frames, decided from the header before a pixel is decoded. */
export const MAXIMUM_PIXELS = 100_000_000;

sharp.cache(false);
sharp.concurrency(1);
