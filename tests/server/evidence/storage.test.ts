import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { createDiskStorage } from "../../../src/server/evidence/disk-storage.js";
import { FileWriter } from "../../../src/server/evidence/file-writers.js";
import { createS3Storage } from "../../../src/server/evidence/s3-storage.js";
import {
  ObjectMissingError,
  WrongBytesError,
  type ByteRange,
  type EvidenceStorage,
} from "../../../src/services/evidence/object-storage.js";
import { decrypted, decryptedRange } from "../../../src/services/evidence/encryption/framed-cipher.js";
import { storedSizeOf } from "../../../src/services/evidence/encryption/frame-format.js";
import { bytesOf, expectSameBytes, fileOf, piecesOf } from "../../support/bytes.js";
import { eventually } from "../../support/dispute-log.js";
import { startS3Server, type S3Server } from "../../support/s3-server.js";

let folder: string;
let s3: S3Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombud-storage-"));
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const missing = sha256(Buffer.from("nothing"));

async function listed(names: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const name of names) all.push(name);
  return all.sort();
}

let asked = 0;

/** Says what a file system says that writes through the page cache alone. */
function takesNoDirectWrites(): Promise<boolean> {
  asked += 1;
  return Promise.resolve(false);
}

const adapters: readonly (readonly [string, () => EvidenceStorage])[] = [
  ["the local disk", () => createDiskStorage(folder)],
  [
    "a disk that takes no direct writes",
    () => createDiskStorage(join(folder, "cached"), takesNoDirectWrites),
  ],
  ["S3", () => createS3Storage(s3.config)],
];

describe.each(adapters)("on %s", (_name, create) => {
  let storage: EvidenceStorage;
  beforeAll(() => {
    storage = create();
  });

  /** @returns what is read again, and where it is */
  async function kept(bytes: Uint8Array): Promise<{ bytes: Buffer; address: string }> {
    const file = fileOf(bytes);
    const { address } = await storage.objects.put(file);
    return { bytes: await bytesOf(decrypted(await storage.objects.get(address), file.key)), address };
  }

  it("a file is told what it was, is read as it was put, and lies there encrypted", async () => {
    for (const size of [0, 1, 65_536, 17_000_001]) {
      const bytes = randomBytes(size);
      const file = fileOf(bytes);
      const sealed = await storage.objects.put({ ...file, sha256: sha256(bytes) });
      expect(sealed.sha256).toBe(sha256(bytes));
      const stored = await bytesOf(await storage.objects.get(sealed.address));
      expect(stored.length).toBe(storedSizeOf(size));
      const addresses: string[] = [];
      const opened = decrypted(piecesOf(stored, 70_001), file.key, (address) => addresses.push(address));
      expectSameBytes(await bytesOf(opened), bytes);
      expect(addresses).toEqual([sealed.address]);
    }
  });

  it("many files at once stay apart, whatever their size", async () => {
    // Around the frames of a file, the blocks of a disk, and what is written to it at once.
    const sizes = [4_036, 4_037, 65_535, 65_536, 65_537, 1_048_575, 1_048_576, 1_048_577, 3_145_728];
    await Promise.all(
      [...sizes, ...sizes, ...sizes, ...sizes].map(async (size) => {
        const bytes = randomBytes(size);
        expectSameBytes((await kept(bytes)).bytes, bytes);
      }),
    );
  });

  it("a part of a file is read alone", async () => {
    const bytes = randomBytes(200_000);
    const file = fileOf(bytes);
    const { address } = await storage.objects.put(file);
    const read = (range: ByteRange) => storage.objects.get(address, range);
    for (const [start, end] of [
      [0, 0],
      [5, 99_999],
      [199_999, 199_999],
    ] as const) {
      const part = await bytesOf(decryptedRange(read, file.key, 200_000, { start, end }));
      expectSameBytes(part, bytes.subarray(start, end + 1));
    }
  });

  it("the same bytes are two objects that tell nothing of each other, and what is removed is gone", async () => {
    const bytes = randomBytes(1_000);
    const { address } = await kept(bytes);
    expect((await kept(bytes)).address).not.toBe(address);
    expect(await listed(storage.objects.list(0))).toContain(address);
    await storage.objects.remove(address);
    await storage.objects.remove(address);
    await expect(storage.objects.get(address)).rejects.toThrow(ObjectMissingError);
    expect(await listed(storage.objects.list(0))).not.toContain(address);
    await expect(storage.objects.get(missing)).rejects.toThrow(ObjectMissingError);
  });

  it("a stream that breaks, is longer or shorter than announced, or is another leaves nothing", async () => {
    const before = await listed(storage.objects.list(0));
    async function* breaking() {
      yield await Promise.resolve(randomBytes(2_000_000));
      throw new Error("The line went dead.");
    }
    const broken = { ...fileOf(randomBytes(0)), bytes: breaking(), byteSize: 3_000_000 };
    await expect(storage.objects.put(broken)).rejects.toThrow("The line went dead.");
    for (const size of [11, 9, 2_000_000]) {
      const other = { ...fileOf(randomBytes(size)), byteSize: 10 };
      await expect(storage.objects.put(other)).rejects.toThrow("10 bytes were announced");
    }
    for (const size of [10, 2_000_000]) {
      const bytes = randomBytes(size);
      const wrong = storage.objects.put({ ...fileOf(bytes), sha256: missing });
      await expect(wrong).rejects.toEqual(new WrongBytesError(sha256(bytes)));
    }
    expect(await listed(storage.objects.list(0))).toEqual(before);
  });

  it("what is young is not listed as an orphan", async () => {
    const { address } = await kept(randomBytes(100));
    expect(await listed(storage.objects.list(3_600_000))).not.toContain(address);
  });

  it("nothing but an address names an object, and nothing but a UUID an upload", async () => {
    for (const name of ["../../etc/passwd", "", `${missing}/x`, missing.toUpperCase()]) {
      await expect(async () => storage.objects.get(name)).rejects.toThrow("not the address");
      await expect(async () => storage.objects.remove(name)).rejects.toThrow("not the address");
      await expect(async () => storage.staging.put(name, 0, randomBytes(1))).rejects.toThrow("not the UUID");
      await expect(async () => storage.staging.remove(name)).rejects.toThrow("not the UUID");
    }
  });

  it("the parts of an upload wait in order until they are removed", async () => {
    const id = randomUUID();
    expect(await storage.staging.parts(id)).toEqual([]);
    const parts = [randomBytes(5), randomBytes(70_000), randomBytes(1)];
    await storage.staging.put(id, 70_005, parts[2]!);
    await storage.staging.put(id, 5, parts[1]!);
    await storage.staging.put(id, 0, randomBytes(3));
    await storage.staging.put(id, 0, parts[0]!);
    expect(await storage.staging.parts(id)).toEqual([
      { offset: 0, byteSize: 5 },
      { offset: 5, byteSize: 70_000 },
      { offset: 70_005, byteSize: 1 },
    ]);
    expectSameBytes(await bytesOf(await storage.staging.get(id, 5)), parts[1]!);
    await expect(storage.staging.get(id, 6)).rejects.toThrow(ObjectMissingError);
    expect(await listed(storage.staging.list(0))).toContain(id);
    expect(await listed(storage.staging.list(3_600_000))).not.toContain(id);
    await storage.staging.remove(id);
    await storage.staging.remove(id);
    expect(await storage.staging.parts(id)).toEqual([]);
    expect(await listed(storage.staging.list(0))).not.toContain(id);
  });
});

