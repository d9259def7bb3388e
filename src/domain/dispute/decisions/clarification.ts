import { openClarifications } from "../correction-guards.js";
import { rulingOf } from "./appeal.js";
import { sideActing } from "./handed-in.js";
import { requireNoConflict } from "./inadmissibility.js";
import { ErrorCode, refuse } from "../../errors.js";
import type { Handler } from "./outcome.js";

/** A side asks what the ruling means. No clock stands still for that. */
export const requestClarification: Handler<"REQUEST_CLARIFICATION"> = (dispute, { question }, context) => ({
  occurrence: {
    type: "CLARIFICATION_REQUESTED",
    clarification: {
      ...{ id: context.newId(), rulingId: rulingOf(dispute).id, side: sideActing(context), question },
      ...{ requestedAt: context.now, answer: null, answeredAt: null, mediatorId: null },
    },
  },
});

/** Whoever ruled says what the ruling means, to the side that waits longest. Nothing of the ruling changes by it. */
export const clarifyRuling: Handler<"CLARIFY_RULING"> = (dispute, { side, answer }, context) => {
  if (rulingOf(dispute).mediatorId !== context.viewer.id) requireNoConflict(dispute, context);
  const asked = openClarifications(dispute).find((each) => each.side === side);
  if (asked === undefined)
    refuse(ErrorCode.STATE_CONFLICT, "This side waits for no answer. Answer the other.", { field: ["side"] });
  const { id: clarificationId } = asked;
  return {
    occurrence: { type: "RULING_CLARIFIED", clarificationId, answer, mediatorId: context.viewer.id },
  };
};
