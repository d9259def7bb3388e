/** What has been opened so far and must be closed again, whether all went well or not. */
export interface Closers {
  /** Remembers how to close what was opened last. */
  add(close: () => Promise<void> | void): void;
  /**
   * Closes everything once, the last opened first. What fails keeps nothing else open.
   * @throws the first error, after all have had their turn
   */
  closeAll(): Promise<void>;
}

/** Begins an empty list. */
export function createClosers(): Closers {
  const steps: (() => Promise<void> | void)[] = [];
  return {
    add: (close) => void steps.push(close),
    async closeAll() {
      const errors: unknown[] = [];
      for (let close = steps.pop(); close !== undefined; close = steps.pop()) {
        try {
          await close();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
