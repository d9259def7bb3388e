/** How far back, in bytes of sound, a frame can begin: part of it is stored in frames before it. */
const RESERVOIR_BYTES = 511;
const HEADER_BYTES = 4;
const CHECKSUM_BYTES = 2;
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const;
const MONO = 3;
/** What stands between the header and the sound. */
const SIDE_BYTES = { first: { mono: 17, stereo: 32 }, later: { mono: 9, stereo: 17 } } as const;

interface Frame {
  /** MPEG 1; otherwise 2 or 2.5. */
  readonly isFirst: boolean;
  readonly sampleRate: number;
  readonly soundBytes: number;
}

/** By the two bits that name the version of MPEG: 2.5, none, 2, 1. */
const VERSIONS = [
  { isFirst: false, slower: 4 },
  null,
  { isFirst: false, slower: 2 },
  { isFirst: true, slower: 1 },
] as const;
const LAYER_III = 1;

/** @throws Error for what is no frame of MPEG layer III */
function frameOf(data: Uint8Array): Frame {
  const header = data.length < HEADER_BYTES ? 0 : Buffer.from(data.buffer, data.byteOffset).readUInt32BE();
  const bits = (at: number, count: number) => (header >>> at) & ((1 << count) - 1);
  const version = VERSIONS[bits(19, 2)] ?? null;
  const rate = SAMPLE_RATES[bits(10, 2)];
  if (bits(21, 11) !== 0x7ff || version === null || bits(17, 2) !== LAYER_III || rate === undefined)
    throw new Error("This is no frame of an MP3.");
  const { isFirst, slower } = version;
  const sideBytes = SIDE_BYTES[isFirst ? "first" : "later"][bits(6, 2) === MONO ? "mono" : "stereo"];
  const checksum = bits(16, 1) === 0 ? CHECKSUM_BYTES : 0;
  return {
    isFirst,
    sampleRate: rate / slower,
    soundBytes: Math.max(0, data.length - HEADER_BYTES - checksum - sideBytes),
  };
}

/** Bytes of sound that a frame has room for. @throws Error for what is no frame of MPEG layer III */
export function soundBytesOf(data: Uint8Array): number {
  return frameOf(data).soundBytes;
}

/** The frames that are to be silent, with those before them in which they may begin. */
export function withReservoir(silent: readonly boolean[], soundBytes: readonly number[]): boolean[] {
  const wide = [...silent];
  for (const [index, isSilent] of silent.entries()) {
    if (!isSilent || silent[index - 1] === true) continue;
    let bytes = 0;
    for (let before = index - 1; before >= 0 && bytes < RESERVOIR_BYTES; before -= 1) {
      wide[before] = true;
      bytes += soundBytes[before] ?? 0;
    }
  }
  return wide;
}

/** A frame of the same length in time that is silent. It is always of the lowest rate, so that its size tells nothing. */
export function silentFrame(data: Uint8Array): Uint8Array {
  const { isFirst, sampleRate } = frameOf(data);
  const byteSize = Math.floor(isFirst ? (144 * 32_000) / sampleRate : (72 * 8_000) / sampleRate);
  const frame = new Uint8Array(byteSize);
  const [sync = 0, kind = 0, rates = 0, mode = 0] = data;
  // The lowest bit rate, no padding, no checksum, no coupling of the channels.
  frame.set([sync, kind | 1, 0x10 | (rates & 0x0c), mode & 0xcf]);
  return frame;
}
