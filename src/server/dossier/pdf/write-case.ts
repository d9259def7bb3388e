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
export async function writeCase(writing: Writing): Promise<void> {
  // JSON of just these fields: `disputeSelection` has them read.
  const dispute = writing.content.dispute as unknown as ReadableDispute;
  await writeParties(writing, dispute);
  await writeFacts(writing, dispute);
  await writeClaim(writing, dispute);
  await writeRulings(writing, dispute);
  await writeAppeals(writing, dispute);
  await writeObligations(writing, dispute);
}

async function writeParties({ sheet, words }: Writing, dispute: ReadableDispute): Promise<void> {
  const { shopper, merchant, mediator } = dispute;
  sheet.heading(words.sections.parties);
  await sheet.pair(words.fields.shopper, `${shopper.displayName}${placeOf(shopper)}`);
  await sheet.pair(words.fields.merchant, `${merchant.name}${placeOf(merchant)}`);
  await sheet.pair(words.fields.mediator, mediator?.publicName);
}

async function writeFacts({ sheet, words, names }: Writing, dispute: ReadableDispute): Promise<void> {
  const { status, outcome, reason, openedAt, order, lines } = dispute;
  sheet.heading(words.sections.case);
  await sheet.pair(words.fields.status, names.other(status));
  await sheet.pair(words.fields.outcome, outcome === null ? null : names.other(outcome));
  await sheet.pair(words.fields.reason, names.other(reason));
  await sheet.pair(words.fields.opened, timeOf(openedAt));
  await sheet.pair(words.fields.order, order && `${order.reference}, ${timeOf(order.purchasedAt)}`);
  for (const { title, sku, quantity } of lines) {
    await sheet.pair(words.fields.goods, `${quantity} × ${title ?? sku}`);
  }
}

async function writeClaim({ sheet, words, names }: Writing, dispute: ReadableDispute): Promise<void> {
  const { claim, refusal } = dispute;
  sheet.heading(words.sections.claim);
  await sheet.pair(words.fields.remedy, names.other(claim.remedy));
  await sheet.pair(words.fields.amount, moneyOf(claim.amount));
  await sheet.pair(words.fields.statement, claim.statement);
  if (refusal === null) return;
  await sheet.pair(words.fields.refusal, `${names.other(refusal.code)}. ${refusal.statement ?? ""}`);
}

async function writeRulings(writing: Writing, dispute: ReadableDispute): Promise<void> {
  const { sheet, words } = writing;
  const { rulings, inadmissibility, automaticOutcome, humanReview } = dispute;
  sheet.heading(words.sections.rulings);
  const decisions = [inadmissibility, automaticOutcome, ...rulings];
  if (decisions.every((decision) => decision === null)) await sheet.paragraph(words.none);
  if (automaticOutcome !== null) await writeAutomaticOutcome(writing, automaticOutcome);
  if (humanReview !== null) await writeHumanReview(writing, humanReview);
  for (const ruling of rulings) await writeRuling(writing, ruling);
  if (inadmissibility !== null) await writeInadmissibility(writing, inadmissibility);
}

async function writeAutomaticOutcome(
  writing: Writing,
  { outcome, clause, decidedAt, awarded }: ReadableAutomaticOutcome,
): Promise<void> {
  const { sheet, words, names } = writing;
  await sheet.paragraph(timeOf(decidedAt), { quiet: true });
  await sheet.pair(words.fields.automaticOutcome, `${names.other(outcome)} (${clause})`);
  await writeRemedies(writing, awarded);
}

async function writeRemedies(
  { sheet, words, names }: Writing,
  remedies: readonly ReadableRemedy[],
): Promise<void> {
  for (const { kind, amount, orderLine } of remedies) {
    const parts = [names.other(kind), moneyOf(amount), orderLine?.title];
    await sheet.pair(words.fields.remedy, parts.filter((part) => typeof part === "string").join(", "));
  }
}

async function writeHumanReview(
  { sheet, words: { fields }, names }: Writing,
  { side, requestedAt, grounds, statement, ...decided }: ReadableHumanReview,
): Promise<void> {
  const by = names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT");
  await sheet.paragraph(timeOf(requestedAt), { quiet: true });
  await sheet.pair(fields.humanReview, by);
  await sheet.pair(fields.grounds, grounds.map((ground) => names.other(ground)).join(", "));
  await sheet.pair(fields.statement, statement);
  if (decided.outcome === null) return;
  await sheet.pair(fields.outcome, `${names.other(decided.outcome)}${byName(decided.decidedBy)}`);
  await sheet.pair(fields.reasons, decided.reason);
}

