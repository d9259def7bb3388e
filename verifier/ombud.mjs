#!/usr/bin/env node
// The command `ombud`: `npx ombud verify dossier.zip`.
import { main } from "./verify.mjs";

const [command, ...words] = process.argv.slice(2);
if (command === "verify") process.exitCode = main(words);
else {
  process.stderr.write("Usage: ombud verify dossier.zip [--key FINGERPRINT] [--sha256 HEX] [--json]\n");
  process.exitCode = 2;
}
