import { ErrorCode, refuse } from "../../errors.js";
import { split, WHOLE_BASIS_POINTS } from "../../money.js";
import { FreightBearer } from "../../rulebook/freight-rule.js";
import {
  derivedConclusions,
  FaultParty,
  type Conclusion,
  type FaultShare,
  type RuledRemedy,
} from "../../ruling/ruling.js";
import type { CommandInputs } from "../command.js";
import type { DecisionContext } from "../decision.js";
import type { Dispute } from "../dispute.js";
import { estimateRemedy } from "../estimate.js";
import { RemedyKind } from "../remedy.js";
import { requireReadable } from "./ruling-grounds.js";

type RulingInput = CommandInputs["ISSUE_RULING"];
type RemedyInput = RulingInput["remedies"][number];

/**
 * Which findings lead to which clause. Where nobody says it, each clause follows from all that was found.
 * @throws RefusedError REASONS_REQUIRED for a clause that no conclusion applies and a conclusion without findings,
 *   VALIDATION for a clause that the ruling does not cite and a finding that it does not make
 */
export function conclusionsOf(input: RulingInput, { rulebookVersion }: Dispute): Conclusion[] {
  const { conclusions = [], clauses, findings } = input;
  if (conclusions.length === 0) return derivedConclusions(input, rulebookVersion);
  requireReadable(conclusions, "conclusions", ["conclusions"]);
  conclusions.forEach(({ clause, findingIndexes }, index) => {
    const field = ["conclusions", String(index)];
    if (!clauses.includes(clause)) {
      refuse(
        ErrorCode.VALIDATION,
        "A conclusion applies a clause that the ruling cites. Add it to clauses.",
        {
          field: [...field, "clause"],
        },
      );
    }
    requireFound(findingIndexes, findings.length, [...field, "findingIndexes"]);
  });
  const idle = clauses.find((cited) => !conclusions.some(({ clause }) => clause === cited));
  if (idle !== undefined) {
    refuse(
      ErrorCode.REASONS_REQUIRED,
      `No conclusion applies ${idle}. Say what it follows from, or leave it out.`,
      {
        field: ["conclusions"],
      },
    );
  }
  return conclusions.map((conclusion) => ({ ...conclusion, rulebookVersion }));
}

function requireFound(indexes: readonly number[], findings: number, field: readonly string[]): void {
  if (indexes.length === 0)
    refuse(ErrorCode.REASONS_REQUIRED, "A conclusion rests on at least one finding.", { field });
  if (new Set(indexes).size < indexes.length)
    refuse(ErrorCode.VALIDATION, "A conclusion names each finding once.", { field });
  if (indexes.every((index) => Number.isInteger(index) && index >= 0 && index < findings)) return;
  refuse(ErrorCode.VALIDATION, `Findings are numbered from 0 to ${findings - 1} here.`, { field });
}

/**
 * Shares that make a whole or are none.
 * @param subject.what they are, for the message
 * @throws RefusedError VALIDATION
 */
export function requireWhole(
  shares: readonly FaultShare[],
  { what, field }: { readonly what: string; readonly field: readonly string[] },
): void {
  if (shares.length === 0) return;
  if (new Set(shares.map(({ party }) => party)).size < shares.length) {
    refuse(ErrorCode.VALIDATION, `Each party appears once in the ${what}.`, { field });
  }
  if (shares.some(({ basisPoints }) => !Number.isInteger(basisPoints) || basisPoints <= 0)) {
    refuse(ErrorCode.VALIDATION, `Each of the ${what} is a whole number of basis points above 0.`, { field });
  }
  const sum = shares.reduce((total, { basisPoints }) => total + basisPoints, 0);
  if (BigInt(sum) === WHOLE_BASIS_POINTS) return;
  refuse(
    ErrorCode.VALIDATION,
    `The ${what} sum to 10000 basis points or are left empty; these sum to ${sum}.`,
    {
      field,
    },
  );
}

/**
 * What is ordered, with who bears it in the end and how the rule would have worked the amount out.
 * @param context with the rule of the reason that is ruled on
 * @throws RefusedError VALIDATION for cost bearers that make no whole
 */
export function ruledRemedies(input: RulingInput, dispute: Dispute, context: DecisionContext): RuledRemedy[] {
  return input.remedies.map((remedy, index) => {
    const { kind, orderLineId, amountMinor, costBearers = [] } = remedy;
    requireWhole(costBearers, {
      what: "cost bearers",
      field: ["remedies", String(index), "costBearers"],
    });
    return {
      ...{ kind, orderLineId, amountMinor },
      costBearers: costBearers.length > 0 ? costBearers : usualBearers(kind, input, context),
      formulaTrace: traceOf(remedy, dispute, context),
    };
  });
}

/**
 * Who bears a remedy where the mediator does not say: freight by the freight matrix; all else by the shares of fault,
 * without the shopper's, for what is ordered is what the shopper gets after it; and the merchant where that tells nobody.
 */
function usualBearers(
  kind: RemedyKind,
  { faultShares }: Pick<RulingInput, "faultShares">,
  context: DecisionContext,
): FaultShare[] {
  const carrying = kind === RemedyKind.REFUND_FREIGHT ? freightBearer(context) : null;
  if (carrying !== null) return [{ party: carrying, basisPoints: Number(WHOLE_BASIS_POINTS) }];
  const others = faultShares.filter(({ party }) => party !== FaultParty.SHOPPER);
  if (others.length === 0) return [{ party: FaultParty.MERCHANT, basisPoints: Number(WHOLE_BASIS_POINTS) }];
  const parts = split(
    WHOLE_BASIS_POINTS,
    others.map(({ basisPoints }) => BigInt(basisPoints)),
  );
  return others
    .map(({ party }, index) => ({ party, basisPoints: Number(parts[index] ?? 0n) }))
    .filter(({ basisPoints }) => basisPoints > 0);
}

/** Who bears the way out in a dispute of this reason that the shopper wins; null where fault decides it. */
function freightBearer({ rule, rulebook }: DecisionContext): FaultParty | null {
  const row = rulebook.freightMatrix.find(({ situation }) => situation === rule.freightSituation);
  switch (row?.outbound) {
    case FreightBearer.CARRIER:
      return FaultParty.CARRIER;
    case FreightBearer.MERCHANT:
      return FaultParty.MERCHANT;
    default:
      return null;
  }
}

function traceOf(
  { kind, orderLineId }: RemedyInput,
  { claim, currency }: Dispute,
  context: DecisionContext,
): RuledRemedy["formulaTrace"] {
  const line = context.lines.find((candidate) => candidate.orderLineId === orderLineId);
  if (line === undefined) return null;
  const claimed = claim.items.find((item) => item.orderLineId === orderLineId)?.amountMinor ?? 0n;
  return estimateRemedy(kind, line, claimed, { ...context, currency }).formulaTrace;
}
