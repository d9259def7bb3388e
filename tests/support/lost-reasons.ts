import type { Rulebook } from "../../src/domain/rulebook/rulebook.js";

/** A rulebook whose groups of reasons name only the reasons that it still has. */
export function withoutLostReasons<Book extends Pick<Rulebook, "reasonGroups" | "reasons">>(
  book: Book,
): Book {
  const groups = Object.entries(book.reasonGroups).map(([group, reasons]) => [
    group,
    reasons.filter((reason) => reason in book.reasons),
  ]);
  return { ...book, reasonGroups: Object.fromEntries(groups) as Rulebook["reasonGroups"] };
}
