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
    await seedRulebook(platform.database, defaultRulebook());
    say(`The rulebook ${defaultRulebook().version} is there.`);
    if (config.mode !== Mode.PRODUCTION) await seedMarketplace(platform.contextOf, say);
    return undefined;
  } finally {
    await platform.close();
  }
});
