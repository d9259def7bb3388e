import { appealTypes } from "./map/appeal.map.js";
import { custodyTypes } from "./map/custody.map.js";
import { deskTypes } from "./map/desk.map.js";
import { disputeTypes } from "./map/dispute.map.js";
import { dossierTypes } from "./map/dossier.map.js";
import { evidenceFileTypes } from "./map/evidence-file.map.js";
import { evidenceTypes } from "./map/evidence.map.js";
import { orderTypes } from "./map/order.map.js";
import { partyTypes } from "./map/party.map.js";
import { proposalTypes } from "./map/proposal.map.js";
import { ruleFeedbackTypes } from "./map/rule-feedback.map.js";
import { rulebookTypes } from "./map/rulebook.map.js";
import { rulingTypes } from "./map/ruling.map.js";
import { simulationTypes } from "./map/simulation.map.js";
import { swarmTypes } from "./map/swarm.map.js";
import type { ReadType } from "./read-type.js";

const types = new Map(
  [
    partyTypes,
    orderTypes,
    deskTypes,
    disputeTypes,
    evidenceTypes,
    proposalTypes,
    rulingTypes,
    swarmTypes,
    appealTypes,
    ruleFeedbackTypes,
    rulebookTypes,
    simulationTypes,
    evidenceFileTypes,
    custodyTypes,
    dossierTypes,
  ]
    .flat()
    .map((type) => [type.name, type]),
);

/** The names of all types that the compiler reads. */
export const readTypeNames: readonly string[] = [...types.keys()];

/** How a type of the schema is read. The map is complete by a test, so an unknown name is a bug. */
export function readTypeOf(name: string): ReadType {
  const type = types.get(name);
  if (type === undefined)
    throw new Error(`The read map has no type ${name}. Add it under src/persistence/read/map/.`);
  return type;
}
