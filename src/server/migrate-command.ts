import { readConfig } from "./config.js";
import { migrate, revertLastMigration } from "./migrate.js";
import { openDatabase } from "./open-database.js";
import { runCommand } from "./run-command.js";

const usage = "Usage: npm run migrate -- [run | revert]. Without a word it runs what has not run yet.";

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand(async () => {
  const action = process.argv[2] ?? "run";
  if (action !== "run" && action !== "revert") throw new Error(`"${action}" is not known. ${usage}`);
  const opened = await openDatabase(readConfig(), write);
  try {
    if (action === "revert") {
      await revertLastMigration(opened.database.dataSource, opened.url);
      write("The last migration has been taken back.");
      return 0;
    }
    const ran = await migrate(opened.database.dataSource, opened.url);
    write(ran.length === 0 ? "The database is up to date." : `Migrated: ${ran.join(", ")}.`);
  } finally {
    await opened.close();
  }
  return 0;
}, usage);
