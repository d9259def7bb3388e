import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type EncodedPacket,
  type InputAudioTrack,
  type InputTrack,
  type InputVideoTrack,
  type Output,
} from "mediabunny";
import { silentFrame, soundBytesOf, withReservoir } from "./mp3.js";
import {
  picturesWith,
  shownUntilNext,
  soundsIn,
  type Fate,
  type Stretch,
  type TimedPacket,
} from "./packet-fates.js";

/** Codecs whose packets can hold pictures that are shown later, such as the alternate reference frames of VP8. */
const HIDING = new Set<string>(["av1", "vp8", "vp9"]);
/** Bytes of silence in codings of samples where that is not zero. */
const SILENCE: Readonly<Record<string, number>> = { alaw: 0xd5, ulaw: 0xff, "pcm-u8": 0x80 };

/** A track that can be written without some of its packets. */
export interface RedactedTrack {
  /** When it ends, in seconds. */
  readonly to: number;
  /** Whether no packet is left. */
  readonly isEmpty: boolean;
  /** When the packet that comes next begins, in seconds. */
  readonly time: number;
  addTo(output: Output): void;
  /** Writes the next packet. @returns false if there was none */
  advance(): Promise<boolean>;
}

/**
 * Looks through a track and decides about each packet.
 * @throws Error for a track whose codec is not known, or of which packets are not what they should be
 */
export async function openTrack(track: InputTrack, spans: readonly Stretch[]): Promise<RedactedTrack> {
  if (track.isVideoTrack()) return openPictures(track, spans);
  if (track.isAudioTrack()) return openSound(track, spans);
  throw new Error("Only pictures and sound are looked through.");
}

async function openPictures(track: InputVideoTrack, spans: readonly Stretch[]): Promise<RedactedTrack> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (codec === null || decoderConfig === null) throw new Error("The codec of the pictures is not known.");
  const packets: TimedPacket[] = [];
  // What a container says of key pictures need not be true.
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, {
    verifyKeyPackets: true,
  }))
    packets.push(timesOf(packet));
  const gone = picturesWith(packets, spans, HIDING.has(codec));
  const source = new EncodedVideoPacketSource(codec);
  const rotation = await track.getRotation();
  return new PacketCopy(track, {
    to: endOf(shownUntilNext(packets)),
    fates: gone.map((isGone) => (isGone ? "LEAVE_OUT" : "COPY")),
    addTo: (output) => output.addVideoTrack(source, { rotation }),
    add: (packet) => source.add(packet, { decoderConfig }),
    close: () => {
      source.close();
    },
    silenced: (packet) => packet,
  });
}

async function openSound(track: InputAudioTrack, spans: readonly Stretch[]): Promise<RedactedTrack> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (codec === null || decoderConfig === null) throw new Error("The codec of the sound is not known.");
  const packets: TimedPacket[] = [];
  const soundBytes: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets.push(timesOf(packet));
    if (codec === "mp3") soundBytes.push(soundBytesOf(packet.data));
  }
  const within = soundsIn(packets, spans);
  const gone = codec === "mp3" ? withReservoir(within, soundBytes) : within;
  const silence = silencerOf(codec);
  const source = new EncodedAudioPacketSource(codec);
  return new PacketCopy(track, {
    to: endOf(packets),
    fates: gone.map((isGone) => (isGone ? (silence === null ? "LEAVE_OUT" : "SILENCE") : "COPY")),
    addTo: (output) => output.addAudioTrack(source),
    add: (packet) => source.add(packet, { decoderConfig }),
    close: () => {
      source.close();
    },
    silenced: (packet) => packet.clone({ data: silence?.(packet.data) ?? new Uint8Array() }),
  });
}

/** How a packet is made silent; null where it can only be left out, which leaves a gap in time. */
function silencerOf(codec: string): ((data: Uint8Array) => Uint8Array) | null {
  if (codec === "mp3") return silentFrame;
  const isSamples = codec.startsWith("pcm-") || codec in SILENCE;
  return isSamples ? (data) => new Uint8Array(data.length).fill(SILENCE[codec] ?? 0) : null;
}

function timesOf({ timestamp, duration, type }: EncodedPacket): TimedPacket {
  return { from: timestamp, to: timestamp + duration, isKey: type === "key" };
}

function endOf(packets: readonly Stretch[]): number {
  return packets.reduce((end, { to }) => Math.max(end, to), 0);
}

interface CopyOptions {
  readonly to: number;
  /** One for each packet, in the order of decoding. */
  readonly fates: readonly Fate[];
  addTo(output: Output): unknown;
  add(packet: EncodedPacket): Promise<void>;
  close(): void;
  silenced(packet: EncodedPacket): EncodedPacket;
}

class PacketCopy implements RedactedTrack {
  readonly isEmpty: boolean;
  readonly to: number;
  time = -Infinity;
  private readonly packets: AsyncGenerator<EncodedPacket, void>;
  private index = 0;

  constructor(
    track: InputTrack,
    private readonly options: CopyOptions,
  ) {
    this.to = options.to;
    this.isEmpty = !options.fates.includes("COPY");
    this.packets = new EncodedPacketSink(track).packets();
  }

  addTo(output: Output): void {
    this.options.addTo(output);
  }

  async advance(): Promise<boolean> {
    const next = await this.packets.next();
    if (next.done === true) {
      this.options.close();
      return false;
    }
    const packet = next.value;
    const fate = this.options.fates[this.index];
    this.index += 1;
    this.time = packet.timestamp;
    if (fate === "COPY") await this.options.add(packet);
    if (fate === "SILENCE") await this.options.add(this.options.silenced(packet));
    return true;
  }
}
