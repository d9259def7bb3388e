/** One thing that is wrong with a rulebook document. */
export interface RulebookProblem {
  /** The value at fault, e.g. `reasons.OTHER.window.days`; empty for the document as a whole. */
  readonly path: string;
  /** A sentence that says what is wrong and what is expected. */
  readonly message: string;
  /** Where in a text value, both counted from 1; absent where the whole value is meant. */
  readonly within?: { readonly line: number; readonly column: number };
}

/** A rulebook document that cannot be used, with all that is wrong with it; never empty. */
export class InvalidRulebookError extends Error {
  override readonly name = "InvalidRulebookError";

  constructor(readonly problems: readonly [RulebookProblem, ...RulebookProblem[]]) {
    super(problems.map(({ path, message }) => `The rulebook is wrong at "${path}": ${message}`).join("\n"));
  }
}

/** Reports the value at `path`; `message` says what is wrong and what is expected. */
export function reject(path: string, message: string): never {
  throw new InvalidRulebookError([{ path, message }]);
}

/** The path of a member: `reasons` and `OTHER` make `reasons.OTHER`. */
export function memberPath(path: string, member: string | number): string {
  return path === "" ? String(member) : `${path}.${member}`;
}

/** Collects what several parts have to report, so that an author sees all of it at once. */
export class ProblemCollector {
  private readonly problems: RulebookProblem[] = [];

  /** Runs one part; what it reports is kept, and the part counts as absent. */
  attempt<Result>(part: () => Result): Result | undefined {
    try {
      return part();
    } catch (error) {
      if (!(error instanceof InvalidRulebookError)) throw error;
      // Not spread into arguments: there can be more problems than a call takes.
      for (const problem of error.problems) this.problems.push(problem);
      return undefined;
    }
  }

  /** Runs one part that only looks. */
  check(part: () => void): void {
    this.attempt(part);
  }

  /** @throws InvalidRulebookError if anything was reported */
  finish(): void {
    const [first, ...others] = this.problems;
    if (first !== undefined) throw new InvalidRulebookError([first, ...others]);
  }
}
