import type { BrokenLink } from "./broken-link.js";

/** What makes a chain of links. */
export interface ChainRules<Link, End> {
  /** Names the chain that a link belongs to. */
  readonly chainOf: (link: Link) => string;
  /** What is wrong with a link after what came before it; null if it holds. */
  readonly problemAt: (before: End | null, link: Link) => BrokenLink | null;
  readonly endAfter: (before: End | null, link: Link) => End;
  /** What is wrong with the end of a chain that holds so far. */
  readonly problemAtEnd: (end: End) => BrokenLink | null;
  /** Hears of each link that holds. */
  readonly onHolding: (link: Link, isFirst: boolean) => void;
}

/** Goes along links that come chain after chain, and finds the first problem of each. What follows it says nothing. */
export class ChainWalk<Link, End> {
  private chain: string | null = null;
  private end: End | null = null;
  private isBroken = false;

  constructor(private readonly rules: ChainRules<Link, End>) {}

  /** Takes the next link. @returns the problem of the chain that ended before it, or of its own */
  take(link: Link): BrokenLink[] {
    const { chainOf, problemAt, endAfter, onHolding } = this.rules;
    const found = chainOf(link) === this.chain ? [] : this.begin(chainOf(link));
    if (this.isBroken) return found;
    const problem = problemAt(this.end, link);
    if (problem !== null) {
      this.isBroken = true;
      return [...found, problem];
    }
    onHolding(link, this.end === null);
    this.end = endAfter(this.end, link);
    return found;
  }

  /** After the last link. */
  finish(): BrokenLink[] {
    if (this.isBroken || this.end === null) return [];
    const problem = this.rules.problemAtEnd(this.end);
    return problem === null ? [] : [problem];
  }

  private begin(chain: string): BrokenLink[] {
    const found = this.finish();
    [this.chain, this.end, this.isBroken] = [chain, null, false];
    return found;
  }
}
