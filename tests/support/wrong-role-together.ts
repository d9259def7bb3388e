import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { MutationInput } from "./api-client.js";
import { deskInputs } from "./wrong-role-desk.js";
import { evidenceInputs } from "./wrong-role-evidence.js";

/** A macro that is to be sent. */
export const macro = { channel: "PARTIES", code: "ASK", language: "EN" };
const swarm = () => ({ swarmId: toGlobalId("CaseSwarm", randomUUID()) });

/** Well-formed inputs of the mutations about several disputes at once. @param disputeId the global id of one */
export function togetherInputs(disputeId: () => string): Readonly<Record<string, () => MutationInput>> {
  const disputes = () => [{ disputeId: disputeId() }];
  return {
    bulkDeclareInadmissible: () => ({
      disputes: disputes(),
      ...{ ground: "NO_CLAIM", statement: "A wish.", clause: "R-NOT_RECEIVED" },
    }),
    bulkRequestEvidence: () => ({
      disputes: disputes(),
      ...evidenceInputs["requestEvidence"]!(),
    }),
    bulkSendMessage: () => ({
      disputes: disputes(),
      channel: "PARTIES",
      text: "Hello.",
    }),
    bulkTransfer: () => ({
      disputes: disputes(),
      ...deskInputs["transferCase"]!(),
    }),
    createCaseSwarm: () => ({ disputes: disputes(), commonCause: "One lot leaks." }),
    addToCaseSwarm: () => ({ ...swarm(), disputes: disputes() }),
    removeFromCaseSwarm: () => ({
      ...{ ...swarm(), disputes: disputes(), reason: "Another lot." },
    }),
    decideSharedFinding: () => ({
      ...{ ...swarm(), text: "It leaks.", evidenceItemIds: [toGlobalId("EvidenceItem", randomUUID())] },
    }),
    applySharedFinding: swarm,
    optOutOfSwarm: () => ({}),
    linkDisputes: () => ({ otherDisputeId: disputeId(), kind: "REPEAT", reason: "Once more." }),
    unlinkDisputes: () => ({ otherDisputeId: disputeId(), kind: "REPEAT" }),
    bulkSendMacro: () => ({ disputes: disputes(), ...macro }),
  };
}
