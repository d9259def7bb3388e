import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { MutationInput } from "./api-client.js";

const reason = "There is a reason.";
const mediator = () => ({ mediatorId: toGlobalId("Mediator", randomUUID()) });
const party = () => ({ partyId: toGlobalId("Merchant", randomUUID()) });

/** Well-formed inputs of the mutations about who has a case, but for the dispute. */
export const deskInputs: Readonly<Record<string, () => MutationInput>> = {
  challengeMediator: () => ({}),
  clearComplaint: () => ({ ...mediator(), reason }),
  complainAboutMediator: () => ({ ground: "BIAS", statement: "They took sides." }),
  confirmSteps: () => ({ reason }),
  decideChallenge: () => ({ upheld: true, reason }),
  declareRelation: () => ({ ...party(), kind: "FAMILY" }),
  endRelation: party,
  escalateDispute: () => ({ reason }),
  recordPartyTraits: () => ({ traits: [{ personId: party().partyId, kind: "ADDRESS", hashes: [] }] }),
  recuse: () => ({ reason }),
  transferCase: () => ({ ...mediator(), reason }),
};
