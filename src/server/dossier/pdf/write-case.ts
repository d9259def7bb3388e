import type {
  ReadableAppeal,
  ReadableAutomaticOutcome,
  ReadableDispute,
  ReadableFinding,
  ReadableHumanReview,
  ReadableInadmissibility,
  ReadableMoney,
  ReadablePlace,
  ReadableRemedy,
  ReadableRuling,
} from "./readable.js";
import { timeOf } from "./time.js";
import { writeNotes } from "./write-notes.js";
import type { Writing } from "./write-pdf.js";

/** Writes who is in dispute about what, and how it was decided. */
export function writeCase(writing: Writing): void {
  // JSON of just these fields: `disputeSelection` has them read.
  const dispute = writing.content.dispute as unknown as ReadableDispute;
  writeParties(writing, dispute);
  writeFacts(writing, dispute);
  writeClaim(writing, dispute);
  writeRulings(writing, dispute);
  writeAppeals(writing, dispute);
  writeObligations(writing, dispute);
}

function writeParties({ sheet, words }: Writing, dispute: ReadableDispute): void {
  const { shopper, merchant, mediator } = dispute;
  sheet.heading(words.sections.parties);
  sheet.pair(words.fields.shopper, `${shopper.displayName}${placeOf(shopper)}`);
  sheet.pair(words.fields.merchant, `${merchant.name}${placeOf(merchant)}`);
  sheet.pair(words.fields.mediator, mediator?.publicName);
}

function writeFacts({ sheet, words, names }: Writing, dispute: ReadableDispute): void {
  const { status, outcome, reason, openedAt, order, lines } = dispute;
  sheet.heading(words.sections.case);
  sheet.pair(words.fields.status, names.other(status));
  sheet.pair(words.fields.outcome, outcome === null ? null : names.other(outcome));
  sheet.pair(words.fields.reason, names.other(reason));
  sheet.pair(words.fields.opened, timeOf(openedAt));
  sheet.pair(words.fields.order, order && `${order.reference}, ${timeOf(order.purchasedAt)}`);
  for (const { title, sku, quantity } of lines) {
    sheet.pair(words.fields.goods, `${quantity} × ${title ?? sku}`);
  }
}

function writeClaim({ sheet, words, names }: Writing, dispute: ReadableDispute): void {
  const { claim, refusal } = dispute;
  sheet.heading(words.sections.claim);
  sheet.pair(words.fields.remedy, names.other(claim.remedy));
  sheet.pair(words.fields.amount, moneyOf(claim.amount));
  sheet.pair(words.fields.statement, claim.statement);
  if (refusal === null) return;
  sheet.pair(words.fields.refusal, `${names.other(refusal.code)}. ${refusal.statement ?? ""}`);
}

function writeRulings(writing: Writing, dispute: ReadableDispute): void {
  const { sheet, words } = writing;
  const { rulings, inadmissibility, automaticOutcome, humanReview } = dispute;
  sheet.heading(words.sections.rulings);
  const decisions = [inadmissibility, automaticOutcome, ...rulings];
  if (decisions.every((decision) => decision === null)) sheet.paragraph(words.none);
  if (automaticOutcome !== null) writeAutomaticOutcome(writing, automaticOutcome);
  if (humanReview !== null) writeHumanReview(writing, humanReview);
  for (const ruling of rulings) writeRuling(writing, ruling);
  if (inadmissibility !== null) writeInadmissibility(writing, inadmissibility);
}

function writeAutomaticOutcome(
  writing: Writing,
  { outcome, clause, decidedAt, awarded }: ReadableAutomaticOutcome,
): void {
  const { sheet, words, names } = writing;
  sheet.paragraph(timeOf(decidedAt), { quiet: true });
  sheet.pair(words.fields.automaticOutcome, `${names.other(outcome)} (${clause})`);
  writeRemedies(writing, awarded);
}

function writeRemedies({ sheet, words, names }: Writing, remedies: readonly ReadableRemedy[]): void {
  for (const { kind, amount, orderLine } of remedies) {
    const parts = [names.other(kind), moneyOf(amount), orderLine?.title];
    sheet.pair(words.fields.remedy, parts.filter((part) => typeof part === "string").join(", "));
  }
}

function writeHumanReview(
  { sheet, words: { fields }, names }: Writing,
  { side, requestedAt, grounds, statement, ...decided }: ReadableHumanReview,
): void {
  const by = names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT");
  sheet.paragraph(timeOf(requestedAt), { quiet: true });
  sheet.pair(fields.humanReview, by);
  sheet.pair(fields.grounds, grounds.map((ground) => names.other(ground)).join(", "));
  sheet.pair(fields.statement, statement);
  if (decided.outcome === null) return;
  sheet.pair(fields.outcome, `${names.other(decided.outcome)}${byName(decided.decidedBy)}`);
  sheet.pair(fields.reasons, decided.reason);
}

