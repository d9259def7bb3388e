/**
 * How much of the processor some work of this process takes, in milliseconds. Unlike the time that passes, it is not longer
 * on a machine with much else to do.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
