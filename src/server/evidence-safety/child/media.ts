import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  ALL_FORMATS,
  Conversion,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WavOutputFormat,
  WebMOutputFormat,
  type InputTrack,
  type OutputFormat,
} from "mediabunny";
import { FileFinding } from "../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../protocol.js";
import { reject, take } from "./verdicts.js";

interface Container {
  readonly name: string;
  readonly format: () => OutputFormat;
}

const CONTAINERS: Readonly<Record<string, Container>> = {
  "video/mp4": { name: "shared.mp4", format: () => new Mp4OutputFormat({ fastStart: false }) },
  "audio/mp4": { name: "shared.m4a", format: () => new Mp4OutputFormat({ fastStart: false }) },
  "video/quicktime": { name: "shared.mov", format: () => new MovOutputFormat({ fastStart: false }) },
  "video/webm": { name: "shared.webm", format: () => new WebMOutputFormat() },
  "audio/mpeg": { name: "shared.mp3", format: () => new Mp3OutputFormat() },
  "audio/wav": { name: "shared.wav", format: () => new WavOutputFormat() },
  "audio/ogg": { name: "shared.ogg", format: () => new OggOutputFormat() },
};

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
    const shared = await writeCopy(input, contentType, request.workFolder);
    if (shared === null) return take(contentType, [FileFinding.METADATA_KEPT], null);
    const tags = await input.getMetadataTags();
    return take(contentType, Object.keys(tags).length > 0 ? [FileFinding.METADATA_REMOVED] : [], shared);
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
