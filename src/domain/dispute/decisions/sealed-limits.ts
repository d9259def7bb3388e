import { obligationsFrom } from "../../obligation/from-remedies.js";
import { DisputeOutcome, DisputeStatus } from "../dispute.js";
import { refundsOf } from "../sealed-limits.js";
import { checkTerms } from "../terms.js";
import type { Handler } from "./outcome.js";

/**
 * The sealed limits of the two sides have crossed: the dispute is settled at the point between them. A limit that crosses
 * none is no decision: nothing of it is in the log, and nobody but its own side can tell that it was stated.
 */
export const settleByLimits: Handler<"STATE_SEALED_LIMIT"> = (dispute, { settledMinor }, context) => {
  const { rulebook } = context;
  const terms = refundsOf(settledMinor, context);
  checkTerms(terms, { ...context, currency: dispute.currency }, "amount");
  const clause = rulebook.mediation.sealedLimits?.clause;
  return {
    occurrence: {
      type: "LIMITS_CROSSED",
      settledMinor,
      terms,
      obligations: obligationsFrom(terms, context),
    },
    to: DisputeStatus.PERFORMING,
    outcome: DisputeOutcome.SETTLED,
    ...(clause !== undefined && { clause }),
  };
};
