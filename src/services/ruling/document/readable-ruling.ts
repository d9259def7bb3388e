import type { AppealGround, AppealOutcome, AppealStatus } from "../../../domain/ruling/appeal.js";
import type { FindingSource } from "../../../domain/ruling/ruling.js";
import { parts, rulingNotes, selectionOf, type Shape } from "../../dossier/dispute-selection.js";

/** Money as it is read. */
export interface ReadMoney {
  readonly amount: string;
  readonly currency: string;
}

interface ReadPlace {
  readonly city: string | null;
  readonly region: string | null;
}

/** A type of evidence and whose it is. */
export interface ReadSlot {
  readonly slot: string;
  readonly side: string | null;
}

/** A finding as it is read: of evidence only the types. */
export interface ReadFinding {
  readonly text: string;
  readonly sources: readonly FindingSource[];
  readonly recordedAbsence: string | null;
  readonly evidence: readonly ReadSlot[];
  readonly absences: readonly ReadSlot[];
  readonly sharedFinding: { readonly text: string } | null;
}

/** A share of fault or of a cost. */
export interface ReadShare {
  readonly party: string;
  readonly basisPoints: number;
}

/** A remedy as it is read. */
export interface ReadRemedy {
  readonly kind: string;
  readonly amount: ReadMoney | null;
  readonly orderLine: { readonly title: string | null } | null;
  readonly costBearers: readonly ReadShare[];
  readonly formulaTrace: {
    readonly result: string;
    readonly currency: string;
    readonly clause: string;
  } | null;
}

/** An appeal as it is read. */
export interface ReadAppeal {
  readonly side: string;
  readonly grounds: readonly AppealGround[];
  readonly statement: string;
  readonly status: AppealStatus;
  readonly filedAt: string;
  readonly answer: string | null;
  readonly outcome: AppealOutcome | null;
  readonly reasons: string | null;
  readonly decidedAt: string | null;
  readonly changes: {
    readonly outcomeBefore: string;
    readonly outcomeAfter: string;
    readonly faultShares: readonly {
      readonly party: string;
      readonly before: number;
      readonly after: number;
    }[];
    readonly remedies: readonly {
      readonly kind: string;
      readonly before: ReadMoney | null;
      readonly after: ReadMoney | null;
    }[];
  } | null;
}

/** A correction as it is read. */
interface ReadCorrection {
  readonly number: number;
  readonly reason: string;
  readonly correctedAt: string;
  readonly appealableUntil: string;
  readonly restartsAppeal: boolean;
  readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  readonly correctedBy: { readonly publicName: string } | null;
}

/** A question about a ruling as it is read. */
interface ReadClarification {
  readonly side: string;
  readonly question: string;
  readonly requestedAt: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
}

/** A ruling as it is read. */
export interface ReadRuling {
  readonly outcome: string;
  readonly reasons: string;
  readonly issuedAt: string;
  readonly appealableUntil: string;
  readonly findings: readonly ReadFinding[];
  readonly conclusions: readonly {
    readonly text: string | null;
    readonly clause: string;
    readonly findingIndexes: readonly number[];
  }[];
  readonly faultShares: readonly ReadShare[];
  readonly ruledRemedies: readonly ReadRemedy[];
  readonly mediator: { readonly publicName: string } | null;
  readonly appeals: readonly ReadAppeal[];
  readonly corrections: readonly ReadCorrection[];
  readonly clarifications: readonly ReadClarification[];
}

/** A dispute with its rulings, as far as a document tells it. */
export interface ReadRuledDispute {
  readonly number: string;
  readonly reason: string;
  readonly finalReason: string | null;
  readonly rulebookVersion: string;
  readonly claim: {
    readonly remedy: string;
    readonly statement: string | null;
    readonly amount: ReadMoney | null;
  };
  readonly refusal: { readonly code: string; readonly statement: string | null } | null;
  readonly order: { readonly reference: string } | null;
  readonly merchant: ReadPlace & { readonly name: string };
  readonly shopper: ReadPlace & { readonly displayName: string };
  readonly lines: readonly {
    readonly title: string | null;
    readonly sku: string;
    readonly quantity: number;
  }[];
  readonly rulings: readonly ReadRuling[];
  readonly obligations: readonly {
    readonly kind: string;
    readonly owner: string;
    readonly status: string;
    readonly dueAt: string | null;
    readonly amount: ReadMoney | null;
  }[];
}

const line = parts("id", "title");

const shape: Shape = {
  ...parts("id", "number", "reason", "finalReason", "rulebookVersion"),
  claim: parts("remedy", "statement", "amount"),
  refusal: parts("code", "statement"),
  order: parts("id", "reference"),
  merchant: parts("id", "name", "city", "region"),
  shopper: parts("id", "displayName", "city", "region"),
  lines: parts("id", "title", "sku", "quantity"),
  rulings: {
    ...parts("id", "outcome", "reasons", "issuedAt", "appealableUntil"),
    findings: {
      ...parts("text", "sources", "recordedAbsence", "absences"),
      evidence: parts("id", "slot", "side"),
      sharedFinding: parts("text"),
    },
    conclusions: parts("text", "clause", "findingIndexes"),
    faultShares: parts("party", "basisPoints"),
    ruledRemedies: { ...parts("kind", "amount", "costBearers", "formulaTrace"), orderLine: line },
    mediator: parts("id", "publicName"),
    ...rulingNotes,
    appeals: {
      ...parts("side", "grounds", "statement", "status", "filedAt", "answer"),
      ...parts("outcome", "reasons", "decidedAt"),
      changes: {
        ...parts("outcomeBefore", "outcomeAfter"),
        faultShares: parts("party", "before", "after"),
        remedies: parts("kind", "before", "after"),
      },
    },
  },
  obligations: parts("id", "kind", "owner", "status", "dueAt", "amount"),
};

/** What is read of a dispute for the document of its ruling, each part as the viewer may see it. */
export const ruledDisputeSelection = selectionOf(shape);

/** What the domain works out of the same dispute for its viewer. */
export const adviceSelection = selectionOf(parts("allowedActions", "ifNothingHappens"));
