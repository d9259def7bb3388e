import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Connection } from "./connection.js";

/** Bytes of one file. */
export const FILE_BYTES = 1024 * 1024;
/** How the plain streams and a client's socket see a file. */
const CHUNK_BYTES = 64 * 1024;

/** A file to be handed in. */
interface Payload {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Who hands files in for which dispute. */
export interface Uploader {
  /** API id. */
  readonly disputeId: string;
  readonly token: string;
}

/** Some different files. Clients hash theirs on their own machines. */
export function makePayloads(count: number): Payload[] {
  return Array.from({ length: count }, () => {
    const bytes = randomBytes(FILE_BYTES);
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  });
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    yield bytes.subarray(start, start + CHUNK_BYTES);
}

/** Runs `work` for the numbers below `count`, some at a time. @returns seconds */
async function timed(
  count: number,
  atOnce: number,
  work: (number: number, lane: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const start = performance.now();
  const lane = async (_: unknown, index: number): Promise<void> => {
    while (next < count) {
      const number = next;
      next += 1;
      await work(number, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (performance.now() - start) / 1000;
}

/** The limit: the same bytes through plain streams into files, each made durable. @returns seconds */
export async function writePlainly(
  folder: string,
  payloads: readonly Payload[],
  { files, atOnce }: { readonly files: number; readonly atOnce: number },
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const seconds = await timed(files, atOnce, async (number) => {
    const { bytes } = payloads[number % payloads.length] as Payload;
    const target = createWriteStream(join(folder, String(number)), { flush: true });
    await pipeline(Readable.from(chunksOf(bytes)), target);
  });
  await rm(folder, { recursive: true });
  return seconds;
}

const create = `mutation ($input: CreateEvidenceUploadInput!) { createEvidenceUpload(input: $input) {
  file { id } upload { url } userErrors { code message } } }`;
const complete = `mutation ($input: CompleteEvidenceUploadInput!) { completeEvidenceUpload(input: $input) {
  userErrors { code message } } }`;

interface Answered {
  readonly file?: { readonly id: string };
  readonly upload?: { readonly url: string };
  readonly userErrors: readonly unknown[];
}

async function mutate(
  connection: Connection,
  token: string,
  query: string,
  input: object,
): Promise<Answered> {
  const body = JSON.stringify({ query, variables: { input: { clientMutationId: randomUUID(), ...input } } });
  const head =
    `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const answer = await connection.send(head + body);
  const { data } = JSON.parse(answer.body.toString()) as { data?: Record<string, Answered> };
  const [payload] = Object.values(data ?? {});
  if (payload === undefined || payload.userErrors.length > 0) throw new Error(answer.body.toString());
  return payload;
}

async function handIn(
  connection: Connection,
  { disputeId, token }: Uploader,
  { bytes, sha256 }: Payload,
): Promise<void> {
  const announced = {
    disputeId,
    filename: "photo.jpg",
    contentType: "image/jpeg",
    byteSize: bytes.length,
    sha256,
  };
  const { file, upload } = await mutate(connection, token, create, announced);
  if (file === undefined || upload === undefined) throw new Error("The upload was not announced.");
  const head = `PUT ${upload.url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${bytes.length}\r\n\r\n`;
  const { status, body } = await connection.send(head, bytes);
  if (status !== 204) throw new Error(`${status} ${body.toString()}`);
  await mutate(connection, token, complete, { fileId: file.id });
}

/** Ours: each file announced, sent and completed by a client of the API. @returns seconds */
export async function uploadAll(
  port: number,
  uploaders: readonly Uploader[],
  payloads: readonly Payload[],
  { files, atOnce }: { readonly files: number; readonly atOnce: number },
): Promise<number> {
  const connections = Array.from({ length: atOnce }, () => new Connection(port));
  try {
    return await timed(files, atOnce, (number, lane) =>
      handIn(
        connections[lane] as Connection,
        uploaders[number % uploaders.length] as Uploader,
        payloads[number % payloads.length] as Payload,
      ),
    );
  } finally {
    for (const connection of connections) connection.close();
  }
}
