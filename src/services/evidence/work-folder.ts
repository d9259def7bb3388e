/** A folder of one examination that nobody else reads. */
export interface WorkFolder {
  /** Absolute path of an empty folder for copies. */
  readonly copies: string;
  /** Writes the file that is to be examined. @returns its absolute path */
  write(bytes: AsyncIterable<Uint8Array>): Promise<string>;
  /** Reads a copy. @returns its bytes and how many */
  read(path: string): Promise<{ readonly bytes: AsyncIterable<Uint8Array>; readonly byteSize: number }>;
}

/** Lends a folder for some work and removes it with all that is in it, however the work ends. */
export type WithWorkFolder = <Result>(work: (folder: WorkFolder) => Promise<Result>) => Promise<Result>;
