import { z } from "zod";

/** A whole number from the least to the most. */
export function wholeNumber(minimum: number, maximum: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message);
}

/** `true` or `false`. */
export const yesOrNo = z
  .enum(["true", "false"], "must be true or false")
  .transform((value) => value === "true");

/** An address with a host name and one of some protocols, each with its colon. */
export function address(protocols: readonly string[], message: string) {
  return z.string().refine((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    return protocols.includes(url.protocol) && url.hostname !== "";
  }, message);
}

/** An address of the web. */
export const webAddress = address(["https:", "http:"], "must be an http(s) address");

/** A short text. */
export const text = z.string().max(200, "must be at most 200 characters long");
