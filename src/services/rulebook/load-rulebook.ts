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
 */
export function createRulebookCache(database: Database): RulebookCache {
  const versions = new Map<string, Promise<Rulebook>>();
  let inForce: { readonly at: number; readonly version: Promise<string> } | undefined;

  const byVersion = (version: string, sql: Sql = database): Promise<Rulebook> => {
    const known = versions.get(version);
    if (known !== undefined) return known;
    const loading = loadVersion(sql, version);
    versions.set(version, loading);
    // A failure, say of the connection, must not stick.
    loading.catch(() => versions.delete(version));
    return loading;
  };

  return {
    byVersion,
    async current(now, sql = database) {
      const at = now.getTime();
      // The platform's clock can be set back in demo mode, hence both bounds.
      if (inForce === undefined || at < inForce.at || at >= inForce.at + CURRENT_MS) {
        const asked = { at, version: loadVersionInForce(sql, now) };
        inForce = asked;
        asked.version.catch(() => {
          if (inForce === asked) inForce = undefined;
        });
      }
      return byVersion(await inForce.version, sql);
    },
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
