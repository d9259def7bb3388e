/** How long two works took, in milliseconds. */
interface Timings {
  readonly one: number[];
  readonly other: number[];
}

const ROUNDS = 100;
/** Rounds that a busy machine has to do, too, in whatever time. */
const FEWEST_ROUNDS = 40;
const PATIENCE_MS = 1_000;
const ATTEMPTS = 4;
/** What nobody tells from noise over a network, however often it is measured. */
const FAINT = 1.05;

/**
 * Whether somebody who measures could tell two works apart. They run in turns, so that whatever slows the machine slows
 * both; what chance brought about goes away when more is measured.
 * @returns null if there is no more than noise, else what was measured
 */
export async function differ(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<string | null> {
  for (let warmed = 0; warmed < 10; warmed += 1) await Promise.all([one(), other()]);
  const timings: Timings = { one: [], other: [] };
  for (let attempt = 1; ; attempt += 1) {
    await inTurns(one, other, timings);
    const apart = tellingApart(timings);
    const ratio = quantile(timings.one, 0.25) / quantile(timings.other, 0.25);
    const isNoise =
      Math.abs(apart - 0.5) < 3 * deviation(timings) || Math.abs(Math.log(ratio)) < Math.log(FAINT);
    if (isNoise) return null;
    const rounds = timings.one.length;
    if (attempt === ATTEMPTS)
      return `told apart ${apart.toFixed(2)}, lower quartiles ${ratio.toFixed(2)}, ${rounds} rounds`;
  }
}

/** Adds to `timings`. */
async function inTurns(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
  timings: Timings,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (let round = 0; round < ROUNDS && (round < FEWEST_ROUNDS || performance.now() < end); round += 1) {
    const turns = [["one", one] as const, ["other", other] as const];
    if (Math.random() < 0.5) turns.reverse();
    for (const [name, work] of turns) timings[name].push(await millisecondsOf(work));
  }
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The value below which so much of a list lies. @param share from 0 to 1 */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/**
 * How well somebody who sees one time can tell which work it was of: the share of pairs in which the first took longer
 * (Mann-Whitney). 0.5 is not at all, 0 and 1 are always.
 */
function tellingApart({ one, other }: Timings): number {
  const longer = one.map((taken) => other.filter((against) => taken > against).length);
  return longer.reduce((sum, count) => sum + count, 0) / (one.length * other.length);
}

/** The standard deviation of {@link tellingApart} by chance alone. */
function deviation({ one, other }: Timings): number {
  const pairs = one.length * other.length;
  return Math.sqrt((one.length + other.length + 1) / (12 * pairs));
}
