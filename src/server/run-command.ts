/**
 * Runs a command of the command line: what it throws becomes one sentence on standard error and exit
 * code 1, without a stack, for the reader is a person who wants to know what to do.
 * @param main resolves with the exit code, or nothing for 0
 * @param usage what `--help` prints instead of running; default: the command takes no arguments
 */
export async function runCommand(main: () => Promise<number | undefined>, usage?: string): Promise<void> {
  if (usage !== undefined && process.argv.includes("--help")) {
    process.stdout.write(`${usage.trimEnd()}\n`);
    return;
  }
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
