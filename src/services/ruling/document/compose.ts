import { BlockList, type RulingDocument } from "./blocks.js";
import { termOf } from "./codes.js";
import {
  writeAppeals,
  writeClarifications,
  writeCorrections,
  writeNext,
  writeOwed,
} from "./compose-after.js";
import type { ReadFinding, ReadShare, ReadSlot } from "./readable-ruling.js";
import { words } from "./words.js";
import { localised, moneyOf, timeOf, type RulingFacts, type Writing } from "./writing.js";

/** Writes the document of a ruling: the one source of what its HTML and its PDF tell. */
export function composeRuling(facts: RulingFacts): RulingDocument {
  const { language, madeAt, dispute } = facts;
  const list = new BlockList();
  const said = words[language];
  const writing = { ...facts, list, said, term: (code: string) => termOf(language, code) };
  list.text(said.made(timeOf(madeAt)));
  for (const write of [writeCase, writeClaim, writeDecision, writeFindings, writeFollows, writeOrdered])
    write(writing);
  for (const write of [writeCorrections, writeClarifications, writeOwed, writeAppeals, writeNext])
    write(writing);
  return { language, title: said.title(dispute.number), blocks: list.blocks, madeAt };
}

/** Shares as percentages. */
function sharesOf({ said, term }: Writing, shares: readonly ReadShare[]): string {
  return shares.map(({ party, basisPoints }) => `${term(party)} ${basisPoints / 100} %`).join(said.comma);
}

function clauseName(writing: Writing, code: string): string {
  const clause = writing.rulebook.clauses[code];
  return clause === undefined ? code : writing.said.clause(code, localised(writing, clause.title));
}

function writeCase(writing: Writing): void {
  const { list, said, dispute, ruling } = writing;
  const { shopper, merchant, order, lines } = dispute;
  const at = (place: { readonly city: string | null; readonly region: string | null }) =>
    [place.city, place.region]
      .filter((part) => part !== null && part !== "")
      .map((part) => `, ${part}`)
      .join("");
  list.heading(said.sections.case);
  list.pair(said.fields.shopper, `${shopper.displayName}${at(shopper)}`);
  list.pair(said.fields.merchant, `${merchant.name}${at(merchant)}`);
  list.pair(said.fields.mediator, ruling.mediator?.publicName);
  list.pair(said.fields.order, order?.reference);
  for (const { title, sku, quantity } of lines) list.pair(said.fields.goods, `${quantity} × ${title ?? sku}`);
}

function writeClaim(writing: Writing): void {
  const { list, said, term, dispute, rulebook } = writing;
  const { claim, refusal, reason, finalReason } = dispute;
  const found = rulebook.reasons[finalReason ?? reason];
  list.heading(said.sections.claim);
  list.pair(
    said.fields.reason,
    found === undefined ? term(finalReason ?? reason) : localised(writing, found.title),
  );
  list.pair(said.fields.remedy, term(claim.remedy));
  list.pair(said.fields.amount, moneyOf(claim.amount));
  list.pair(said.fields.statement, claim.statement);
  if (refusal === null) return;
  list.pair(said.fields.refusal, [term(refusal.code), refusal.statement].filter(Boolean).join(said.stop));
}

function writeDecision({ list, said, term, dispute, ruling }: Writing): void {
  list.heading(said.sections.decision);
  list.pair(said.fields.outcome, term(ruling.outcome));
  list.pair(said.fields.issued, timeOf(ruling.issuedAt));
  list.pair(said.fields.rulebook, dispute.rulebookVersion);
}

function writeFindings(writing: Writing): void {
  const { list, said, ruling } = writing;
  list.heading(said.sections.findings);
  ruling.findings.forEach((finding, index) => {
    list.pair(said.finding(index + 1), finding.text);
    writeGrounds(writing, finding);
  });
}

function writeGrounds({ list, said, term }: Writing, finding: ReadFinding): void {
  const named = ({ slot, side }: ReadSlot) => (side === null ? term(slot) : `${term(slot)} (${term(side)})`);
  const grounds = [...finding.sources.map(term), ...finding.evidence.map(named)];
  list.pair(said.fields.restsOn, [...new Set(grounds)].join(said.comma));
  const missing = [...finding.absences.map(named), finding.recordedAbsence].filter((part) => part !== null);
  list.pair(said.fields.missing, missing.join(said.comma));
  list.pair(said.fields.sharedFinding, finding.sharedFinding?.text ?? null);
}

function writeFollows(writing: Writing): void {
  const { list, said, ruling, rulebook } = writing;
  list.heading(said.sections.follows);
  for (const { clause: code, text, findingIndexes } of ruling.conclusions) {
    const clause = rulebook.clauses[code];
    const numbers = findingIndexes.map((index) => index + 1).join(said.comma);
    list.pair(clauseName(writing, code), [text, said.fromFindings(numbers)].filter(Boolean).join(" — "));
    if (clause === undefined) continue;
    list.pair(said.fields.rule, localised(writing, clause.text));
    list.pair(said.fields.basis, clause.basis === null ? null : localised(writing, clause.basis));
  }
  list.pair(said.fields.reasons, ruling.reasons);
  list.pair(said.fields.fault, sharesOf(writing, ruling.faultShares));
}

function writeOrdered(writing: Writing): void {
  const { list, said, term, ruling } = writing;
  if (ruling.ruledRemedies.length === 0) return;
  list.heading(said.sections.ordered);
  for (const { kind, amount, orderLine, costBearers, formulaTrace } of ruling.ruledRemedies) {
    const trace =
      formulaTrace === null
        ? null
        : said.byRule(`${formulaTrace.result} ${formulaTrace.currency}`, formulaTrace.clause);
    const borne = costBearers.length === 0 ? null : said.borneBy(sharesOf(writing, costBearers));
    const parts = [moneyOf(amount), orderLine?.title, borne, trace];
    list.pair(term(kind), parts.filter((part) => typeof part === "string").join(" · "));
  }
}
