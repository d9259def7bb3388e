import { createCipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import fc from "fast-check";
import { encrypted, type SealedFile } from "../../../src/services/evidence/encryption/file-sealer.js";
import {
  DamagedFileError,
  FRAME_BYTES,
  HEADER_BYTES,
  storedSizeOf,
  type FileKey,
} from "../../../src/services/evidence/encryption/frame-format.js";
import { decrypted, decryptedRange } from "../../../src/services/evidence/encryption/framed-cipher.js";
import { createKeyRing, UnknownMasterKeyError } from "../../../src/services/evidence/encryption/key-ring.js";
import { seal, unseal } from "../../../src/services/evidence/encryption/sealed-bytes.js";
import { bytesOf, expectSameBytes, piecesOf } from "../../support/bytes.js";

const STORED_FRAME = FRAME_BYTES + 16;
const keyFor = (name = "original:1"): FileKey => ({ dataKey, name });
const dataKey = randomBytes(32);

const encrypt = (bytes: Uint8Array, key = keyFor(), piece = 30_011) =>
  bytesOf(encrypted(piecesOf(bytes, piece), key, () => undefined));
const decrypt = (stored: Uint8Array, key = keyFor(), piece = 70_001) =>
  bytesOf(decrypted(piecesOf(stored, piece), key));

/** Sizes around the borders of frames, and others. */
const sizes = fc.oneof(
  fc.integer({ min: 0, max: 3 * FRAME_BYTES }),
  fc.constantFrom(0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 2 * FRAME_BYTES + 1),
);
const pieces = fc.integer({ min: 1_000, max: 200_000 });
const runs = { numRuns: 40 };

it("what is encrypted in any pieces is decrypted in any others", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, pieces, pieces, async (size, one, other) => {
      const bytes = randomBytes(size);
      const stored = await encrypt(bytes, keyFor(), one);
      expect(stored.length).toBe(storedSizeOf(size));
      expectSameBytes(await decrypt(stored, keyFor(), other), bytes);
    }),
    runs,
  );
});

it("any part is read alone, and no more than its frames", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (drawn, from, length) => {
      const size = Math.max(1, drawn);
      const bytes = randomBytes(size);
      const stored = await encrypt(bytes);
      const start = from % size;
      const end = Math.min(size - 1, start + (length % size));
      let read = 0;
      const reader = async (range: { start: number; end: number }) => {
        const part = stored.subarray(range.start, range.end + 1);
        read += part.length;
        return Promise.resolve(piecesOf(part, 50_000));
      };
      const part = await bytesOf(decryptedRange(reader, keyFor(), size, { start, end }));
      expectSameBytes(part, bytes.subarray(start, end + 1));
      const frames = Math.floor(end / FRAME_BYTES) - Math.floor(start / FRAME_BYTES) + 1;
      expect(read).toBeLessThanOrEqual(HEADER_BYTES + frames * STORED_FRAME);
    }),
    runs,
  );
});

async function addressOf(stored: Uint8Array): Promise<string> {
  const addresses: string[] = [];
  await bytesOf(decrypted(piecesOf(stored, 70_001), keyFor(), (address) => addresses.push(address)));
  expect(addresses).toHaveLength(1);
  return addresses[0]!;
}

it("whoever reads a file finds the address that whoever wrote it gave", async () => {
  const bytes = randomBytes(3 * FRAME_BYTES + 1);
  const sealed: SealedFile[] = [];
  const stored = await bytesOf(encrypted(piecesOf(bytes, 30_011), keyFor(), (file) => sealed.push(file)));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(sealed).toEqual([{ address: await addressOf(stored), sha256 }]);
  expect(await addressOf(await encrypt(randomBytes(10)))).not.toBe(
    await addressOf(await encrypt(randomBytes(10))),
  );
});

it("a file of the older form is read, belongs at the SHA-256 of all it is, and does not pass for the newer", async () => {
  const clear = randomBytes(1_000);
  const header = Buffer.concat([Buffer.from("OMB1"), randomBytes(39), Buffer.alloc(1)]);
  const key = Buffer.from(hkdfSync("sha256", dataKey, header.subarray(4, 36), "ombud:file:original:1", 32));
  const nonce = Buffer.concat([header.subarray(36, 43), Buffer.from([0, 0, 0, 0, 1])]);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const frame = Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
  const older = Buffer.concat([header, frame]);
  expectSameBytes(await decrypt(older), clear);
  expect(await addressOf(older)).toBe(createHash("sha256").update(older).digest("hex"));
  older.write("OMB2");
  await expect(decrypt(older)).rejects.toThrow(DamagedFileError);
});

