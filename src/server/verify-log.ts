import { verifyLog } from "../services/log/verify-log.js";
import { readConfig } from "./config.js";
import { openDatabase } from "./open-database.js";
import { runCommand } from "./run-command.js";

/** Checks the whole log and says what was found; exit code 1 when a chain is broken. */
await runCommand(async () => {
  const opened = await openDatabase(readConfig(), (line) => void process.stderr.write(`${line}\n`));
  try {
    const { disputes, events, broken } = await verifyLog(opened.database);
    if (broken === null) {
      process.stdout.write(`The log holds: ${events} events in the chains of ${disputes} disputes.\n`);
      return 0;
    }
    const { disputeNumber, sequence, problem } = broken;
    process.stdout.write(
      `The log is broken at dispute ${disputeNumber}, event ${sequence}: ${problem}\n` +
        `Before that, ${events} events of ${disputes} disputes hold.\n`,
    );
    return 1;
  } finally {
    await opened.close();
  }
});
