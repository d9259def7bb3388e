import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Row, World } from "./read-world-parts.js";

const seesAll = new Set(["AUDITOR", "FRONTLINE_AGENT", "INTEGRATION"]);
const tableByType: Record<string, string> = {
  ...{ Merchant: "merchant", MerchantMember: "merchant_member", Shopper: "shopper", Mediator: "mediator" },
  ...{ Order: "order", OrderLine: "order_line", Payment: "payment", Refund: "refund", Shipment: "shipment" },
  ...{
    TrackingEvent: "tracking_event",
    Review: "review",
    Dispute: "dispute",
    Offer: "offer",
    Proposal: "proposal",
    Message: "message",
  },
  ...{ CaseSwarm: "case_swarm", EvidenceItem: "evidence_item" },
  ...{ Ruling: "ruling", Obligation: "obligation", DisputeEvent: "dispute_event" },
};
const typeByTable = Object.fromEntries(Object.entries(tableByType).map(([type, table]) => [table, type]));

/** An object in memory with the name of its type. */
export type Item = Record<string, unknown> & { readonly $type: string };

/** The rows of a test world that one viewer sees, by rules written down a second time. */
export class OracleRows {
  constructor(
    readonly world: World,
    readonly viewer: Viewer,
  ) {}

  /** The rows of a table that a condition holds for and the viewer may see. */
  seen(table: string, condition: (row: Row) => boolean = () => true): Item[] {
    const type = typeByTable[table]!;
    return this.world[table]!.filter((row) => condition(row) && this.sees(table, row)).map((row) => ({
      ...row,
      $type: type,
    }));
  }

  one(table: string, id: unknown): Item | null {
    return this.seen(table, (row) => row.id === id)[0] ?? null;
  }

  raw(table: string, id: unknown): Row {
    return this.world[table]!.find((row) => row.id === id)!;
  }

  private seesDispute(row: Row): boolean {
    const { role, id, merchantId } = this.viewer;
    if (seesAll.has(role)) return true;
    if (role === "SHOPPER") return row["shopper_id"] === id;
    if (role.startsWith("MERCHANT_")) return row["merchant_id"] === merchantId;
    if (role === "MEDIATOR") return row["status"] === "QUEUED" || row["mediator_id"] === id;
    const amongThemselves = row["status"] === "MERCHANT_RESPONSE" || row["status"] === "NEGOTIATING";
    return role === "SENIOR_MEDIATOR" && (!amongThemselves || row["mediator_id"] === id);
  }

  private seesOrder(row: Row): boolean {
    const { role, id } = this.viewer;
    if (seesAll.has(role)) return true;
    if (role === "SHOPPER") return row["shopper_id"] === id;
    if (this.isMerchant) return this.linesOf(row).some((line) => this.isOwn(line));
    return this.world["dispute"]!.some(
      (dispute) => dispute["order_id"] === row.id && this.seesDispute(dispute),
    );
  }

  get isMerchant(): boolean {
    return this.viewer.role.startsWith("MERCHANT_");
  }

  get isSide(): boolean {
    return this.isMerchant || this.viewer.role === "SHOPPER";
  }

  get isStaff(): boolean {
    return !this.isSide && this.viewer.role !== "INTEGRATION";
  }

  private isOwn(row: Row): boolean {
    return row["merchant_id"] === this.viewer.merchantId;
  }

  private linesOf(order: { readonly id?: unknown }): Row[] {
    return this.world["order_line"]!.filter((line) => line["order_id"] === order.id);
  }

  private sees(table: string, row: Row): boolean {
    const rule = this.rules[table];
    return rule === undefined ? this.withDispute(row) : rule(row);
  }

  private withDispute(row: Row): boolean {
    return this.seesDispute(this.raw("dispute", row["dispute_id"]));
  }

  private withOrder(row: Row): boolean {
    return this.seesOrder(this.raw("order", row["order_id"]));
  }

  private ownPart(row: Row): boolean {
    return this.isMerchant ? this.isOwn(row) : this.withOrder(row);
  }

  private get seesEverything(): boolean {
    return seesAll.has(this.viewer.role);
  }

  private readonly rules: Record<string, (row: Row) => boolean> = {
    dispute: (row) => this.seesDispute(row),
    case_swarm: (row) =>
      this.world["dispute"]!.some((dispute) => dispute["swarm_id"] === row.id && this.seesDispute(dispute)),
    order: (row) => this.seesOrder(row),
    order_line: (row) => this.ownPart(row),
    shipment: (row) => this.ownPart(row),
    payment: (row) =>
      this.withOrder(row) &&
      (!this.isMerchant || this.linesOf({ id: row["order_id"] }).every((line) => this.isOwn(line))),
    review: (row) => this.withOrder(row),
    refund: (row) => this.ownPart(this.raw("order_line", row["order_line_id"])),
    tracking_event: (row) => this.ownPart(this.raw("shipment", row["shipment_id"])),
    dispute_event: (row) => this.withDispute(row) && this.reads(String(row["audience"]), "ALL"),
    evidence_item: (row) => this.withDispute(row) && this.seesItem(row),
    message: (row) =>
      this.withDispute(row) && this.reads(String(row["channel"]).replace("_PRIVATE", ""), "PARTIES"),
    merchant_member: (row) => (this.isMerchant ? this.isOwn(row) : this.viewer.role === "AUDITOR"),
    merchant: (row) => {
      if (this.isMerchant) return row.id === this.viewer.merchantId;
      const soldTo = (line: Row): boolean => line["merchant_id"] === row.id && this.ownPart(line);
      return this.seesEverything || this.world["order_line"]!.some(soldTo);
    },
    shopper: (row) => {
      if (this.viewer.role === "SHOPPER") return row.id === this.viewer.id;
      const bought = (order: Row): boolean => order["shopper_id"] === row.id && this.seesOrder(order);
      return this.seesEverything || this.world["order"]!.some(bought);
    },
    mediator: (row) => this.seesMediator(row),
  };

  private seesMediator(row: Row): boolean {
    const { role } = this.viewer;
    if (seesAll.has(role) || role.endsWith("MEDIATOR")) return true;
    const ruled = this.world["ruling"]!.filter((ruling) => ruling["mediator_id"] === row.id).map(
      (ruling) => ruling["dispute_id"],
    );
    return this.world["dispute"]!.some(
      (dispute) =>
        (dispute["mediator_id"] === row.id || ruled.includes(dispute.id)) && this.seesDispute(dispute),
    );
  }

  /** The side whose person the viewer is; null for everybody else. */
  get side(): string | null {
    if (!this.isSide) return null;
    return this.isMerchant ? "MERCHANT" : "SHOPPER";
  }

  private seesItem(row: Row): boolean {
    if (this.viewer.role === "AUDITOR" || (this.side !== null && row["side"] === this.side)) return true;
    const isOpen = ["EXCHANGED", "ADMITTED", "EXCLUDED"].includes(String(row["status"]));
    return isOpen && this.reads(String(row["audience"]), "ALL");
  }

  private reads(audience: string, open: string): boolean {
    if (this.viewer.role === "INTEGRATION") return audience === open;
    if (!this.isSide) return true;
    return audience === open || audience === (this.isMerchant ? "MERCHANT" : "SHOPPER");
  }
}
