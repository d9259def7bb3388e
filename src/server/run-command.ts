/**
 * Runs a command of the command line: what it throws becomes one sentence on standard error and exit
 * code 1, without a stack, for the reader is a person who wants to know what to do.
 * @param main resolves with the exit code, or nothing for 0
 */
export async function runCommand(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
