import type { Viewer } from "../../domain/access/viewer.js";

/** What the parts of one statement share while it is put together: its parameters, its aliases, its viewer. */
export class Scope {
  /** The values of $1, $2 …, in order. */
  readonly values: unknown[] = [];
  private readonly placeholders = new Map<string, string>();
  private aliases = 0;

  constructor(readonly viewer: Viewer) {}

  /**
   * A placeholder for a value, with a cast to its SQL type. Nothing of a client ever stands in the text itself.
   * Equal values of one type share a placeholder.
   */
  bind(value: unknown, type: string): string {
    const key = `${type} ${JSON.stringify(value)}`;
    const known = this.placeholders.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    const placeholder = `$${this.values.length}::${type}`;
    this.placeholders.set(key, placeholder);
    return placeholder;
  }

  /** A table alias that is free in the statement. */
  alias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }
}
