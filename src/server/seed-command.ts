import { defaultRulebook } from "../../seeds/default-rulebook.js";
import { seedRulebook } from "../services/rulebook/seed-rulebook.js";
import { Mode } from "./config-variables.js";
import { readConfig } from "./config.js";
import { openPlatform, seedMarketplace } from "./platform.js";
import { runCommand } from "./run-command.js";

/** Seeds the default rulebook and, outside production, the demo marketplace; twice changes nothing. */
await runCommand(async () => {
  const config = readConfig();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const platform = await openPlatform(config, say);
  try {
    const { version } = defaultRulebook();
    const added = await seedRulebook(platform.database, defaultRulebook());
    say(added ? `The rulebook ${version} is in force.` : "A rulebook is in force already.");
    if (config.mode !== Mode.PRODUCTION) await seedMarketplace(platform.contextOf, say);
    return undefined;
  } finally {
    await platform.close();
  }
});
