import type { Role } from "../domain/access/viewer.js";
import type { Sql } from "./database.js";

/** A person who acts for a merchant. */
export interface MerchantMember {
  /** UUID; tokens name it. */
  readonly id: string;
  /** UUID of a stored merchant. */
  readonly merchantId: string;
  readonly name: string;
  readonly role: Extract<Role, "MERCHANT_ADMIN" | "MERCHANT_AGENT">;
}

/** A mediator as the platform's staff list has them. */
export interface MediatorProfile {
  /** UUID; tokens name it. */
  readonly id: string;
  /** What the parties see. */
  readonly publicName: string;
  readonly level: 1 | 2 | 3;
  /** How many cases at a time. */
  readonly capacity: number;
  /** Codes of reasons; none means all. */
  readonly certifiedReasons: readonly string[];
  /** UUIDs of merchants with whom there is a conflict of interest. */
  readonly relatedMerchantIds: readonly string[];
}

const membersSql = `
INSERT INTO merchant_member (id, merchant_id, name, role)
SELECT id, merchant_id, name, role FROM json_populate_recordset(null::merchant_member, $1)
ON CONFLICT (id) DO NOTHING`;

const mediatorsSql = `
INSERT INTO mediator (id, public_name, level, capacity, certified_reasons, related_merchant_ids)
SELECT id, public_name, level, capacity, certified_reasons, related_merchant_ids
FROM json_populate_recordset(null::mediator, $1)
ON CONFLICT (id) DO NOTHING`;

/** Adds members of merchants; who is there already stays as they are. */
export async function insertMembers(sql: Sql, members: readonly MerchantMember[]): Promise<void> {
  const rows = members.map(({ id, merchantId, name, role }) => ({ id, merchant_id: merchantId, name, role }));
  await sql.query(membersSql, [JSON.stringify(rows)]);
}

/** Adds mediators; who is there already stays as they are. */
export async function insertMediators(sql: Sql, mediators: readonly MediatorProfile[]): Promise<void> {
  const rows = mediators.map((mediator) => ({
    id: mediator.id,
    public_name: mediator.publicName,
    level: mediator.level,
    capacity: mediator.capacity,
    certified_reasons: mediator.certifiedReasons,
    related_merchant_ids: mediator.relatedMerchantIds,
  }));
  await sql.query(mediatorsSql, [JSON.stringify(rows)]);
}
