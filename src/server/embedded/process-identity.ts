import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { errorCode } from "./error-code.js";

/** Whether a process of that id exists, of any user. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function askPs(processId: number, column: string): string {
  try {
    const parameters = ["-ww", "-o", `${column}=`, "-p", String(processId)];
    return execFileSync("ps", parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

function readProcess(processId: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${processId}/${file}`, "utf8");
  } catch {
    return null;
  }
}

/** The command line of a process, blanks between its words; empty for one that is gone or only awaits burial. */
export function commandLineOf(processId: number): string {
  return readProcess(processId, "cmdline")?.replaceAll("\0", " ") ?? askPs(processId, "command");
}

/**
 * Tells a process from a later one that got the same id: the id with the time it was started.
 * @returns null when there is no such process
 */
export function identityOf(processId: number): string | null {
  if (!isAlive(processId)) return null;
  const stat = readProcess(processId, "stat");
  // The name in brackets may hold blanks; the start time is the 20th word after it.
  const started = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? askPs(processId, "lstart");
  return `${processId} ${started}`;
}

/** Whether the process that wrote an identity still runs. */
export function stillRuns(identity: string): boolean {
  const processId = Number(identity.split(" ", 1)[0]);
  return Number.isInteger(processId) && processId > 0 && identityOf(processId) === identity;
}
