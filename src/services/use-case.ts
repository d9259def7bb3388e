import type { Viewer } from "../domain/access/viewer.js";
import type { NoticeDays } from "../domain/rulebook/change-version.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import type { Database, Sql } from "../persistence/database.js";
import type { DisputeChange } from "./disputes/change.js";
import type { EvidenceSetting } from "./evidence/evidence-setting.js";

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
  /**
   * The rulebook of a version (cached: versions never change). Inside a transaction pass it as `sql`:
   * waiting for a second connection while holding one is how a pool locks itself up.
   */
  readonly rulebook: (version: string, sql?: Sql) => Promise<Rulebook>;
  /** The version that disputes are opened under now; `sql` as for `rulebook`. */
  readonly currentRulebook: (sql?: Sql) => Promise<Rulebook>;
  /** How much notice a version of the rules needs before it takes effect; default 7 days, 15 for major ones. */
  readonly rulebookNotice?: NoticeDays;
  /** Where evidence is kept and how much of it; absent where nobody hands in or opens files. */
  readonly evidence?: EvidenceSetting;
  /**
   * Called while the decision of a mutation is written, to read what its answer shows in the same round trip (see
   * `Tx.last`). It must not throw. The change may yet come to nothing: it counts only if the use case returns it.
   */
  readonly readAlong?: (change: DisputeChange, committed: Sql) => void;
}
