/** Something in the demo was not as expected; the message is a sentence for people. */
export class DemoError extends Error {
  override readonly name = "DemoError";
}

/** Ends the demo with the sentence unless the condition holds. @throws DemoError */
export function expectThat(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new DemoError(sentence);
}

/** Ends the demo unless both are the same, compared as JSON. @throws DemoError that shows both */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  expectThat(seen === wanted, `${what}: expected ${wanted}, but it is ${seen}.`);
}
