import { isNotFound } from "../../domain/errors.js";
import type { OpenedFile } from "../evidence/open-file.js";
import type { UseCaseContext } from "../use-case.js";
import type { RulingDocument } from "./document/blocks.js";
import { documentOf } from "./document/gather.js";
import type { RulingGrant } from "./ruling-document-url.js";

/** Makes a PDF of a document. */
export type RulingPress = (document: RulingDocument) => Promise<Uint8Array>;

/**
 * Makes the PDF that an address grants, from what its viewer may know now.
 * @param grant of the viewer of the context
 * @returns null if there is nothing for this viewer (any more), for whatever reason
 */
export async function openRulingDocument(
  context: UseCaseContext,
  press: RulingPress,
  grant: RulingGrant,
): Promise<OpenedFile | null> {
  if (grant.expiresAt <= context.clock.now()) return null;
  const document = await documentOf(context, grant).catch(orNothing);
  if (document === null) return null;
  const bytes = await press(document);
  return {
    ...{ filename: `${document.title}.pdf`, contentType: "application/pdf", byteSize: bytes.length },
    read: ({ start, end } = { start: 0, end: bytes.length - 1 }) =>
      Promise.resolve(pieces(bytes.subarray(start, end + 1))),
  };
}

function orNothing(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
