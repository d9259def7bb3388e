import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp3OutputFormat,
  Output,
  EncodedAudioPacketSource,
  WebMOutputFormat,
} from "mediabunny";

const FRAME_SECONDS = 1_152 / 44_100;

/** Bytes that tell one packet from another and stand nowhere else. */
export function contentOf(index: number): string {
  return `content of packet ${String(index).padStart(4, "0")}.`;
}

/** An MP3 of 44.1 kHz and 128 kbit/s whose frames hold {@link contentOf} where their sound is; it sounds like nothing. */
export async function mp3(frames: number): Promise<Buffer> {
  const source = new EncodedAudioPacketSource("mp3");
  const decoderConfig = { codec: "mp3", numberOfChannels: 2, sampleRate: 44_100 };
  const output = new Output({ format: new Mp3OutputFormat(), target: new BufferTarget() });
  output.addAudioTrack(source);
  await output.start();
  for (let index = 0; index < frames; index += 1) {
    const data = Buffer.alloc(417);
    data.set([0xff, 0xfb, 0x90, 0x00]);
    data.write(contentOf(index), 4 + 32);
    const packet = new EncodedPacket(data, "key", index * FRAME_SECONDS, FRAME_SECONDS);
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return Buffer.from(output.target.buffer!);
}

/** A WebM of 10 pictures a second, as VP8 has them, every fifth of which stands alone. It shows nothing. */
export async function webm(pictures: number): Promise<Buffer> {
  const source = new EncodedVideoPacketSource("vp8");
  const decoderConfig = { codec: "vp8", codedWidth: 64, codedHeight: 48 };
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  output.addVideoTrack(source);
  await output.start();
  for (let index = 0; index < pictures; index += 1) {
    const isKey = index % 5 === 0;
    const begin = isKey ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 64, 0, 48, 0] : [0x11, 0x02, 0x00];
    const data = Buffer.concat([Buffer.from(begin), Buffer.from(contentOf(index))]);
    const packet = new EncodedPacket(data, isKey ? "key" : "delta", index / 10, 0.1);
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return Buffer.from(output.target.buffer!);
}

/** Which of so many packets, in order, a recording still holds. */
export function contentsIn(recording: Buffer, packets: number): number[] {
  return Array.from({ length: packets }, (_, index) => index).filter((index) =>
    recording.includes(contentOf(index)),
  );
}
