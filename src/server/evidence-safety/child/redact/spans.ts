import { join } from "node:path";
import { ALL_FORMATS, FilePathSource, FilePathTarget, Input, Output, type InputTrack } from "mediabunny";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import type { Span } from "../../../../domain/evidence/redaction.js";
import type { ChildRequest, Verdict } from "../../protocol.js";
import { CONTAINERS } from "../containers.js";
import { reject } from "../verdicts.js";
import { stretchesOf } from "./packet-fates.js";
import { openTrack, type RedactedTrack } from "./tracks.js";
import { redacted } from "./verdicts.js";

/**
 * Moves the packets of a recording into a new container without those in which something of the spans is, so that the
 * rest stays at its time. Sound is left out or silent; pictures are missing. What is neither sound nor picture, such as
 * subtitles, is not in the copy. Nothing is decoded.
 */
export async function removeSpans(
  request: ChildRequest,
  contentType: string,
  spans: readonly Span[],
): Promise<Verdict> {
  const container = CONTAINERS[contentType];
  if (container === undefined) return reject(FileFinding.REDACTION_NOT_POSSIBLE, contentType);
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(request.path) });
  try {
    const stretches = stretchesOf(spans);
    const tracks: RedactedTrack[] = [];
    for (const track of mediaOf(await input.getTracks())) tracks.push(await openTrack(track, stretches));
    const end = Math.max(...tracks.map(({ to }) => to));
    if (!stretches.every(({ from }) => from < end))
      return reject(FileFinding.REDACTION_OUT_OF_BOUNDS, contentType);
    const left = tracks.filter(({ isEmpty }) => !isEmpty);
    if (left.length === 0) return reject(FileFinding.REDACTION_NOT_POSSIBLE, contentType);
    const path = join(request.workFolder, container.name);
    const output = new Output({ format: container.format(), target: new FilePathTarget(path) });
    await write(left, output);
    return redacted({ name: container.name, contentType }, { milliseconds: Math.ceil(end * 1_000) });
  } finally {
    input.dispose();
  }
}

function mediaOf(tracks: readonly InputTrack[]): InputTrack[] {
  return tracks.filter((track) => track.isVideoTrack() || track.isAudioTrack());
}

/** Writes packets of all tracks in the order of their times, so that a player needs not jump. */
async function write(tracks: readonly RedactedTrack[], output: Output): Promise<void> {
  for (const track of tracks) track.addTo(output);
  await output.start();
  const open = new Set(tracks);
  while (open.size > 0) {
    const [first, ...others] = open;
    if (first === undefined) break;
    const earliest = others.reduce((one, other) => (other.time < one.time ? other : one), first);
    if (!(await earliest.advance())) open.delete(earliest);
  }
  await output.finalize();
}
