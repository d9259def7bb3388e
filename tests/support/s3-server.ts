import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import type { S3Config } from "../../src/server/evidence/s3-bucket.js";

/** A real S3-compatible server with one bucket, on a free port of this machine. */
export interface S3Server {
  readonly config: S3Config;
  /** Where it keeps everything. */
  readonly directory: string;
  stop(): Promise<void>;
}

/** Starts the server; stop it after the tests. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "ombud-s3-"));
  const server = new S3rver({
    ...{ port: 0, address: "127.0.0.1", silent: true, directory },
    configureBuckets: [{ name: "evidence", configs: [] }],
  });
  const { port } = await server.run();
  // The server removes a folder with its last object, and fails as a process where another object is on its way into it.
  for (const prefix of ["direct", "objects", "staging", "writing"])
    await mkdir(join(directory, "evidence", prefix, "stays"), { recursive: true });
  return {
    directory,
    config: {
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      bucket: "evidence",
      accessKeyId: "S3RVER",
      secretAccessKey: "S3RVER",
      direct: true,
    },
    async stop() {
      // The clients keep their connections, for which closing would wait.
      server.httpServer.closeAllConnections();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
