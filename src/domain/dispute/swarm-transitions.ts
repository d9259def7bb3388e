import { DisputeAction as Action } from "./action.js";
import { noOpenChallenge } from "./desk-guards.js";
import { DisputeStatus as Status } from "./dispute.js";
import { separate } from "./guards.js";
import * as swarm from "./swarm-guards.js";
import { intervention, mediators, parties } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

const alike = { from: intervention, by: mediators, to: [SAME] } as const;

/** The rows about disputes that have one cause and are decided together, as far as their facts go. */
export const swarmTransitions: readonly Transition[] = [
  row(0, Action.ADD_TO_CASE_SWARM, alike, {
    guards: [swarm.mayLeadSwarm, swarm.inNoSwarm, noOpenChallenge],
  }),
  row(0, Action.REMOVE_FROM_CASE_SWARM, alike, { guards: [swarm.mayLeadSwarm, swarm.inSwarm] }),
  row(0, Action.DECIDE_SHARED_FINDING, alike, {
    guards: [
      swarm.mayLeadSwarm,
      swarm.inSwarm,
      swarm.noSharedFinding,
      noOpenChallenge,
      separate(Action.DECIDE_SHARED_FINDING),
    ],
  }),
  row(
    0,
    Action.OPT_OUT_OF_SWARM,
    { from: [...intervention, Status.SUSPENDED], by: parties, to: [SAME] },
    { guards: [swarm.inSwarm, swarm.mayOptOut] },
  ),
];
