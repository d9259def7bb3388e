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
  plan: Plan,
): Promise<number> {
  const connections = Array.from({ length: plan.atOnce }, () => new Connection(port));
  try {
    return await timed(plan, (number, lane) =>
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
