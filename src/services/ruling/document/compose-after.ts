import { actionOf } from "./codes.js";
import type { ReadAppeal } from "./readable-ruling.js";
import { localised, moneyOf, timeOf, type Writing } from "./writing.js";

/** Writes what is owed: only once the ruling, or a part of it, is final. */
export function writeOwed({ list, said, term, dispute }: Writing): void {
  if (dispute.obligations.length === 0) return;
  list.heading(said.sections.owed);
  for (const { kind, owner, status, dueAt, amount } of dispute.obligations) {
    const done = [term(kind), moneyOf(amount), term(status)].filter((part) => part !== null).join(" · ");
    list.pair(term(owner), dueAt === null ? done : said.until(done, timeOf(dueAt)));
  }
}

/** Writes who appealed against this ruling or an earlier one, and what was decided. */
export function writeAppeals(writing: Writing): void {
  const { list, said, dispute } = writing;
  const appeals = dispute.rulings.flatMap((ruling) => ruling.appeals);
  if (appeals.length === 0) return;
  list.heading(said.sections.appeals);
  for (const appeal of appeals) writeAppeal(writing, appeal);
}

function writeAppeal(writing: Writing, appeal: ReadAppeal): void {
  const { list, said, term } = writing;
  const { side, status, grounds, statement, answer, filedAt, outcome, decidedAt, reasons } = appeal;
  list.pair(term(side), term(status));
  list.pair(said.fields.filed, timeOf(filedAt));
  list.pair(said.fields.grounds, grounds.map(term).join(said.comma));
  list.pair(said.fields.statement, statement);
  list.pair(said.fields.answer, answer);
  list.pair(said.fields.decided, decidedAt === null ? null : timeOf(decidedAt));
  list.pair(said.fields.outcome, outcome === null ? null : term(outcome));
  list.pair(said.fields.reasons, reasons);
  writeChanges(writing, appeal);
}

function writeChanges({ list, said, term }: Writing, { changes }: ReadAppeal): void {
  if (changes === null) return;
  const { outcomeBefore, outcomeAfter, faultShares, remedies } = changes;
  if (outcomeBefore !== outcomeAfter)
    list.pair(said.fields.outcome, said.change(term(outcomeBefore), term(outcomeAfter)));
  for (const { party, before, after } of faultShares) {
    const share = said.change(`${before / 100} %`, `${after / 100} %`);
    list.pair(said.fields.fault, `${term(party)} ${share}`);
  }
  for (const { kind, before, after } of remedies)
    list.pair(term(kind), said.change(moneyOf(before) ?? "–", moneyOf(after) ?? "–"));
}

/** Writes what may be done next and until when, what happens if nobody does anything, and where else to turn. */
export function writeNext(writing: Writing): void {
  const { list, said, term, ruling, allowed, silence, language, madeAt, rulebook } = writing;
  list.heading(said.sections.next);
  const isOver = new Date(ruling.appealableUntil) <= madeAt;
  const until = timeOf(ruling.appealableUntil);
  list.pair(said.fields.appealUntil, isOver ? `${until}. ${said.over}` : until);
  const possible = allowed.flatMap(({ action, dueAt }) => {
    const what = actionOf(language, action);
    if (what === null) return [];
    return [dueAt === null ? what : said.until(what, timeOf(dueAt))];
  });
  for (const what of possible) list.text(what);
  if (possible.length === 0) list.text(said.nothingElse);
  if (silence !== null) {
    const ends = [silence.status, silence.outcome].flatMap((code) => (code === null ? [] : [term(code)]));
    list.pair(said.fields.silence, said.silence(timeOf(silence.at), ends.join(said.comma)));
  }
  if (rulebook.externalRoutes.length > 0) list.heading(said.sections.routes);
  for (const route of rulebook.externalRoutes) list.text(localised(writing, route));
}
