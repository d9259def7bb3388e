/** Money as a dossier has it. */
export interface ReadableMoney {
  readonly amount: string;
  readonly currency: string;
}

/** One thing that is asked, ordered or awarded as a dossier has it. */
export interface ReadableRemedy {
  readonly kind: string;
  readonly amount: ReadableMoney | null;
  readonly orderLine: { readonly title: string | null } | null;
}

interface ReadableSlot {
  readonly slot: string;
  readonly side: string | null;
}

/** A finding of a ruling as a dossier has it. */
export interface ReadableFinding {
  readonly text: string;
  readonly evidence: readonly ReadableSlot[];
  readonly absences: readonly ReadableSlot[];
  readonly recordedAbsence: string | null;
  readonly sharedFinding: { readonly text: string } | null;
}

/** A ruling as a dossier has it. */
export interface ReadableRuling extends ReadableNotes {
  readonly outcome: string;
  readonly reasons: string;
  readonly clauses: readonly string[];
  readonly issuedAt: string;
  readonly findings: readonly ReadableFinding[];
  readonly conclusions: readonly { readonly text: string | null; readonly clause: string }[];
  readonly faultShares: readonly { readonly party: string; readonly basisPoints: number }[];
  readonly remedies: readonly ReadableRemedy[];
  readonly mediator: { readonly publicName: string } | null;
}

/** What was said about a ruling after it was served, as a dossier has it. */
export interface ReadableNotes {
  readonly corrections: readonly {
    readonly reason: string;
    readonly correctedAt: string;
    readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
    readonly correctedBy: { readonly publicName: string } | null;
  }[];
  readonly clarifications: readonly {
    readonly side: "SHOPPER" | "MERCHANT";
    readonly question: string;
    readonly requestedAt: string;
    readonly answer: string | null;
  }[];
}

/** A declaration of inadmissibility as a dossier has it. */
export interface ReadableInadmissibility {
  readonly ground: string;
  readonly statement: string;
  readonly clause: string;
  readonly declaredAt: string;
  readonly declaredBy: { readonly publicName: string } | null;
}

/** What the clock decided as a dossier has it. */
export interface ReadableAutomaticOutcome {
  readonly outcome: string;
  readonly clause: string;
  readonly decidedAt: string;
  readonly awarded: readonly ReadableRemedy[];
}

/** A human review as a dossier has it. */
export interface ReadableHumanReview {
  readonly side: "SHOPPER" | "MERCHANT";
  readonly grounds: readonly string[];
  readonly statement: string;
  readonly requestedAt: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly decidedBy: { readonly publicName: string } | null;
}

/** An appeal as a dossier has it. */
export interface ReadableAppeal {
  readonly side: "SHOPPER" | "MERCHANT";
  readonly grounds: readonly string[];
  readonly statement: string;
  readonly filedAt: string;
  readonly answer: string | null;
  readonly outcome: string | null;
  readonly reasons: string | null;
  readonly decidedBy: { readonly publicName: string } | null;
}

/** The dispute as `dispute-selection.ts` has it read, as far as it is shown to people. */
export interface ReadableDispute {
  readonly number: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly reason: string;
  readonly openedAt: string;
  readonly claim: {
    readonly remedy: string;
    readonly statement: string | null;
    readonly amount: ReadableMoney | null;
    readonly items: readonly ReadableRemedy[];
  };
  readonly refusal: { readonly code: string; readonly statement: string | null } | null;
  readonly order: { readonly reference: string; readonly purchasedAt: string } | null;
  readonly merchant: ReadablePlace & { readonly name: string };
  readonly shopper: ReadablePlace & { readonly displayName: string };
  readonly mediator: { readonly publicName: string } | null;
  readonly lines: readonly {
    readonly title: string | null;
    readonly sku: string;
    readonly quantity: number;
  }[];
  readonly rulings: readonly ReadableRuling[];
  readonly inadmissibility: ReadableInadmissibility | null;
  readonly automaticOutcome: ReadableAutomaticOutcome | null;
  readonly humanReview: ReadableHumanReview | null;
  readonly appeals: readonly ReadableAppeal[];
  readonly obligations: readonly {
    readonly kind: string;
    readonly owner: string;
    readonly status: string;
    readonly dueAt: string | null;
    readonly amount: ReadableMoney | null;
  }[];
}

/** Where somebody is. */
export interface ReadablePlace {
  readonly city: string | null;
  readonly region: string | null;
}
