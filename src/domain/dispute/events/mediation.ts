import type { Side } from "../../access/viewer.js";
import type { Obligation } from "../../obligation/obligation.js";
import type { Proposal } from "../proposal.js";
import type { RemedyItem } from "../remedy.js";

/** What happened about settling with the platform's help. */
export type MediationOccurrence =
  | { readonly type: "SETTLEMENT_PROPOSED"; readonly proposal: Proposal }
  | { readonly type: "PROPOSAL_HALF_ACCEPTED"; readonly proposalId: string; readonly side: Side }
  | {
      readonly type: "PROPOSAL_ACCEPTED";
      readonly proposalId: string;
      readonly obligations: readonly Obligation[];
    }
  | { readonly type: "PROPOSAL_DECLINED"; readonly proposalId: string }
  | { readonly type: "PROPOSAL_RETRACTED"; readonly proposalId: string }
  | { readonly type: "PROPOSAL_EXPIRED"; readonly proposalId: string | null }
  | {
      readonly type: "LIMITS_CROSSED";
      /** Where the limits met, which themselves nobody learns. */
      readonly settledMinor: bigint;
      readonly terms: readonly RemedyItem[];
      readonly obligations: readonly Obligation[];
    };
