import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Examiner } from "../../src/server/evidence-safety/examiner.js";
import { createTestExaminer } from "../support/examiner.js";
import { EICAR, examineBytes } from "../support/examined.js";

const now = (): Date => new Date("2026-11-25T00:00:00Z");
const infected = { bytes: Buffer.from(`Dear mediator,\n${EICAR}\n`), filename: "statement.txt" };
const harmless = {
  bytes: Buffer.from("Dear mediator,\nthe parcel never came.\n"),
  filename: "statement.txt",
};

/** Reads what a client streams in the protocol of INSTREAM; null until the stream has ended. */
function streamed(received: Buffer): Buffer | null {
  const command = "zINSTREAM\0";
  if (received.subarray(0, command.length).toString("latin1") !== command) return null;
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** A stand-in for clamd that speaks its protocol over TCP and knows one signature. */
async function startStandIn(answer: (content: Buffer) => string): Promise<Server> {
  const server = createServer((socket: Socket) => {
    let received = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const content = streamed(received);
      if (content !== null) socket.end(`${answer(content)}\0`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function examinerAt(server: Server): Examiner {
  return createTestExaminer({
    now,
    clamd: { host: "127.0.0.1", port: (server.address() as AddressInfo).port },
  });
}

describe("The virus scanner", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startStandIn((content) =>
      content.includes(EICAR) ? "stream: Eicar-Signature FOUND" : "stream: OK",
    );
  });
  afterAll(() => {
    server.close();
  });

  test("has a file that it knows quarantined", async () => {
    await examineBytes(examinerAt(server), infected, ({ treatment, findings, shared }) => {
      expect({ treatment, findings, shared }).toEqual({
        treatment: "QUARANTINE",
        findings: ["VIRUS_FOUND:Eicar-Signature"],
        shared: null,
      });
    });
  });

  test("lets a file that it does not know go on to the examination", async () => {
    await examineBytes(examinerAt(server), harmless, ({ treatment, contentType }) => {
      expect([treatment, contentType]).toEqual(["ACCEPT", "text/plain"]);
    });
  });

  test("scans a file that is longer than one chunk to its end", async () => {
    const bytes = Buffer.concat([Buffer.alloc(1_000_000, "a "), Buffer.from(EICAR)]);
    await examineBytes(examinerAt(server), { bytes, filename: "long.txt" }, ({ treatment }) => {
      expect(treatment).toBe("QUARANTINE");
    });
  });

  test("fails the examination while it is out of reach, so that it is tried again", async () => {
    const gone = await startStandIn(() => "");
    const examiner = examinerAt(gone);
    gone.close();
    await once(gone, "close");
    await expect(examineBytes(examiner, harmless, () => undefined)).rejects.toThrow("cannot be asked");
  });

  test("fails the examination when it says that it could not scan", async () => {
    const broken = await startStandIn(() => "INSTREAM size limit exceeded. ERROR");
    await expect(examineBytes(examinerAt(broken), harmless, () => undefined)).rejects.toThrow(
      "did not scan the file: INSTREAM size limit exceeded. ERROR",
    );
    broken.close();
  });
});

const address = process.env["TEST_CLAMD_URL"];

(address === undefined ? describe.skip : describe)("A real clamd (skipped without TEST_CLAMD_URL)", () => {
  test("finds the test text of virus scanners", async () => {
    const url = new URL(address ?? "tcp://127.0.0.1:3310");
    const examiner = createTestExaminer({ now, clamd: { host: url.hostname, port: Number(url.port) } });
    await examineBytes(
      examiner,
      { bytes: Buffer.from(EICAR), filename: "a.txt" },
      ({ treatment, findings }) => {
        expect(treatment).toBe("QUARANTINE");
        expect(findings[0]).toMatch(/^VIRUS_FOUND:.*Eicar/i);
      },
    );
    await examineBytes(examiner, harmless, ({ treatment }) => {
      expect(treatment).toBe("ACCEPT");
    });
  });
});
