import type { DataSource } from "typeorm";
import { createDataSource } from "../../ormconfig.js";
import { createEmptyTestDatabase, dropTestDatabase } from "../support/database.js";

/**
 * Everything that tables are made of, as sorted text: columns, constraints, indexes. Names of constraints
 * and indexes are left out, for TypeORM gives its own. TypeORM's own comparison is not enough: it
 * overlooks changed CHECKs and changed predicates of partial indexes.
 */
const catalog = `
  SELECT line FROM (
    SELECT concat_ws(' ', 'column', table_name || '.' || column_name, data_type, udt_name,
      coalesce(character_maximum_length, datetime_precision), is_nullable, column_default,
      identity_generation) AS line
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL
    SELECT concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conrelid IS DISTINCT FROM to_regclass('migrations')
    UNION ALL
    SELECT concat_ws(' ', 'index', regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \\S+ ON', 'INDEX ON'))
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relnamespace = 'public'::regnamespace AND relname <> 'migrations'
  ) AS lines
  ORDER BY line`;

/** What is left in the schema beside tables: sequences, functions, triggers. */
const leftovers = `
  SELECT 'relation ' || relname AS line FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'migrations%' AND relname NOT LIKE 'PK\\_%'
  UNION ALL
  SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'schema ' || nspname FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('public', 'information_schema', 'graphile_worker')`;

async function linesOf(dataSource: DataSource, query: string): Promise<string[]> {
  const rows: { readonly line: string }[] = await dataSource.query(query);
  return rows.map(({ line }) => line);
}

/** Opens an empty database, hands it over, and drops it whatever happens. */
async function onEmptyDatabase<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
  const url = await createEmptyTestDatabase();
  const dataSource = await createDataSource(url, { poolSize: 2 }).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
    await dropTestDatabase(url);
  }
}

describe("the migrations", () => {
  it("make the very tables, constraints and indexes that the entities describe", async () => {
    const migrated = await onEmptyDatabase(async (dataSource) => {
      await dataSource.runMigrations();
      return linesOf(dataSource, catalog);
    });
    const described = await onEmptyDatabase(async (dataSource) => {
      await dataSource.synchronize();
      return linesOf(dataSource, catalog);
    });
    expect(described).toEqual(migrated);
    expect(migrated.length).toBeGreaterThan(400);
  });

  it("can be taken back one by one to nothing, and run again to the same", async () => {
    await onEmptyDatabase(async (dataSource) => {
      const count = (await dataSource.runMigrations()).length;
      const first = await linesOf(dataSource, catalog);
      for (let undone = 0; undone < count; undone += 1) await dataSource.undoLastMigration();
      expect(await linesOf(dataSource, leftovers)).toEqual([]);
      await dataSource.runMigrations();
      expect(await linesOf(dataSource, catalog)).toEqual(first);
    });
  });

  it("give rulebooks of before a life: published with notice, one after the other", async () => {
    await onEmptyDatabase(async (dataSource) => {
      await dataSource.runMigrations();
      const isVersioned = `SELECT 1 FROM information_schema.columns WHERE table_name = 'rulebook' AND column_name = 'status'`;
      while ((await dataSource.query<unknown[]>(isVersioned)).length > 0)
        await dataSource.undoLastMigration();
      await dataSource.query(`INSERT INTO rulebook (version, document, effective_at)
        VALUES ('old', '{"a": 1}', '2016-01-01Z'), ('new', '{"a": 2}', '2026-01-01Z')`);
      await dataSource.runMigrations();
      const rows: unknown = await dataSource.query(
        `SELECT version, status, source::jsonb = document AS same, notice_days, published_at, effective_until
         FROM rulebook ORDER BY effective_at`,
      );
      const published = { status: "PUBLISHED", same: true, notice_days: 7 };
      expect(rows).toEqual([
        {
          ...{ version: "old", ...published, published_at: new Date("2015-12-25T00:00:00.000Z") },
          effective_until: new Date("2026-01-01T00:00:00.000Z"),
        },
        {
          ...{ version: "new", ...published, published_at: new Date("2025-12-25T00:00:00.000Z") },
          effective_until: null,
        },
      ]);
    });
  });
});
