import type { Side } from "../../access/viewer.js";
import type { EvidenceRound } from "../../evidence/dispute-evidence.js";
import type { Obligation } from "../../obligation/obligation.js";
import type { Appeal, AppealDecision } from "../../ruling/appeal.js";
import type { CorrectedContent, RulingClarification, RulingCorrection } from "../../ruling/correction.js";
import type { RecordedRuling, Ruling } from "../../ruling/ruling.js";

/** What happened about a ruling and what follows it. */
export type RulingOccurrence =
  | { readonly type: "RULING_ISSUED"; readonly ruling: RecordedRuling; readonly finalReason: string | null }
  | {
      readonly type: "RULING_CORRECTED";
      readonly correction: RulingCorrection;
      /** What the ruling says from now on, of what a correction can touch. */
      readonly content: CorrectedContent;
      /** What was owed by the amounts before and is not any more. */
      readonly supersededIds: readonly string[];
      /** What is owed in its place; none where the ruling is not final. */
      readonly obligations: readonly Obligation[];
    }
  | { readonly type: "CLARIFICATION_REQUESTED"; readonly clarification: RulingClarification }
  | {
      readonly type: "RULING_CLARIFIED";
      readonly clarificationId: string;
      readonly answer: string;
      readonly mediatorId: string;
    }
  | { readonly type: "RULING_FINALISED"; readonly obligations: readonly Obligation[] }
  | {
      readonly type: "RULING_APPEALED";
      readonly appeal: Appeal;
      /** What nobody disputes, and is owed at once. */
      readonly obligations: readonly Obligation[];
      /** What was owed already and is disputed now. */
      readonly contestedIds: readonly string[];
    }
  | { readonly type: "APPEAL_ANSWERED"; readonly appealId: string; readonly answer: string }
  | {
      readonly type: "APPEAL_WITHDRAWN";
      readonly appealId: string;
      /** What is owed where the ruling is final with it; else null. */
      readonly obligations: readonly Obligation[] | null;
    }
  | {
      readonly type: "APPEAL_WAIVED";
      readonly side: Side;
      /** What is owed where both have waived; else null. */
      readonly obligations: readonly Obligation[] | null;
    }
  | ({
      readonly type: "APPEAL_DECIDED";
      readonly appealIds: readonly string[];
      /** The ruling that stands in the place of the first; null where none does. */
      readonly ruling: Ruling | null;
      readonly finalReason: string | null;
      /** What is owed beside what nobody disputed. */
      readonly obligations: readonly Obligation[];
      /** Who has the case and what it begins with, where it was remitted. */
      readonly remittal: {
        readonly mediatorId: string;
        readonly challengeUntil: Date | null;
        readonly round: EvidenceRound;
      } | null;
    } & AppealDecision)
  | { readonly type: "OBLIGATIONS_OVERDUE"; readonly obligationIds: readonly string[] };
