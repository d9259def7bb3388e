import { createReadStream, existsSync, statSync, type ReadStream } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

/** A CSV file of a data set, plain or gzipped. */
export interface CsvFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Finds `NAME.csv` or `NAME.csv.gz` in a folder.
 * @throws Error that names the file if there is neither
 */
export function findCsv(folder: string, name: string): CsvFile {
  for (const path of [join(folder, `${name}.csv`), join(folder, `${name}.csv.gz`)]) {
    if (existsSync(path)) return { path, bytes: statSync(path).size };
  }
  throw new Error(`There is neither ${name}.csv nor ${name}.csv.gz in the folder. Check --from.`);
}

async function* recordsOf(file: CsvFile, input: ReadStream): AsyncGenerator<string[]> {
  const parser = parse({ bom: true, columns: false, relax_quotes: false });
  const unzip = file.path.endsWith(".gz") ? createGunzip() : null;
  // A fault of the disk or of the archive must end the reading, not hang it.
  const fail = (error: Error): void => void parser.destroy(error);
  input.on("error", fail);
  unzip?.on("error", fail);
  (unzip ? input.pipe(unzip) : input).pipe(parser);
  for await (const record of parser) yield record as string[];
}

/**
 * Streams the named columns of a CSV file, record by record (a quoted field may hold line breaks).
 * @param report hears how many bytes of the file have been read since the last time
 * @throws Error that names the column if the file has no such one, or the record that is broken
 */
export async function* readCsv(
  file: CsvFile,
  columns: readonly string[],
  report: (bytes: number) => void,
): AsyncGenerator<string[]> {
  const input = createReadStream(file.path);
  let reported = 0;
  let indexes: number[] | null = null;
  for await (const record of recordsOf(file, input)) {
    if (indexes) {
      yield indexes.map((index) => record[index] ?? "");
    } else {
      const header = record;
      indexes = columns.map((column) => header.indexOf(column));
      const missing = columns[indexes.indexOf(-1)];
      if (missing !== undefined)
        throw new Error(`${file.path} has no column "${missing}". Is it the file it should be?`);
    }
    if (input.bytesRead > reported) {
      report(input.bytesRead - reported);
      reported = input.bytesRead;
    }
  }
}
