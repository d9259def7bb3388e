import { sideOf } from "../access/viewer.js";
import { ErrorCode, refusal } from "../errors.js";
import type { Guard } from "./guards.js";
import { openProposalOf } from "./proposal.js";

/** A proposal of the mediator waits for the sides; rows 22 and 23. */
export const proposalWaits: Guard = (dispute) =>
  openProposalOf(dispute) === null
    ? refusal(ErrorCode.OFFER_NOT_OPEN, "No proposal waits for an answer. Wait for the mediator.")
    : null;

/** The viewer's side has not accepted the proposal yet; row 22. */
export const notYetAccepted: Guard = (dispute, { viewer }) => {
  const side = sideOf(viewer.role);
  return side !== null && openProposalOf(dispute)?.acceptedBy.includes(side) === true
    ? refusal(
        ErrorCode.STATE_CONFLICT,
        "Your side has accepted the proposal already. Wait for the other side, or decline if you think otherwise now.",
      )
    : null;
};

/** The rulebook of the dispute lets the sides state sealed limits. */
export const limitsOffered: Guard = (_dispute, { rulebook }) =>
  rulebook.mediation.sealedLimits === null
    ? refusal(
        ErrorCode.NOT_OFFERED,
        "The rulebook of this dispute knows no sealed limits. Make an offer instead.",
      )
    : null;
