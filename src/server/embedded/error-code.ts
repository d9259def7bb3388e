/**
 * The code of an error of Node.js or PostgreSQL, such as ENOENT or 57P03; empty when it has none. Looks at the
 * shape and not at the class, because under Jest the errors of Node.js are of another realm's class.
 */
export function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
