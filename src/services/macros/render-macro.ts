import type { Dispute } from "../../domain/dispute/dispute.js";
import { renderTemplate } from "../../domain/macro/macro-template.js";
import { ruleOfDispute } from "../../domain/rulebook/adjustments.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { TextLanguage } from "../../domain/text-language.js";
import { readCaseRecord } from "../../persistence/case-records.store.js";
import type { Sql } from "../../persistence/database.js";
import { readCaseNames, readMacro } from "../../persistence/macro.store.js";
import type { UseCaseContext } from "../use-case.js";
import { openCase } from "../workbench/open-case.js";
import { refuseNoMacro } from "./delete-macro.js";
import { macroValues, requireZone, type MacroVoice } from "./macro-values.js";

/** A macro as it reads in one dispute. */
export interface RenderedMacro {
  readonly code: string;
  readonly version: number;
  readonly text: string;
}

/** Which macro, and how it speaks. */
export interface MacroChoice extends MacroVoice {
  readonly code: string;
}

/**
 * How a macro reads in a dispute now.
 * @throws RefusedError NOT_FOUND for a dispute that the viewer may not see and for a macro that is not offered; FORBIDDEN for
 *   the sides and machines; VALIDATION for a time zone that there is not; INVALID_TEXT if it comes out too long
 */
export async function renderMacro(
  context: UseCaseContext,
  disputeId: string,
  choice: MacroChoice,
): Promise<RenderedMacro> {
  return renderIn(context, context.database, await openCase(context, disputeId), choice);
}

/** The same for a dispute that is read already; `sql` is where the rest is read. */
export async function renderIn(
  context: UseCaseContext,
  sql: Sql,
  dispute: Dispute,
  { code, language, timeZone }: MacroChoice,
): Promise<RenderedMacro> {
  requireZone(timeZone);
  const macro = (await readMacro(sql, code)) ?? refuseNoMacro();
  const names = await readCaseNames(sql, dispute.id);
  const { records } = await readCaseRecord(sql, dispute.id);
  const rule = ruleOfDispute(await context.rulebook(dispute.rulebookVersion, sql), dispute);
  const voice = { language, timeZone };
  const values = macroValues({ dispute, names, rule, records }, { viewer: context.viewer, voice });
  const text = renderTemplate(language === TextLanguage.ZH ? macro.text.zh : macro.text.en, values);
  const limit = { field: [], maximum: TextLimit.MESSAGE, multiline: true };
  return { code, version: macro.version, text: cleanText(text, limit) };
}
