/** One line of a stream of bytes, without its line break. */
export interface ByteLine {
  /** 1 for the first line. */
  readonly number: number;
  /** Null if the line is longer than allowed: it was skipped, not kept. */
  readonly bytes: Buffer | null;
}

const LINE_FEED = 0x0a;

/** Cuts a stream of bytes at line feeds, holding at most one line of `maximum` bytes. */
export async function* byteLines(input: AsyncIterable<Buffer>, maximum: number): AsyncGenerator<ByteLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  const add = (part: Buffer): void => {
    length += part.length;
    // What is too long is counted but not kept.
    if (length <= maximum) parts.push(part);
    else parts = [];
  };
  const take = (): ByteLine => {
    const line = { number, bytes: length <= maximum ? Buffer.concat(parts) : null };
    parts = [];
    length = 0;
    number += 1;
    return line;
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      yield take();
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
