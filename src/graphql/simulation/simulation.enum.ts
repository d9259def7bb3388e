import { SimulatedOutcome } from "../../domain/simulation/replay-dispute.js";
import { SimulationStatus } from "../../domain/simulation/simulation-status.js";
import { describeEnum } from "../described-enum.js";

describeEnum("SimulationStatus", SimulationStatus, "How far a simulation is.", {
  CANCELLED: "It was cancelled; what was found until then can be read.",
  DONE: "Every dispute of the sample was replayed.",
  FAILED: "It could not be run to its end; the log of the platform says why.",
  QUEUED: "It waits for a worker; one simulation runs at a time.",
  RUNNING: "Disputes are being replayed.",
});

describeEnum("SimulatedOutcome", SimulatedOutcome, "How a replayed dispute ends.", {
  CONCEDED: "The merchant accepts the claim.",
  DEFAULTED: "The merchant's silence decides.",
  INADMISSIBLE: "The platform does not take the case.",
  LAPSED: "The shopper's silence ends it.",
  MEDIATED: "Both accept a mediator's proposal.",
  MERGED: "It goes on in another dispute.",
  NOT_OPENED: "The rules do not let it be opened: window, remedy, amount.",
  NOT_PROVEN: "A ruling finds the claim not proven.",
  REFERRED: "Somebody outside decides.",
  RULED_FOR_MERCHANT: "A ruling for the merchant.",
  RULED_FOR_SHOPPER: "A ruling for the shopper.",
  RULED_SPLIT: "A ruling that gives each side a part.",
  SETTLED: "An offer is accepted.",
  UNDECIDED: "Nothing that was recorded decides it under these rules, or it is still going on.",
  WITHDRAWN: "The shopper gives it up.",
});
