import type { UseCaseContext } from "../use-case.js";
import { directUrls } from "./direct-upload.js";
import { evidenceOf } from "./evidence-setting.js";
import type { CreatedUpload } from "./create-evidence-upload.js";
import type { CreatedUploads } from "./create-evidence-uploads.js";
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

/** The addresses for the uploads of a call, by position; null for a file that was refused. */
export function addressesOf(
  context: UseCaseContext,
  { outcomes, expiresAt }: CreatedUploads,
  files: readonly { readonly byteSize: number }[],
): Promise<(UploadAddress | null)[]> {
  const addresses = files.map(async ({ byteSize }, index) => {
    const fileId = outcomes[index]?.fileId ?? null;
    if (fileId === null || expiresAt === null) return null;
    return addressOf(context, { fileId, expiresAt }, byteSize);
  });
  return Promise.all(addresses);
}
