import type { Viewer } from "../domain/access/viewer.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import type { Database } from "../persistence/database.js";

/** What the time is for the platform; movable in demo and test mode. */
export interface Clock {
  now(): Date;
}

/** What every use case gets: nothing below `server/` reads the clock, the environment or randomness. */
export interface UseCaseContext {
  readonly database: Database;
  readonly clock: Clock;
  /** Makes a UUIDv7. */
  readonly newId: () => string;
  readonly viewer: Viewer;
  /** The rulebook of a version (cached: versions never change). */
  readonly rulebook: (version: string) => Promise<Rulebook>;
  /** The version that disputes are opened under now. */
  readonly currentRulebook: () => Promise<Rulebook>;
}
