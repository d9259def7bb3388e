const { basename } = require("node:path");
const { createRequire } = require("node:module");

// It comes with Jest and is no dependency of ours.
const fromJest = createRequire(require.resolve("jest"));
const { default: Sequencer } = createRequire(fromJest.resolve("@jest/core"))("@jest/test-sequencer");

/** Names of the test files that take longest, the longest first: begun last, one of them would run alone at the end. */
const longest = [
  "kill-upload",
  "compiler",
  "evidence-safety",
  "kill-desk",
  "demo",
  "rulebook-command",
  "kill",
  "sealing",
  "s3-uploads",
  "isolation",
  "verify",
  "redaction",
  "evidence-redactor",
  "embedded-postgres",
  "kill-dossier",
  "kill-simulation",
  "export",
  "evidence-safety-limits",
];

function placeOf({ path }) {
  const place = longest.indexOf(basename(path, ".test.ts"));
  return place === -1 ? longest.length : place;
}

/** Jest itself knows how long a file takes from an earlier run alone, and a clean checkout had none. */
class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}

module.exports = LongestFirst;
