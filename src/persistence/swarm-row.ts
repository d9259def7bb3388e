import type { AppliedFinding, SwarmMembership } from "../domain/dispute/swarm.js";

type FindingJson = Omit<AppliedFinding, "decidedAt" | "optOutUntil"> & {
  readonly decidedAt: string;
  readonly optOutUntil: string;
};

/** A membership as JSON writes it into the jsonb column `dispute.swarm`. */
export type SwarmJson = Omit<SwarmMembership, "addedAt" | "finding" | "optOut"> & {
  readonly addedAt: string;
  readonly finding: FindingJson | null;
  readonly optOut: { readonly side: "MERCHANT" | "SHOPPER"; readonly optedOutAt: string } | null;
};

/** A membership of the jsonb column; null where the dispute is in no swarm. */
export function swarmFrom(json: SwarmJson | null): SwarmMembership | null {
  if (json === null) return null;
  const { swarmId, commonCause, addedAt, finding, optOut } = json;
  return {
    ...{ swarmId, commonCause, addedAt: new Date(addedAt) },
    finding: finding === null ? null : findingFrom(finding),
    optOut: optOut === null ? null : { side: optOut.side, optedOutAt: new Date(optOut.optedOutAt) },
  };
}

function findingFrom(json: FindingJson): AppliedFinding {
  return { ...json, decidedAt: new Date(json.decidedAt), optOutUntil: new Date(json.optOutUntil) };
}