it("a changed byte is found, wherever it is", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.integer({ min: 1, max: 255 }), async (size, where, change) => {
      const stored = await encrypt(randomBytes(size));
      const at = where % stored.length;
      stored[at] = stored[at]! ^ change;
      await expect(decrypt(stored)).rejects.toThrow(DamagedFileError);
    }),
    runs,
  );
});

it("a file that is cut off is found, at a border of frames too", async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (size, where) => {
      const stored = await encrypt(randomBytes(size));
      await expect(decrypt(stored.subarray(0, where % stored.length))).rejects.toThrow(DamagedFileError);
    }),
    runs,
  );
  const whole = await encrypt(randomBytes(3 * FRAME_BYTES));
  for (const frames of [0, 1, 2]) {
    const cut = whole.subarray(0, HEADER_BYTES + frames * STORED_FRAME);
    await expect(decrypt(cut)).rejects.toThrow(DamagedFileError);
  }
});

it("frames that change places, are repeated, added or left out are found", async () => {
  const whole = await encrypt(randomBytes(4 * FRAME_BYTES));
  const header = whole.subarray(0, HEADER_BYTES);
  const frames = [0, 1, 2, 3].map((frame) =>
    whole.subarray(HEADER_BYTES + frame * STORED_FRAME, HEADER_BYTES + (frame + 1) * STORED_FRAME),
  );
  for (const order of [[1, 0, 2, 3], [0, 0, 2, 3], [0, 2, 3], [0, 1, 2, 3, 3], [0, 1, 2], [3]]) {
    const changed = Buffer.concat([header, ...order.map((frame) => frames[frame]!)]);
    await expect(decrypt(changed)).rejects.toThrow(DamagedFileError);
  }
});

it("a file in the place of another, or under another dispute's key, is not read", async () => {
  const bytes = randomBytes(100_000);
  const stored = await encrypt(bytes, keyFor("original:1"));
  await expect(decrypt(stored, keyFor("original:2"))).rejects.toThrow(DamagedFileError);
  const other = { dataKey: randomBytes(32), name: "original:1" };
  await expect(decrypt(stored, other)).rejects.toThrow(DamagedFileError);
  const again = await encrypt(bytes, keyFor("original:1"));
  expect(again.equals(stored)).toBe(false);
  const mixed = Buffer.concat([stored.subarray(0, HEADER_BYTES), again.subarray(HEADER_BYTES)]);
  await expect(decrypt(mixed)).rejects.toThrow(DamagedFileError);
});

it("few bytes are sealed and opened, about the same thing only", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.string(), fc.nat(), (bytes, about, where) => {
      const sealed = seal(dataKey, bytes, about);
      expect(unseal(dataKey, sealed, about)).toEqual(Buffer.from(bytes));
      expect(() => unseal(dataKey, sealed, `${about}!`)).toThrow(DamagedFileError);
      sealed[where % sealed.length]! ^= 1;
      expect(() => unseal(dataKey, sealed, about)).toThrow(DamagedFileError);
    }),
    runs,
  );
  expect(() => unseal(dataKey, Buffer.alloc(5), "")).toThrow(DamagedFileError);
});

describe("the key ring", () => {
  const [first, second] = ["first", "second"].map((id) => ({ id, key: randomBytes(32) }));

  it("unwraps after the master key was changed, as long as the old one is known", () => {
    const before = createKeyRing(first!);
    const { dataKey: made, wrapped } = before.newDataKey("dispute");
    const after = createKeyRing(second!, [first!]);
    expect(after.unwrap("dispute", wrapped)).toEqual(made);
    expect(after.newDataKey("dispute").wrapped.masterKeyId).toBe("second");
    expect(() => createKeyRing(second!).unwrap("dispute", wrapped)).toThrow(UnknownMasterKeyError);
  });

  it("does not unwrap the key of another dispute", () => {
    const ring = createKeyRing(first!);
    const { wrapped } = ring.newDataKey("one");
    expect(() => ring.unwrap("other", wrapped)).toThrow(DamagedFileError);
  });

  it("knows what it signed, and under old keys too", () => {
    const ring = createKeyRing(first!);
    const signature = ring.sign("text");
    expect(ring.isSigned("text", signature)).toBe(true);
    expect(createKeyRing(second!, [first!]).isSigned("text", signature)).toBe(true);
    expect(createKeyRing(second!).isSigned("text", signature)).toBe(false);
    for (const wrong of [
      "",
      "first",
      "first.",
      "first.AAAA",
      `${signature}A`,
      signature.replace("first", "no"),
    ])
      expect(ring.isSigned("text", wrong)).toBe(false);
    expect(ring.isSigned("text!", signature)).toBe(false);
  });
});