function writeInadmissibility(
  { sheet, words: { fields }, names }: Writing,
  { ground, statement, clause, declaredAt, declaredBy }: ReadableInadmissibility,
): void {
  sheet.paragraph(`${timeOf(declaredAt)}${byName(declaredBy)}`, { quiet: true });
  sheet.pair(fields.inadmissible, `${names.other(ground)} (${clause})`);
  sheet.pair(fields.reasons, statement);
}

function writeAppeals(writing: Writing, { appeals }: ReadableDispute): void {
  if (appeals.length === 0) return;
  writing.sheet.heading(writing.words.sections.appeals);
  for (const appeal of appeals) writeAppeal(writing, appeal);
}

function writeAppeal(
  { sheet, words: { fields }, names }: Writing,
  { side, filedAt, grounds, statement, answer, ...decided }: ReadableAppeal,
): void {
  const by = names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT");
  sheet.paragraph(timeOf(filedAt), { quiet: true });
  sheet.pair(fields.appeal, by);
  sheet.pair(fields.grounds, grounds.map((ground) => names.other(ground)).join(", "));
  sheet.pair(fields.statement, statement);
  if (answer !== null) sheet.pair(fields.answer, answer);
  if (decided.outcome === null) return;
  sheet.pair(fields.outcome, `${names.other(decided.outcome)}${byName(decided.decidedBy)}`);
  sheet.pair(fields.reasons, decided.reasons);
}

function byName(mediator: { readonly publicName: string } | null): string {
  return mediator === null ? "" : ` · ${mediator.publicName}`;
}

function writeRuling(writing: Writing, ruling: ReadableRuling): void {
  const { sheet, words, names } = writing;
  const { fields } = words;
  sheet.paragraph(`${timeOf(ruling.issuedAt)}${byName(ruling.mediator)}`, { quiet: true });
  sheet.pair(fields.outcome, names.other(ruling.outcome));
  for (const finding of ruling.findings) writeFinding({ sheet, words, names }, finding);
  for (const { text, clause } of ruling.conclusions) {
    if (text !== null) sheet.pair(fields.conclusion, `${text} (${clause})`);
  }
  sheet.pair(fields.reasons, ruling.reasons);
  sheet.pair(fields.clauses, ruling.clauses.join(", "));
  writeRemedies(writing, ruling.remedies);
  const shares = ruling.faultShares.map(
    ({ party, basisPoints }) => `${names.other(party)} ${basisPoints / 100} %`,
  );
  sheet.pair(fields.faultShares, shares.join(", "));
  writeNotes({ sheet, words, names }, ruling);
}

function writeFinding(
  { sheet, words: { fields }, names }: Pick<Writing, "sheet" | "words" | "names">,
  { text, evidence, absences, recordedAbsence, sharedFinding }: ReadableFinding,
): void {
  const named = ({ slot, side }: ReadableFinding["evidence"][number]) =>
    side === null
      ? names.other(slot)
      : `${names.other(slot)} (${names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT")})`;
  sheet.pair(fields.findings, text);
  if (evidence.length > 0) sheet.pair(fields.restsOn, evidence.map(named).join(", "));
  const missing = [...absences.map(named), ...(recordedAbsence === null ? [] : [recordedAbsence])];
  if (missing.length > 0) sheet.pair(fields.missing, missing.join(", "));
  if (sharedFinding !== null) sheet.pair(fields.sharedFinding, sharedFinding.text);
}

function writeObligations({ sheet, words, names }: Writing, dispute: ReadableDispute): void {
  const { obligations } = dispute;
  sheet.heading(words.sections.obligations);
  if (obligations.length === 0) sheet.paragraph(words.none);
  for (const { kind, owner, status, dueAt, amount } of obligations) {
    const due = dueAt === null ? null : `${words.fields.due} ${timeOf(dueAt)}`;
    const parts = [names.other(owner), names.other(kind), moneyOf(amount), names.other(status), due];
    sheet.paragraph(parts.filter((part) => part !== null).join(" · "));
  }
}

function placeOf({ city, region }: ReadablePlace): string {
  const parts = [city, region].filter((part) => part !== null && part !== "");
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function moneyOf(money: ReadableMoney | null): string | null {
  return money === null ? null : `${money.amount} ${money.currency}`;
}
