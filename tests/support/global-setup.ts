import { execFileSync } from "node:child_process";
import { tsImport } from "tsx/esm/api";
import type * as testServerModule from "./test-server.js";

/** What {@link globalSetup} leaves for the teardown, in the one process that runs both. */
declare global {
  var ombudTestServer: { stop(): Promise<void> } | undefined;
}

/** Jest calls it once before all tests: the database server is up, the template ready. */
export default async function globalSetup(): Promise<void> {
  // For the children that examine files.
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  // Jest maps no ".js" imports to ".ts" here, as it does for tests: the loader of tsx does.
  const { startTestServer } = (await tsImport(
    "./test-server.ts",
    import.meta.url,
  )) as typeof testServerModule;
  const server = await startTestServer(process.env["TEST_DATABASE_URL"]);
  globalThis.ombudTestServer = server;
  process.env["OMBUD_TEST_SERVER"] = server.url;
  process.env["OMBUD_TEST_TEMPLATE"] = server.template;
}
