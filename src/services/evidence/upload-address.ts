import type { UseCaseContext } from "../use-case.js";
import { directUrls } from "./direct-upload.js";
import { evidenceOf } from "./evidence-setting.js";
import type { CreatedUpload } from "./create-evidence-upload.js";
import { urlOf } from "./signed-url.js";

/** Where the bytes of an announced file are to be sent. */
export interface UploadAddress {
  /** Takes the whole by PUT, or parts by tus. */
  readonly url: string;
  /** Parts that can be sent to the storage itself instead; null where all bytes pass the platform. */
  readonly parts:
    readonly { readonly url: string; readonly offset: number; readonly byteSize: number }[] | null;
  readonly expiresAt: Date;
}

/** The address for an upload of the viewer, the same each time. */
export async function addressOf(
  context: UseCaseContext,
  { fileId, expiresAt: until }: CreatedUpload,
  byteSize: number,
): Promise<UploadAddress> {
  const expiresAt = new Date(until);
  const grant = { viewer: context.viewer, fileId, copy: null, expiresAt, nonce: "" };
  const parts = await directUrls(context, { fileId, byteSize, expiresAt });
  return { url: urlOf(evidenceOf(context), grant), parts, expiresAt };
}
