/** Lets bytes pass. @throws Error at the end if they were other than so many */
export async function* exactly(
  bytes: AsyncIterable<Uint8Array>,
  byteSize: number,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of bytes) {
    read += piece.byteLength;
    yield piece;
  }
  if (read !== byteSize) throw new Error(`${byteSize} bytes were announced and ${read} came.`);
}
