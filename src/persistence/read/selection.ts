/** The types that can be read by their global id, named as in the schema. */
export const nodeTypeNames = [
  "CaseSwarm",
  "Dispute",
  "DisputeEvent",
  "Dossier",
  "EvidenceFile",
  "EvidenceItem",
  "Mediator",
  "Merchant",
  "MerchantMember",
  "Message",
  "Obligation",
  "Offer",
  "Order",
  "OrderLine",
  "Payment",
  "Proposal",
  "Refund",
  "Review",
  "RuleFeedback",
  "RulebookVersion",
  "RulebookSimulation",
  "Ruling",
  "Shipment",
  "Shopper",
  "TrackingEvent",
] as const;
export type NodeTypeName = (typeof nodeTypeNames)[number];

/** One field that a client asked for, with everything about GraphQL syntax already resolved. */
export interface SelectedField {
  /** The field's name in the schema. */
  readonly name: string;
  /** Property of the result that holds the answer: the name, or `name#hash` where arguments were given. */
  readonly key: string;
  /** The arguments after coercion; absent ones are left out. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What was asked of the object behind the field; empty for leaves. */
  readonly selection: Selection;
}

/** What was asked of one object: each key once, in order of appearance. */
export type Selection = readonly SelectedField[];

/** An object as the compiler answers it: one property for each key that was selected, and hidden ones with `$`. */
export type ReadObject = Record<string, unknown>;

/** Adds fields to a map by key; a field that is there already gets the union of both sub-selections. */
export function mergeInto(target: Map<string, SelectedField>, fields: Selection): void {
  for (const field of fields) {
    const known = target.get(field.key);
    if (known === undefined) {
      target.set(field.key, field);
      continue;
    }
    const union = new Map(known.selection.map((each) => [each.key, each]));
    mergeInto(union, field.selection);
    target.set(field.key, { ...known, selection: [...union.values()] });
  }
}