async function writeInadmissibility(
  { sheet, words: { fields }, names }: Writing,
  { ground, statement, clause, declaredAt, declaredBy }: ReadableInadmissibility,
): Promise<void> {
  await sheet.paragraph(`${timeOf(declaredAt)}${byName(declaredBy)}`, { quiet: true });
  await sheet.pair(fields.inadmissible, `${names.other(ground)} (${clause})`);
  await sheet.pair(fields.reasons, statement);
}

async function writeAppeals(writing: Writing, { appeals }: ReadableDispute): Promise<void> {
  if (appeals.length === 0) return;
  writing.sheet.heading(writing.words.sections.appeals);
  for (const appeal of appeals) await writeAppeal(writing, appeal);
}

async function writeAppeal(
  { sheet, words: { fields }, names }: Writing,
  { side, filedAt, grounds, statement, answer, ...decided }: ReadableAppeal,
): Promise<void> {
  const by = names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT");
  await sheet.paragraph(timeOf(filedAt), { quiet: true });
  await sheet.pair(fields.appeal, by);
  await sheet.pair(fields.grounds, grounds.map((ground) => names.other(ground)).join(", "));
  await sheet.pair(fields.statement, statement);
  if (answer !== null) await sheet.pair(fields.answer, answer);
  if (decided.outcome === null) return;
  await sheet.pair(fields.outcome, `${names.other(decided.outcome)}${byName(decided.decidedBy)}`);
  await sheet.pair(fields.reasons, decided.reasons);
}

function byName(mediator: { readonly publicName: string } | null): string {
  return mediator === null ? "" : ` · ${mediator.publicName}`;
}

async function writeRuling(writing: Writing, ruling: ReadableRuling): Promise<void> {
  const { sheet, words, names } = writing;
  const { fields } = words;
  await sheet.paragraph(`${timeOf(ruling.issuedAt)}${byName(ruling.mediator)}`, { quiet: true });
  await sheet.pair(fields.outcome, names.other(ruling.outcome));
  for (const finding of ruling.findings) await writeFinding({ sheet, words, names }, finding);
  for (const { text, clause } of ruling.conclusions) {
    if (text !== null) await sheet.pair(fields.conclusion, `${text} (${clause})`);
  }
  await sheet.pair(fields.reasons, ruling.reasons);
  await sheet.pair(fields.clauses, ruling.clauses.join(", "));
  await writeRemedies(writing, ruling.remedies);
  const shares = ruling.faultShares.map(
    ({ party, basisPoints }) => `${names.other(party)} ${basisPoints / 100} %`,
  );
  await sheet.pair(fields.faultShares, shares.join(", "));
  await writeNotes({ sheet, words, names }, ruling);
}

async function writeFinding(
  { sheet, words: { fields }, names }: Pick<Writing, "sheet" | "words" | "names">,
  { text, evidence, absences, recordedAbsence, sharedFinding }: ReadableFinding,
): Promise<void> {
  const named = ({ slot, side }: ReadableFinding["evidence"][number]) =>
    side === null
      ? names.other(slot)
      : `${names.other(slot)} (${names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT")})`;
  await sheet.pair(fields.findings, text);
  if (evidence.length > 0) await sheet.pair(fields.restsOn, evidence.map(named).join(", "));
  const missing = [...absences.map(named), ...(recordedAbsence === null ? [] : [recordedAbsence])];
  if (missing.length > 0) await sheet.pair(fields.missing, missing.join(", "));
  if (sharedFinding !== null) await sheet.pair(fields.sharedFinding, sharedFinding.text);
}

async function writeObligations({ sheet, words, names }: Writing, dispute: ReadableDispute): Promise<void> {
  const { obligations } = dispute;
  sheet.heading(words.sections.obligations);
  if (obligations.length === 0) await sheet.paragraph(words.none);
  for (const { kind, owner, status, dueAt, amount } of obligations) {
    const due = dueAt === null ? null : `${words.fields.due} ${timeOf(dueAt)}`;
    const parts = [names.other(owner), names.other(kind), moneyOf(amount), names.other(status), due];
    await sheet.paragraph(parts.filter((part) => part !== null).join(" · "));
  }
}

function placeOf({ city, region }: ReadablePlace): string {
  const parts = [city, region].filter((part) => part !== null && part !== "");
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function moneyOf(money: ReadableMoney | null): string | null {
  return money === null ? null : `${money.amount} ${money.currency}`;
}
