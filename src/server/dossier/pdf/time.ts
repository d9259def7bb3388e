/** An instant for people, e.g. "2026-01-05 08:00:00". @param iso in UTC */
export function timeOf(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}
