/** How far a simulation is. */
export const SimulationStatus = {
  CANCELLED: "CANCELLED",
  DONE: "DONE",
  FAILED: "FAILED",
  QUEUED: "QUEUED",
  RUNNING: "RUNNING",
} as const;
export type SimulationStatus = (typeof SimulationStatus)[keyof typeof SimulationStatus];

/** Whether nothing more will come of it. */
export function isOver(status: SimulationStatus): boolean {
  return status !== SimulationStatus.QUEUED && status !== SimulationStatus.RUNNING;
}
