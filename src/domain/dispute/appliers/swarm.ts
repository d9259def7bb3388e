import type { AppliersOf } from "./applier.js";

/** What the events change that are about deciding disputes together. */
export const swarmAppliers: AppliersOf<
  "ADDED_TO_SWARM" | "REMOVED_FROM_SWARM" | "SHARED_FINDING_APPLIED" | "SWARM_OPTED_OUT"
> = {
  ADDED_TO_SWARM: (_dispute, { swarmId, commonCause }, addedAt) => ({
    swarm: { swarmId, commonCause, addedAt, finding: null, optOut: null },
  }),
  REMOVED_FROM_SWARM: () => ({ swarm: null }),
  SHARED_FINDING_APPLIED: ({ swarm }, { finding }) => ({
    swarm: swarm === null ? null : { ...swarm, finding },
  }),
  SWARM_OPTED_OUT: ({ swarm }, { side }, optedOutAt) => ({
    swarm: swarm === null ? null : { ...swarm, optOut: { side, optedOutAt } },
  }),
};
