/** Jest calls it once after all tests: the databases of this run are gone, the server is stopped. */
export default async function globalTeardown() {
  await globalThis.ombudTestServer?.stop();
}
