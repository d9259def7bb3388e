import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { programFolder } from "../dossier/program-folder.js";
import type { DemoClient } from "./demo-client.js";
import { DemoError, expectThat } from "./demo-error.js";
import type { DisputeScript } from "./dispute-script.js";

interface DossierSeen {
  readonly id: string;
  readonly status: string;
  readonly signingKey: string | null;
  readonly download: { readonly url: string } | null;
}

const fields = "id status signingKey download { url }";
const PATIENCE_MS = 60_000;
const LOOK_MS = 200;

/** The shopper takes the case away as a dossier, and somebody who has nothing but the file checks it. @throws DemoError */
export async function takeDossier(script: DisputeScript): Promise<void> {
  const { client } = script.cast.shopper;
  const input = { disputeId: script.id, language: "EN" };
  const { dossier } = await client.mutate<{ readonly dossier: DossierSeen | null }>(
    "exportDossier",
    input,
    `dossier { ${fields} }`,
  );
  expectThat(dossier !== null, "The shopper should get a dossier of the own dispute.");
  const { download, signingKey } = await built(client, dossier);
  const zip = await client.fetch(download?.url ?? "");
  const verdict = await verified(zip, signingKey ?? "");
  script.note(
    `the shopper's dossier, ${Math.round(zip.length / 1024)} KiB, was checked off line: ${verdict}`,
  );
}

async function built(client: DemoClient, asked: DossierSeen): Promise<DossierSeen> {
  const query = `query Dossier($id: ID!) { node(id: $id) { ... on Dossier { ${fields} } } }`;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const { node } = await client.ask<{ node: DossierSeen }>(query, { id: asked.id });
    if (node.status === "READY") return node;
    expectThat(node.status !== "FAILED", "The dossier could not be built.");
    await pause(LOOK_MS);
  }
  throw new DemoError("The dossier should have been built within a minute: does a worker run?");
}

/** @returns the first line of what the verifier says */
async function verified(zip: Uint8Array, key: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ombud-demo-"));
  try {
    const [verifier, path] = [join(programFolder(), "verifier", "verify.mjs"), join(folder, "dossier.zip")];
    await writeFile(path, zip);
    const { stdout } = await promisify(execFile)(process.execPath, [verifier, path, "--key", key]);
    return stdout.split("\n")[0] ?? "";
  } catch (error) {
    throw new DemoError(`The dossier does not verify: ${String(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
