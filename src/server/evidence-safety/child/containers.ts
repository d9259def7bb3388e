import {
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
  type OutputFormat,
} from "mediabunny";

/** How a recording of some type is written anew. */
export interface Container {
  readonly name: string;
  readonly format: () => OutputFormat;
}

/** The containers of recordings, by media type. */
export const CONTAINERS: Readonly<Record<string, Container>> = {
  "video/mp4": { name: "shared.mp4", format: () => new Mp4OutputFormat({ fastStart: false }) },
  "audio/mp4": { name: "shared.m4a", format: () => new Mp4OutputFormat({ fastStart: false }) },
  "video/quicktime": { name: "shared.mov", format: () => new MovOutputFormat({ fastStart: false }) },
  "video/webm": { name: "shared.webm", format: () => new WebMOutputFormat() },
  "audio/mpeg": { name: "shared.mp3", format: () => new Mp3OutputFormat() },
  "audio/wav": { name: "shared.wav", format: () => new WavOutputFormat() },
  "audio/ogg": { name: "shared.ogg", format: () => new OggOutputFormat() },
};
