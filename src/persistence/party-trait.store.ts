import { TraitBearer, type PartyTraits } from "../domain/conflict/party-traits.js";
import type { Tx } from "./database.js";

/** The rows stay locked until the end of the transaction, so that two records of one person come one after the other. */
const lockSql = (["mediator", "merchant", "shopper"] as const).map((table) => ({
  bearer: TraitBearer[table.toUpperCase() as TraitBearer],
  sql: `SELECT id FROM ${table} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
}));

/** Locks the persons, so that nobody else records their traits now. @returns those who exist as what they are said to be */
export async function lockTraitBearers<Person extends Pick<PartyTraits, "bearer" | "personId">>(
  tx: Tx,
  persons: readonly Person[],
): Promise<ReadonlySet<Person>> {
  const known = new Set<Person>();
  for (const { bearer, sql } of lockSql) {
    const said = persons.filter((person) => person.bearer === bearer);
    if (said.length === 0) continue;
    const rows = await tx.query<{ id: string }>(sql, [said.map(({ personId }) => personId)]);
    const ids = new Set(rows.map(({ id }) => id));
    for (const person of said) if (ids.has(person.personId)) known.add(person);
  }
  return known;
}

/** Puts what is known now in the place of what was known of the same persons and kinds. @param now when it was told */
export async function replacePartyTraits(tx: Tx, traits: readonly PartyTraits[], now: Date): Promise<void> {
  await tx.query(
    `DELETE FROM party_trait USING unnest($1::uuid[], $2::text[]) AS told (person_id, kind)
     WHERE party_trait.person_id = told.person_id AND party_trait.kind = told.kind`,
    [traits.map(({ personId }) => personId), traits.map(({ kind }) => kind)],
  );
  const rows = traits.flatMap(({ personId, kind, hashes }) =>
    [...new Set(hashes)].map((hash) => ({ personId, kind, hash })),
  );
  await tx.query(
    `INSERT INTO party_trait (person_id, kind, hash, recorded_at)
     SELECT person_id, kind, hash, $4 FROM unnest($1::uuid[], $2::text[], $3::text[]) AS told (person_id, kind, hash)`,
    [
      ...[rows.map(({ personId }) => personId), rows.map(({ kind }) => kind)],
      ...[rows.map(({ hash }) => hash), now],
    ],
  );
}
