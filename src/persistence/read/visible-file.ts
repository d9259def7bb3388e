import type { Viewer } from "../../domain/access/viewer.js";
import type { Sql } from "../database.js";
import { Scope } from "./scope.js";
import { evidenceFileVisible } from "./visibility.js";

/** Whether the viewer may know of a file now: the same predicate by which files are read. */
export async function mayKnowOfFile(sql: Sql, viewer: Viewer, fileId: string): Promise<boolean> {
  const scope = new Scope(viewer);
  const row = scope.alias();
  const text = `SELECT FROM evidence_file AS ${row} WHERE ${row}.id = ${scope.bind(fileId, "uuid")}
    AND ${evidenceFileVisible(row, scope)}`;
  return (await sql.query(text, scope.values)).length > 0;
}
