import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputTrack } from "mediabunny";
import { FileFinding } from "../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../protocol.js";
import { reject, take } from "./verdicts.js";

/**
 * Looks whether a recording has at least one track whose first packet can be read. Nothing is decoded: a browser does
 * that, in its own sandbox.
 */
export async function examineMedia(request: ChildRequest, contentType: string): Promise<Verdict> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(request.path) });
  try {
    const tracks = await input.getTracks();
    const readable: InputTrack[] = [];
    for (const track of tracks) if (await isReadable(track)) readable.push(track);
    if (readable.length === 0) return reject(FileFinding.MEDIA_BROKEN, contentType);
    const tags = await input.getMetadataTags();
    return take(contentType, Object.keys(tags).length > 0 ? [FileFinding.METADATA_KEPT] : [], null);
  } catch {
    return reject(FileFinding.MEDIA_BROKEN, contentType);
  } finally {
    input.dispose();
  }
}

async function isReadable(track: InputTrack): Promise<boolean> {
  try {
    const packet = await new EncodedPacketSink(track).getFirstPacket();
    return packet !== null && packet.byteLength > 0;
  } catch {
    return false;
  }
}
