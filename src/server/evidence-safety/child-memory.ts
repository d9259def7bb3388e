import { readFileSync } from "node:fs";

const KIBIBYTE = 1_024;

/**
 * The most memory that a process ever had resident, in bytes; null where the system does not tell (no /proc) or the
 * process is gone.
 * @param processId its id, or "self"
 */
export function peakMemoryOf(processId: number | "self"): number | null {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, "latin1"));
    return peak?.[1] === undefined ? null : Number(peak[1]) * KIBIBYTE;
  } catch {
    return null;
  }
}
