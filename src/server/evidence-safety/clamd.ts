import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";
import { once } from "node:events";

const CHUNK_BYTES = 65_536;
const LONGEST_ANSWER = 1_024;
const DEFAULT_TIMEOUT_MS = 60_000;

/** Where a ClamAV daemon listens. */
export interface ClamdAddress {
  readonly host: string;
  readonly port: number;
  /** Without a word from it for so many milliseconds it counts as out of reach; 60,000 by default. */
  readonly timeoutMs?: number;
}

/** The virus scanner could not be asked, or did not answer: try again later. */
export class ScannerUnavailable extends Error {
  override readonly name = "ScannerUnavailable";
}

/**
 * Has a ClamAV daemon scan a file over its INSTREAM protocol.
 * @returns the name of the signature that it found, or null
 * @throws ScannerUnavailable when it is out of reach, refuses the file's size or answers an error
 */
export async function scanWithClamd(path: string, address: ClamdAddress): Promise<string | null> {
  const socket = connect({ host: address.host, port: address.port });
  socket.setTimeout(address.timeoutMs ?? DEFAULT_TIMEOUT_MS, () => {
    socket.destroy(new Error("it does not answer"));
  });
  try {
    const answer = readAnswer(socket);
    // The failure of the answer is told once, below, even when sending fails before.
    answer.catch(() => undefined);
    // A daemon that has heard enough (its size limit) closes its ear before it answers.
    await Promise.race([send(socket, path), answer]);
    return interpret(await answer);
  } catch (error) {
    if (error instanceof ScannerUnavailable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ScannerUnavailable(
      `The virus scanner at ${address.host}:${address.port} cannot be asked: ${reason}.`,
    );
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, path: string): Promise<void> {
  await once(socket, "connect");
  await write(socket, Buffer.from("zINSTREAM\0"));
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    await write(socket, Buffer.concat([length, chunk]));
  }
  await write(socket, Buffer.alloc(4));
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes("\0") || text.length > LONGEST_ANSWER) resolve(text);
    });
    socket.on("end", () => {
      resolve(text);
    });
    socket.on("error", reject);
  });
}

function interpret(answer: string): string | null {
  const text = answer.replace(/\0[^]*$/, "").trim();
  if (/: OK$/.test(text)) return null;
  const found = /: (\S+) FOUND$/.exec(text)?.[1];
  if (found !== undefined) return found.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, 100);
  throw new ScannerUnavailable(
    `The virus scanner did not scan the file: ${text.slice(0, 200) || "no answer"}`,
  );
}
