/** How many files of a round, and how many of them at a time. */
export interface Plan {
  readonly files: number;
  readonly atOnce: number;
}

/** Runs `work` for the numbers below `files`, some at a time. @returns seconds */
export async function timed(
  { files, atOnce }: Plan,
  work: (number: number, lane: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const start = performance.now();
  const lane = async (_: unknown, index: number): Promise<void> => {
    while (next < files) {
      const number = next;
      next += 1;
      await work(number, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (performance.now() - start) / 1000;
}
