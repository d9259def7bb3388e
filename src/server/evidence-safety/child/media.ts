import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  ALL_FORMATS,
  Conversion,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  Output,
  type InputTrack,
} from "mediabunny";
import { FileFinding } from "../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../protocol.js";
import { CONTAINERS } from "./containers.js";
import { reject, take } from "./verdicts.js";

/**
 * Looks whether a recording has at least one track whose first packet can be read. Nothing is decoded: a browser does
 * that, in its own sandbox. The copy for others has the same packets in a new container, without a word on the place,
 * the device or the author.
 */
export async function examineMedia(request: ChildRequest, contentType: string): Promise<Verdict> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(request.path) });
  try {
    const readable: InputTrack[] = [];
    for (const track of await input.getTracks()) if (await isReadable(track)) readable.push(track);
    if (readable.length === 0) return reject(FileFinding.MEDIA_BROKEN, contentType);
    const extent = await extentOf(input);
    const shared = await writeCopy(input, contentType, request.workFolder);
    if (shared === null) return take(contentType, [FileFinding.METADATA_KEPT], null, extent);
    const tags = await input.getMetadataTags();
    return take(
      contentType,
      Object.keys(tags).length > 0 ? [FileFinding.METADATA_REMOVED] : [],
      shared,
      extent,
    );
  } catch {
    return reject(FileFinding.MEDIA_BROKEN, contentType);
  } finally {
    input.dispose();
  }
}

/** A recording whose end cannot be read is taken all the same. */
async function extentOf(input: Input): Promise<Verdict["extent"]> {
  try {
    const milliseconds = Math.ceil((await input.computeDuration()) * 1_000);
    return milliseconds > 0 ? { milliseconds } : undefined;
  } catch {
    return undefined;
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

/** Null where a track cannot be moved as it is: better the whole recording with its metadata than a mute one. */
async function writeCopy(input: Input, contentType: string, workFolder: string): Promise<Verdict["shared"]> {
  const container = CONTAINERS[contentType];
  if (container === undefined) return null;
  const path = join(workFolder, container.name);
  try {
    const output = new Output({ format: container.format(), target: new FilePathTarget(path) });
    const conversion = await Conversion.init({ input, output, tags: {}, showWarnings: false });
    if (!conversion.isValid || conversion.discardedTracks.length > 0) return null;
    await conversion.execute();
    return { name: container.name, contentType };
  } catch {
    await rm(path, { force: true });
    return null;
  }
}
