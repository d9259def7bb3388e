import { startEmbeddedPostgres } from "../../src/server/embedded-postgres.js";

/** Uses the embedded database of a folder until it is told to end: a process to be killed by a test. */
const server = await startEmbeddedPostgres({
  dataDirectory: process.argv[2] ?? "",
  durable: true,
  log: (message) => {
    console.error(message);
  },
});
process.once("SIGTERM", () => {
  void server.stop().then(() => process.exit(0));
});
// Keeps the process alive.
setInterval(() => undefined, 60_000);
console.log(`ready ${server.adopted} ${server.url}`);
