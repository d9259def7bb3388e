import type { AttachedRecord } from "../../domain/dispute/command.js";
import { Audience } from "../../domain/dispute/event.js";
import { EvidenceType } from "../../domain/evidence/evidence-type.js";
import type { Tx } from "../../persistence/database.js";
import { readSystemRecords, type SystemRecords } from "../../persistence/system-record.store.js";
import { hashInput } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** Records of the platform, ready to be attached to a dispute that is opened. */
export interface SystemEvidence {
  readonly records: readonly AttachedRecord[];
  /** What each says, by the id of its item. */
  readonly contents: ReadonlyMap<string, unknown>;
}

interface Found {
  readonly slot: EvidenceType;
  readonly record: object;
  readonly audience?: Audience;
}

/**
 * The platform's own evidence about disputed lines: order, payments, shipments, listing as sold, promises and earlier
 * messages, as they are now. What there is nothing of is left out.
 */
export async function systemEvidence(
  tx: Tx,
  context: UseCaseContext,
  about: { readonly orderId: string; readonly orderLineIds: readonly string[]; readonly merchantId: string },
): Promise<SystemEvidence> {
  const found = foundIn(await readSystemRecords(tx, about));
  const contents = new Map<string, unknown>();
  const records = found.map(({ slot, record, audience = Audience.ALL }) => {
    const id = context.newId();
    contents.set(id, record);
    return { id, slot, audience, contentHash: hashInput({ itemId: id, slot, record }) };
  });
  return { records, contents };
}

function foundIn({ order, listing, payments, oneMerchant, ...rest }: SystemRecords): Found[] {
  const { shipments, promises, messages } = rest;
  // What was paid for the goods of others is no business of this merchant.
  const seesPayments = oneMerchant ? Audience.ALL : Audience.SHOPPER;
  const lists: [EvidenceType, Readonly<Record<string, readonly object[]>>, Audience?][] = [
    [EvidenceType.LISTING_SNAPSHOT, { listing }],
    [EvidenceType.RECEIPT, { payments }, seesPayments],
    [EvidenceType.PROOF_OF_SHIPMENT, { shipments }],
    [EvidenceType.POLICY_DISCLOSURE, { promises }],
    [EvidenceType.COMMUNICATION_LOG, { messages }],
  ];
  const filled = lists.filter(([, record]) => Object.values(record).some(({ length }) => length > 0));
  return [
    { slot: EvidenceType.PLATFORM_RECORD, record: orderFor(order, oneMerchant) },
    ...filled.map(([slot, record, audience = Audience.ALL]) => ({ slot, record, audience })),
  ];
}

function orderFor(order: object, oneMerchant: boolean): object {
  return { order: oneMerchant ? order : { ...order, paidMinor: undefined } };
}
