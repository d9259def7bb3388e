import { execFileSync } from "node:child_process";
import { tsImport } from "tsx/esm/api";

/** Jest calls it once before all tests: the database server is up, the template ready. */
export default async function globalSetup() {
  // For the programs that tests start, and the children that examine files.
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  const { startTestServer } = await tsImport("../test-server.ts", import.meta.url);
  const server = await startTestServer(process.env["TEST_DATABASE_URL"]);
  // For the teardown, in the one process that runs both.
  globalThis.ombudTestServer = server;
  process.env["OMBUD_TEST_SERVER"] = server.url;
  process.env["OMBUD_TEST_TEMPLATE"] = server.template;
}
