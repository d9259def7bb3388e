import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Connection } from "./connection.js";
import { timed, type Plan } from "./timed.js";

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

/** Some different files. Clients hash theirs on their own machines. @param mebibytes of each */
export function makePayloads(count: number, mebibytes: number): Payload[] {
  return Array.from({ length: count }, () => {
    const bytes = randomBytes(mebibytes * 1024 * 1024);
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  });
}

const create = `mutation ($input: CreateEvidenceUploadInput!) { createEvidenceUpload(input: $input) {
  file { id } upload { url } userErrors { code message } } }`;
const complete = `mutation ($input: CompleteEvidenceUploadInput!) { completeEvidenceUpload(input: $input) {
  userErrors { code message } } }`;

const createSeveral = `mutation ($input: CreateEvidenceUploadsInput!) { createEvidenceUploads(input: $input) {
  results { file { id } upload { url } userErrors { code message } } userErrors { code message } } }`;
const completeSeveral = `mutation ($input: CompleteEvidenceUploadsInput!) { completeEvidenceUploads(input: $input) {
  results { userErrors { code message } } userErrors { code message } } }`;

interface Announced {
  readonly file?: { readonly id: string };
  readonly upload?: { readonly url: string };
}

interface Answered extends Announced {
  readonly results?: readonly (Announced & { readonly userErrors: readonly unknown[] })[];
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
  const refused = [payload, ...(payload?.results ?? [])].some((each) => each?.userErrors.length !== 0);
  if (payload === undefined || refused) throw new Error(answer.body.toString());
  return payload;
}

function saidOf({ bytes, sha256 }: Payload): object {
  return { filename: "photo.jpg", contentType: "image/jpeg", byteSize: bytes.length, sha256 };
}

async function put(connection: Connection, { upload }: Announced, { bytes }: Payload): Promise<void> {
  if (upload === undefined) throw new Error("The upload was not announced.");
  const head = `PUT ${upload.url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${bytes.length}\r\n\r\n`;
  const { status, body } = await connection.send(head, bytes);
  if (status !== 204) throw new Error(`${status} ${body.toString()}`);
}

async function handIn(
  connection: Connection,
  { disputeId, token }: Uploader,
  payload: Payload,
): Promise<void> {
  const announced = await mutate(connection, token, create, { disputeId, ...saidOf(payload) });
  await put(connection, announced, payload);
  await mutate(connection, token, complete, { fileId: announced.file?.id });
}

/** Files of one dispute that are handed in together: announced by one call, and completed by one when all have been sent. */
class Group {
  private announced: Promise<Answered> | null = null;
  private left: number;

  constructor(
    private readonly uploader: Uploader,
    private readonly payloads: readonly Payload[],
  ) {
    this.left = payloads.length;
  }

  /** Hands the file at a position in; whoever comes first announces all, and whoever has sent the last completes them. */
  async handIn(connection: Connection, position: number): Promise<void> {
    const { disputeId, token } = this.uploader;
    this.announced ??= mutate(connection, token, createSeveral, {
      disputeId,
      files: this.payloads.map(saidOf),
    });
    const { results = [] } = await this.announced;
    await put(connection, results[position] ?? {}, this.payloads[position] as Payload);
    this.left -= 1;
    if (this.left > 0) return;
    const fileIds = results.map(({ file }) => file?.id);
    await mutate(connection, token, completeSeveral, { disputeId, fileIds });
  }
}

/** How files are handed in. */
export interface Way {
  readonly uploaders: readonly Uploader[];
  readonly payloads: readonly Payload[];
  /** How many files of a dispute are announced and completed by one call; 1: each by calls of its own. */
  readonly together: number;
}

/** Ours: files announced, sent and completed by clients of the API. @returns seconds */
export async function uploadAll(
  port: number,
  { uploaders, payloads, together }: Way,
  plan: Plan,
): Promise<number> {
  const connections = Array.from({ length: plan.atOnce }, () => new Connection(port));
  const payloadOf = (number: number) => payloads[number % payloads.length] as Payload;
  const uploaderOf = (number: number) => uploaders[number % uploaders.length] as Uploader;
  const groups = Array.from({ length: Math.ceil(plan.files / together) }, (_, index) => {
    const first = index * together;
    const size = Math.min(together, plan.files - first);
    return new Group(
      uploaderOf(index),
      Array.from({ length: size }, (_one, position) => payloadOf(first + position)),
    );
  });
  try {
    return await timed(plan, (number, lane) => {
      const connection = connections[lane] as Connection;
      if (together === 1) return handIn(connection, uploaderOf(number), payloadOf(number));
      const group = groups[Math.floor(number / together)] as Group;
      return group.handIn(connection, number % together);
    });
  } finally {
    for (const connection of connections) connection.close();
  }
}
