import { parseArgs } from "node:util";
import { readConfig } from "./config.js";
import { createEvidenceSetting } from "./evidence/evidence-setting.js";
import { openDatabase } from "./open-database.js";
import { runCommand } from "./run-command.js";
import { verifyAloud } from "./verification.js";

/** Verifies everything that is kept as proof and says what was found; exit code 1 when something is broken. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { files: { type: "boolean", default: false } } });
  const config = readConfig();
  const opened = await openDatabase(config, (line) => void process.stderr.write(`${line}\n`));
  try {
    const context = { database: opened.database, evidence: createEvidenceSetting(config) };
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    return (await verifyAloud(context, { bytes: values.files, say })) ? 0 : 1;
  } finally {
    await opened.close();
  }
});
