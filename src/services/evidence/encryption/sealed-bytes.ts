import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { DamagedFileError } from "./frame-format.js";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes that sealing adds. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * Encrypts a few bytes at once with AES-256-GCM: nonce, cipher text, tag.
 * @param key 32 bytes
 * @param about what the bytes are; opening needs the same text
 */
export function seal(key: Uint8Array, bytes: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what {@link seal} made. @throws DamagedFileError if it was changed, or is about something else */
export function unseal(key: Uint8Array, sealed: Uint8Array, about: string): Buffer {
  if (sealed.byteLength < SEAL_BYTES) throw new DamagedFileError();
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(sealed.byteLength - TAG_BYTES));
  try {
    const clear = decipher.update(sealed.subarray(NONCE_BYTES, sealed.byteLength - TAG_BYTES));
    return Buffer.concat([clear, decipher.final()]);
  } catch {
    throw new DamagedFileError();
  }
}
