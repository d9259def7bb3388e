import type { Side } from "../../access/viewer.js";
import type { AppliedFinding } from "../swarm.js";

/** What happened about deciding a dispute together with others. */
export type SwarmOccurrence =
  | { readonly type: "ADDED_TO_SWARM"; readonly swarmId: string; readonly commonCause: string }
  | { readonly type: "REMOVED_FROM_SWARM"; readonly swarmId: string; readonly reason: string }
  | { readonly type: "SHARED_FINDING_APPLIED"; readonly swarmId: string; readonly finding: AppliedFinding }
  | { readonly type: "SWARM_OPTED_OUT"; readonly swarmId: string; readonly side: Side };
