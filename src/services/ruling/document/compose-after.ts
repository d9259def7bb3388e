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

/** Writes which slips were corrected since the ruling was served: the document tells what it says now. */
export function writeCorrections({ list, said, ruling }: Writing): void {
  if (ruling.corrections.length === 0) return;
  list.heading(said.sections.corrections);
  for (const { number, reason, correctedAt, correctedBy, changes, ...appeal } of ruling.corrections) {
    const by = correctedBy === null ? "" : ` · ${correctedBy.publicName}`;
    list.pair(said.correction(number), `${timeOf(correctedAt)}${by}`);
    list.pair(said.fields.slip, reason);
    for (const { path, before, after } of changes) list.pair(placeOf(said, path), said.change(before, after));
    if (appeal.restartsAppeal) list.pair(said.fields.appealUntil, timeOf(appeal.appealableUntil));
  }
}

/** What a path within a ruling is called. */
function placeOf(said: Writing["said"], path: string): string {
  const [part = "", position = "0"] = path.split(".");
  const number = Number(position) + 1;
  switch (part) {
    case "findings":
      return said.finding(number);
    case "conclusions":
      return said.conclusion(number);
    case "remedies":
      return said.remedy(number);
    default:
      return said.fields.reasons;
  }
}

/** Writes what the sides asked about the ruling, and what it means. */
export function writeClarifications({ list, said, term, ruling }: Writing): void {
  if (ruling.clarifications.length === 0) return;
  list.heading(said.sections.clarifications);
  for (const { side, question, requestedAt, answer, answeredAt } of ruling.clarifications) {
    list.pair(term(side), timeOf(requestedAt));
    list.pair(said.fields.question, question);
    list.pair(said.fields.meaning, answer ?? said.unanswered);
    list.pair(said.fields.answered, answeredAt === null ? null : timeOf(answeredAt));
  }
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
