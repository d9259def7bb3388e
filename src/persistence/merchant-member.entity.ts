import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Role } from "../domain/access/viewer.js";
import { isOneOf } from "./columns.js";
import { MerchantEntity } from "./merchant.entity.js";

const merchantRoles = { MERCHANT_ADMIN: Role.MERCHANT_ADMIN, MERCHANT_AGENT: Role.MERCHANT_AGENT } as const;
type MerchantRole = keyof typeof merchantRoles;

/** A person who acts for a merchant. */
@Entity({ name: "merchant_member" })
@Index("merchant_member_merchant", ["merchantId"])
@Check(isOneOf("role", merchantRoles))
export class MerchantMemberEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => MerchantEntity)
  @Column({ name: "merchant_id", type: "uuid" })
  merchantId!: string;

  @Column({ type: "text" })
  name!: string;

  @Column({ type: "text" })
  role!: MerchantRole;
}
