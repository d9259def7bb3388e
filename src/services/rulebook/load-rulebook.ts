import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { Database, Sql } from "../../persistence/database.js";
import { selectRulebook, selectVersionInForce } from "../../persistence/rulebook.store.js";

/** The rulebooks of one process. `sql` is the open transaction of the caller, if there is one. */
export interface RulebookCache {
  /** A version by its name. @throws Error if there is none */
  byVersion(version: string, sql?: Sql): Promise<Rulebook>;
  /** The version in force at `now`. @throws Error if none is */
  current(now: Date, sql?: Sql): Promise<Rulebook>;
}

/** How long, by the clock passed in, the version in force is taken as known. */
const CURRENT_MS = 2_000;

/**
 * Keeps parsed rulebooks: a version for ever (versions never change), the version in force for 2
 * seconds of the clock passed in, so that a new version takes hold without a restart.
 *
 * A transaction never waits for what somebody else is just reading: that may itself wait for a connection, and if
 * transactions held them all, none would go on.
 */
export function createRulebookCache(database: Database): RulebookCache {
  const versions = new Map<string, Rulebook>();
  let inForce: { readonly at: number; readonly version: string } | undefined;

  const loadingVersion = shared((version: string) => loadVersion(database, version));
  const loadingInForce = shared((at: number) => loadVersionInForce(database, new Date(at)));

  const byVersion = async (version: string, sql?: Sql): Promise<Rulebook> => {
    const known = versions.get(version);
    if (known !== undefined) return known;
    const loaded = await (sql === undefined ? loadingVersion(version) : loadVersion(sql, version));
    versions.set(version, loaded);
    return loaded;
  };

  return {
    byVersion,
    async current(now, sql) {
      const at = now.getTime();
      // The platform's clock can be set back in demo mode, hence both bounds.
      if (inForce !== undefined && at >= inForce.at && at < inForce.at + CURRENT_MS)
        return byVersion(inForce.version, sql);
      const version = await (sql === undefined ? loadingInForce(at) : loadVersionInForce(sql, now));
      inForce = { at, version };
      return byVersion(version, sql);
    },
  };
}

/** Reads what is asked for several times at once only once. */
function shared<Key, Value>(read: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const reading = new Map<Key, Promise<Value>>();
  return (key) => {
    const found = reading.get(key);
    if (found !== undefined) return found;
    const begun = read(key).finally(() => reading.delete(key));
    reading.set(key, begun);
    return begun;
  };
}

async function loadVersion(sql: Sql, version: string): Promise<Rulebook> {
  const rulebook = await selectRulebook(sql, version);
  if (rulebook === null) throw new Error(`There is no rulebook of version "${version}". Run: npm run seed`);
  return rulebook;
}

async function loadVersionInForce(sql: Sql, now: Date): Promise<string> {
  const version = await selectVersionInForce(sql, now);
  if (version === null) throw new Error(`No rulebook is in force at ${now.toISOString()}. Run: npm run seed`);
  return version;
}
