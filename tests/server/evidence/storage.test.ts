import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { constants, open } from "node:fs";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { join } from "node:path";
import { createDiskStorage } from "../../../src/server/evidence/disk-storage.js";
import { createS3Storage } from "../../../src/server/evidence/s3-storage.js";
import { ObjectMissingError, type EvidenceStorage } from "../../../src/services/evidence/object-storage.js";
import { bytesOf, expectSameBytes, piecesOf } from "../../support/bytes.js";
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

const openFile = promisify(open);
let refused = 0;

/** Opens as on a file system that writes through the page cache alone. */
async function openCached(path: string, flags: number, mode: number): Promise<number> {
  if ((flags & constants.O_DIRECT) === 0) return openFile(path, flags, mode);
  refused += 1;
  throw Object.assign(new Error("Invalid argument"), { code: "EINVAL" });
}

const adapters: readonly (readonly [string, () => EvidenceStorage])[] = [
  ["the local disk", () => createDiskStorage(folder)],
  ["a disk that takes no direct writes", () => createDiskStorage(join(folder, "cached"), openCached)],
  ["S3", () => createS3Storage(s3.config)],
];

describe.each(adapters)("on %s", (_name, create) => {
  let storage: EvidenceStorage;
  beforeAll(() => {
    storage = create();
  });

  const put = (bytes: Uint8Array) =>
    storage.objects.put(piecesOf(bytes, 70_001), bytes.byteLength, () => sha256(bytes));

  it("an object has the name that it was given and is read as it was put", async () => {
    for (const size of [0, 1, 65_536, 17_000_001]) {
      const bytes = randomBytes(size);
      const address = await put(bytes);
      expect(address).toBe(sha256(bytes));
      expectSameBytes(await bytesOf(await storage.objects.get(address)), bytes);
    }
  });

  it("many objects at once stay apart, whatever their size", async () => {
    // Around the blocks of a disk, and around what is written to it at once.
    const sizes = [4_095, 4_096, 4_097, 1_114_111, 1_114_112, 1_114_113, 2_228_224].flatMap((size) =>
      Array.from({ length: 4 }, () => size),
    );
    await Promise.all(
      sizes.map(async (size) => {
        const bytes = randomBytes(size);
        expectSameBytes(await bytesOf(await storage.objects.get(await put(bytes))), bytes);
      }),
    );
  });

  it("a part of an object is read alone", async () => {
    const bytes = randomBytes(200_000);
    const address = await put(bytes);
    for (const [start, end] of [
      [0, 0],
      [5, 99_999],
      [199_999, 199_999],
    ] as const) {
      const part = await bytesOf(await storage.objects.get(address, { start, end }));
      expectSameBytes(part, bytes.subarray(start, end + 1));
    }
  });

  it("the same bytes are the same object, and what is removed is gone", async () => {
    const bytes = randomBytes(1_000);
    const address = await put(bytes);
    expect(await put(bytes)).toBe(address);
    expect(await listed(storage.objects.list(0))).toContain(address);
    await storage.objects.remove(address);
    await storage.objects.remove(address);
    await expect(storage.objects.get(address)).rejects.toThrow(ObjectMissingError);
    expect(await listed(storage.objects.list(0))).not.toContain(address);
    await expect(storage.objects.get(missing)).rejects.toThrow(ObjectMissingError);
  });

  it("a stream that breaks, or is longer or shorter than announced, leaves nothing", async () => {
    const before = await listed(storage.objects.list(0));
    async function* breaking() {
      yield await Promise.resolve(randomBytes(100_000));
      throw new Error("The line went dead.");
    }
    await expect(storage.objects.put(breaking(), 200_000, () => missing)).rejects.toThrow();
    await expect(storage.objects.put(piecesOf(randomBytes(10), 10), 11, () => missing)).rejects.toThrow();
    await expect(storage.objects.put(piecesOf(randomBytes(12), 12), 11, () => missing)).rejects.toThrow();
    expect(await listed(storage.objects.list(0))).toEqual(before);
  });

  it("what is young is not listed as an orphan", async () => {
    const address = await put(randomBytes(100));
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
    const address = await storage.objects.put(piecesOf(randomBytes(10), 10), 10, () => missing);
    const path = join(folder, "own", "objects", address.slice(0, 2), address);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "own", "objects"))).mode & 0o777).toBe(0o700);
    await expect(storage.objects.put(piecesOf(randomBytes(10), 10), 9, () => missing)).rejects.toThrow();
    expect(await readdir(join(folder, "own", "writing"))).toEqual([]);
  });

  it("a file system that takes no direct writes is asked once, and written as usual from then on", async () => {
    const storage = createDiskStorage(join(folder, "usual"), openCached);
    const before = refused;
    const bytes = [randomBytes(4_097), randomBytes(3_000_000)];
    for (const each of bytes) {
      const address = await storage.objects.put(piecesOf(each, 70_001), each.length, () => sha256(each));
      expectSameBytes(await bytesOf(await storage.objects.get(address)), each);
    }
    expect(refused - before).toBe(1);
    expect(await readdir(join(folder, "usual", "writing"))).toEqual([]);
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
