import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createS3Storage } from "../../../src/server/evidence/s3-storage.js";

/** Requests that changed something. */
const given: string[] = [];
let server: Server;

const uploadOf = (name: string, initiated: Date) => `<Upload><Key>writing/${name}</Key>
  <UploadId>${name}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`;

/** Speaks what S3 says about uploads in parts, which the S3 server of the other tests does not know. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    if (method !== "GET") given.push(`${method} ${url}`);
    response.statusCode = method === "DELETE" ? 204 : 200;
    const old = new Date(Date.now() - 48 * 3_600_000);
    const body = /[?&]uploads\b/.test(url)
      ? `<ListMultipartUploadsResult>${uploadOf("old", old)}${uploadOf("young", new Date())}</ListMultipartUploadsResult>`
      : "<ListBucketResult></ListBucketResult>";
    response.end(method === "GET" ? body : "");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it("what a killed process was sending to the bucket in parts is given up with the orphans, once it is old", async () => {
  const { port } = server.address() as AddressInfo;
  const place = { endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", bucket: "evidence" };
  const { objects } = createS3Storage({
    ...place,
    accessKeyId: "any",
    secretAccessKey: "any",
    direct: false,
  });
  for await (const address of objects.list(24 * 3_600_000)) expect(address).toBe("nothing");
  expect(given).toEqual([expect.stringMatching(/^DELETE \/evidence\/writing\/old\?.*uploadId=old/)]);
});
