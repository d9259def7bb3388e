import { Role } from "../../src/domain/access/viewer.js";
import type { StoredRulebookStatus } from "../../src/domain/rulebook/version.js";
import { addDays, addHours } from "../../src/domain/time.js";
import { approveRulebook } from "../../src/services/rulebook/approve-rulebook.js";
import { discardRulebookDraft } from "../../src/services/rulebook/discard-rulebook-draft.js";
import { openRulebookConsultation } from "../../src/services/rulebook/open-rulebook-consultation.js";
import { publishRulebook } from "../../src/services/rulebook/publish-rulebook.js";
import { recordPlatformOutage } from "../../src/services/clock/record-platform-outage.js";
import { returnRulebookToDraft } from "../../src/services/rulebook/return-rulebook-to-draft.js";
import { saveRulebookDraft } from "../../src/services/rulebook/save-rulebook-draft.js";
import { setBusinessCalendar } from "../../src/services/clock/set-business-calendar.js";
import { storyBegin } from "./factory.js";
import type { UseCase } from "./replay-cases.js";
import { sourceOf } from "./rulebook-maker.js";

/** What is done to a version of the rules, and where it must stand. */
export const ruleMaking: Readonly<
  Record<string, { from: StoredRulebookStatus; by: Role; run: UseCase; input?: object }>
> = {
  saveRulebookDraft: {
    ...{ from: "DRAFT", by: Role.RULE_EDITOR, run: saveRulebookDraft },
    input: { source: sourceOf(), major: true },
  },
  openRulebookConsultation: { from: "DRAFT", by: Role.RULE_EDITOR, run: openRulebookConsultation },
  discardRulebookDraft: { from: "DRAFT", by: Role.RULE_EDITOR, run: discardRulebookDraft },
  returnRulebookToDraft: { from: "APPROVED", by: Role.RULE_EDITOR, run: returnRulebookToDraft },
  approveRulebook: { from: "IN_CONSULTATION", by: Role.RULE_APPROVER, run: approveRulebook },
  publishRulebook: {
    ...{ from: "APPROVED", by: Role.RULE_APPROVER, run: publishRulebook },
    input: { effectiveAt: addDays(storyBegin, 7) },
  },
};

const weeklyHours = Array.from({ length: 7 }, () => [{ fromMinute: 0, untilMinute: 120 }]);

/** What is recorded about clocks for everybody. */
export const clockCases: Readonly<
  Record<string, { readonly by: Role; readonly run: UseCase; readonly input: object; readonly other: object }>
> = {
  recordPlatformOutage: {
    ...{ by: Role.INTEGRATION, run: recordPlatformOutage, other: { reason: "Up." } },
    input: { from: addHours(storyBegin, -2), until: addHours(storyBegin, -1), reason: "Down." },
  },
  setBusinessCalendar: {
    ...{ by: Role.RULE_EDITOR, run: setBusinessCalendar, other: { country: "CN" } },
    input: { country: "BR", zone: "UTC", weeklyHours, holidays: [] },
  },
};
