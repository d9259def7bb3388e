import { createEventHub } from "../services/stream/event-hub.js";
import { readConfig } from "./config.js";
import { startExaminingWorker } from "./examining-worker.js";
import { createLogger } from "./logging.js";
import { openPlatform } from "./platform.js";
import { runCommand } from "./run-command.js";
import { createShutdown } from "./shutdown.js";
import { startWakeUp } from "./wake-up.js";

/** The jobs alone, for production: any number of these beside any number of servers. */
await runCommand(async () => {
  const config = readConfig();
  const log = createLogger(config.logLevel);
  const say = (message: string): void => {
    log.info(message);
  };
  const shutdown = createShutdown({ log: say });
  try {
    const platform = await openPlatform(config, say);
    shutdown.add("The database", () => platform.close());
    const { database, databaseUrl, clock } = platform;
    // Nobody subscribes here, but what the worker changes has to wake the other processes.
    const hub = createEventHub(database, (error) => {
      log.warn({ err: error }, "The log could not be read.");
    });
    const wakeUp = await startWakeUp({ databaseUrl, database, hub, clock, log });
    shutdown.add("The wake-up", () => wakeUp.stop());
    const worker = await startExaminingWorker(platform, log);
    shutdown.add("The worker", () => worker.stop());
    say("The worker runs.");
    return undefined;
  } catch (error) {
    await shutdown.run("it could not start");
    throw error;
  }
});
