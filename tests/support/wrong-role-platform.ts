import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { MutationInput } from "./api-client.js";

const rehearsed = { outcome: "NOT_PROVEN", remedies: [], clauses: [] };

/** Well-formed inputs of the mutations about clocks, macros and what mediators learn by. */
export const platformInputs: Readonly<Record<string, () => MutationInput>> = {
  declareForceMajeure: () => ({
    ...{ code: "FLOOD", region: "Region", reason: "A flood.", clause: "R-NOT_RECEIVED" },
    until: "2026-12-24T00:00:00.000Z",
  }),
  endForceMajeure: () => ({ code: "FLOOD" }),
  recordPlatformOutage: () => ({
    ...{ from: "2026-11-20T00:00:00.000Z", until: "2026-11-20T01:00:00.000Z", reason: "Down." },
  }),
  setBusinessCalendar: () => ({ zone: "UTC", hours: [], holidays: [] }),
  saveMacro: () => ({ code: "ASK", title: { en: "Ask", zh: "问" }, text: { en: "Well?", zh: "？" } }),
  deleteMacro: () => ({ code: "ASK" }),
  startRehearsal: () => ({ reason: "NOT_RECEIVED" }),
  submitRehearsal: () => ({ number: 1, ...rehearsed }),
  sampleForReview: () => ({ name: "2026-Q4", size: 1 }),
  giveSecondOpinion: () => ({ sample: "2026-Q4", position: 1, outcome: "NOT_PROVEN", remedies: [] }),
};

/** Well-formed inputs of the mutations about rulebooks. @param rulebookId the global id of a version */
export function ruleInputs(rulebookId: () => string): Readonly<Record<string, () => MutationInput>> {
  const rulebook = () => ({ rulebookId: rulebookId() });
  return {
    submitRuleFeedback: () => ({ clause: "R-NOT_RECEIVED", wrong: "Unclear.", instead: "Otherwise." }),
    answerRuleFeedback: () => ({ feedbackId: toGlobalId("RuleFeedback", randomUUID()), status: "TRIAGED" }),
    saveRulebookDraft: () => ({ source: "version: 1" }),
    openRulebookConsultation: rulebook,
    returnRulebookToDraft: rulebook,
    approveRulebook: rulebook,
    publishRulebook: () => ({ ...rulebook(), effectiveAt: "2027-01-01T00:00:00.000Z" }),
    discardRulebookDraft: rulebook,
    simulateRulebook: () => ({ draftId: rulebookId(), sample: { all: true } }),
    cancelSimulation: () => ({ simulationId: toGlobalId("RulebookSimulation", randomUUID()) }),
  };
}