describe("on the local disk", () => {
  it("nobody else may read what is stored, and nothing half-written is left", async () => {
    const storage = createDiskStorage(join(folder, "own"));
    const { address } = await storage.objects.put(fileOf(randomBytes(2_000_000)));
    const path = join(folder, "own", "objects", address.slice(0, 2), address);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "own", "objects"))).mode & 0o777).toBe(0o700);
    const short = { ...fileOf(randomBytes(2_000_000)), byteSize: 2_000_001 };
    await expect(storage.objects.put(short)).rejects.toThrow();
    await expect(storage.objects.put({ ...fileOf(randomBytes(10)), sha256: missing })).rejects.toThrow();
    expect(await readdir(join(folder, "own", "writing"))).toEqual([]);
  });

  it("a file system is asked once whether it takes direct writes, and if not is written as usual", async () => {
    const storage = createDiskStorage(join(folder, "usual"), takesNoDirectWrites);
    const before = asked;
    for (const size of [4_097, 3_000_000]) await storage.objects.put(fileOf(randomBytes(size)));
    expect(asked - before).toBe(1);
    expect(await readdir(join(folder, "usual", "writing"))).toEqual([]);
  });

  it("what the disk refuses is told, and the next file is written", async () => {
    const path = join(folder, "refusing");
    await writeFile(path, "no folder");
    const storage = createDiskStorage(path);
    await expect(storage.objects.put(fileOf(randomBytes(10)))).rejects.toMatchObject({ code: "ENOTDIR" });
    await rm(path);
    await storage.objects.put(fileOf(randomBytes(10)));
  });

  it("sixteen large files at once do not hold what else the process does", async () => {
    const storage = createDiskStorage(join(folder, "large"));
    const bytes = randomBytes(16 * 1024 * 1024);
    const before = performance.eventLoopUtilization();
    await Promise.all(Array.from({ length: 16 }, () => storage.objects.put(fileOf(bytes, 65_536))));
    const { utilization } = performance.eventLoopUtilization(before);
    // Hashing and encrypting here would keep the loop busy all the time.
    expect(utilization).toBeLessThan(0.6);
  });
});

describe("a thread that writes files", () => {
  it("says so when it breaks, and takes nothing more", async () => {
    const program = join(folder, "broken.mjs");
    await writeFile(program, "throw new Error('It broke.');");
    const writer = new FileWriter(pathToFileURL(program));
    await expect(writer.run({ drop: 1 })).rejects.toThrow("It broke.");
    await eventually(() => !writer.isAlive, "the end of the thread");
    await expect(writer.run({ drop: 1 })).rejects.toThrow("has ended");
  });
});

describe("on S3", () => {
  it("a client sends a part to a signed address, and no other bytes than announced", async () => {
    const { direct } = createS3Storage(s3.config);
    const id = randomUUID();
    const bytes = randomBytes(1_000);
    const url = await direct!.urlOf(id, { offset: 0, byteSize: 1_000 }, 60);
    // The server of the test does not look, but S3 refuses other bytes than were signed.
    expect(new URL(url).searchParams.get("X-Amz-SignedHeaders")).toBe("content-length;host");
    const sent = await fetch(url, { method: "PUT", body: bytes });
    expect(sent.status).toBe(200);
    expect(await direct!.parts(id)).toEqual([{ offset: 0, byteSize: 1_000 }]);
    expectSameBytes(await bytesOf(await direct!.get(id, 0)), bytes);
  });
});
