import { listForceMajeures as readPeriods, type ForceMajeure } from "../../persistence/clock-period.store.js";
import type { UseCaseContext } from "../use-case.js";

/** As many as somebody reads. */
const MAXIMUM = 100;

/** Periods of force majeure, the latest first; for everybody, for they bind everybody. */
export function listForceMajeures(context: UseCaseContext, active: boolean): Promise<ForceMajeure[]> {
  return readPeriods(context.database, active ? context.clock.now() : null, MAXIMUM);
}
