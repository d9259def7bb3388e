import type { MerchantDraft, ShopperDraft } from "../domain/order/order.js";
import type { Sql } from "./database.js";

/** What the stores need to make new rows. */
export interface RowMaker {
  /** Makes a UUIDv7. */
  readonly newId: () => string;
  /** When the rows came in. */
  readonly now: Date;
}

interface PartyRow {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly city: string | null;
  readonly region: string | null;
  /** Of merchants only. */
  readonly country: string | null;
  /** Of shoppers only, as the rest. */
  readonly language: string | null;
  readonly tier: string | null;
  readonly vulnerable: boolean | null;
}

const readMerchants = `SELECT id, reference, name, city, region, country, NULL::text AS language, NULL::text AS tier,
  NULL::boolean AS vulnerable FROM merchant WHERE reference = ANY($1)`;
const readShoppers = `SELECT id, reference, display_name AS name, city, region, NULL::text AS country, language, tier, vulnerable
  FROM shopper WHERE reference = ANY($1)`;

const upsertMerchants = `
INSERT INTO merchant AS m (id, reference, name, city, region, country, created_at)
SELECT id, reference, name, city, region, country, created_at FROM json_populate_recordset(null::merchant, $1)
ON CONFLICT (reference) DO UPDATE SET name = excluded.name,
  city = coalesce(excluded.city, m.city), region = coalesce(excluded.region, m.region), country = coalesce(excluded.country, m.country)
RETURNING id, reference`;

const upsertShoppers = `
INSERT INTO shopper AS s (id, reference, display_name, city, region, language, tier, vulnerable, created_at)
SELECT id, reference, display_name, city, region, language, tier, coalesce(vulnerable, FALSE), created_at
FROM json_populate_recordset(null::shopper, $1)
ON CONFLICT (reference) DO UPDATE SET display_name = excluded.display_name,
  city = coalesce(excluded.city, s.city), region = coalesce(excluded.region, s.region),
  language = coalesce(excluded.language, s.language), tier = coalesce(excluded.tier, s.tier), vulnerable = excluded.vulnerable
RETURNING id, reference`;

const refreshed = ["city", "region", "country", "language", "tier", "vulnerable"] as const;

/** What is left out stays, so it makes no difference. */
function isSame(stored: PartyRow, party: Omit<PartyRow, "id">): boolean {
  return (
    stored.name === party.name &&
    refreshed.every((name) => party[name] === null || stored[name] === party[name])
  );
}

interface PartyStatements {
  readonly read: string;
  readonly upsert: string;
  readonly nameColumn: string;
}

async function saveParties(
  tx: Sql,
  { read, upsert, nameColumn }: PartyStatements,
  parties: readonly (Omit<PartyRow, "id"> & { readonly id: string | undefined })[],
  { newId, now }: RowMaker,
): Promise<Map<string, string>> {
  // Whoever comes last counts; sorted, so that imports at once lock the rows in one order.
  const wanted = [...new Map(parties.map((party) => [party.reference, party])).values()].sort(
    (one, other) => Number(one.reference > other.reference) - Number(one.reference < other.reference),
  );
  const stored = await tx.query<PartyRow>(read, [wanted.map(({ reference }) => reference)]);
  const known = new Map(stored.map((row) => [row.reference, row]));
  const ids = new Map(stored.map(({ reference, id }) => [reference, id]));
  const rows = wanted.flatMap((party) => {
    const row = known.get(party.reference);
    if (row && isSame(row, party)) return [];
    const { reference, name, city, region, country, language, tier } = party;
    return [
      {
        id: row?.id ?? party.id ?? newId(),
        reference,
        [nameColumn]: name,
        city,
        region,
        ...{ country, language, tier, vulnerable: party.vulnerable ?? row?.vulnerable ?? null },
        created_at: now,
      },
    ];
  });
  if (rows.length === 0) return ids;
  const saved = await tx.query<{ id: string; reference: string }>(upsert, [JSON.stringify(rows)]);
  for (const { id, reference } of saved) ids.set(reference, id);
  return ids;
}

/**
 * Finds merchants by reference, adds those that are new and refreshes name and place of those that changed;
 * a place that is left out stays. At most two statements.
 * @returns UUID by reference
 */
export async function saveMerchants(
  tx: Sql,
  merchants: readonly MerchantDraft[],
  maker: RowMaker,
): Promise<Map<string, string>> {
  const parties = merchants.map(({ id, reference, name, city, region, country }) => ({
    id,
    reference,
    name,
    city,
    region,
    country: country ?? null,
    ...{ language: null, tier: null, vulnerable: null },
  }));
  return saveParties(
    tx,
    { read: readMerchants, upsert: upsertMerchants, nameColumn: "name" },
    parties,
    maker,
  );
}

/** The same as {@link saveMerchants} for shoppers. */
export async function saveShoppers(
  tx: Sql,
  shoppers: readonly ShopperDraft[],
  maker: RowMaker,
): Promise<Map<string, string>> {
  const parties = shoppers.map(({ id, reference, displayName, city, region, ...standing }) => ({
    id,
    reference,
    name: displayName,
    city,
    region,
    country: null,
    language: standing.language ?? null,
    tier: standing.tier ?? null,
    vulnerable: standing.vulnerable ?? null,
  }));
  return saveParties(
    tx,
    { read: readShoppers, upsert: upsertShoppers, nameColumn: "display_name" },
    parties,
    maker,
  );
}
