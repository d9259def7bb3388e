import { createHmac } from "node:crypto";
import { Side } from "../../domain/access/viewer.js";
import type { SealedLimits } from "../../domain/dispute/sealed-limits.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { insertDisputeKey } from "../../persistence/dispute-key.store.js";
import type { Sql } from "../../persistence/database.js";
import type { StoredLimit } from "../../persistence/sealed-limit.store.js";
import { readDataKey } from "../evidence/data-key.js";
import { seal, unseal } from "../evidence/encryption/sealed-bytes.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import type { UseCaseContext } from "../use-case.js";

/** Every limit takes as many bytes as any other, so that its length tells nothing. */
const LIMIT_BYTES = 16;

function aboutOf(disputeId: string, side: Side): string {
  return `sealed-limit:${disputeId}:${side}`;
}

/** Encrypts a limit of a side, in minor units, with the dispute's key. */
export function sealLimit(
  dataKey: Uint8Array,
  minor: bigint,
  { disputeId, side }: { readonly disputeId: string; readonly side: Side },
): Buffer {
  const clear = Buffer.from(minor.toString(16).padStart(2 * LIMIT_BYTES, "0"), "hex");
  return seal(dataKey, clear, aboutOf(disputeId, side));
}

/** Reverses {@link sealLimit}. @throws DamagedFileError */
export function unsealLimit(dataKey: Uint8Array, disputeId: string, { side, sealed }: StoredLimit): bigint {
  return BigInt(`0x${unseal(dataKey, sealed, aboutOf(disputeId, side)).toString("hex")}`);
}

/**
 * The limits of both sides in the clear. As much is decrypted where one side has stated nothing, so that the time it
 * takes tells nothing either.
 */
export function limitsOf(
  dataKey: Uint8Array,
  disputeId: string,
  stored: readonly [own: StoredLimit, other: StoredLimit | null],
): SealedLimits {
  const [own, other] = stored;
  const ownMinor = unsealLimit(dataKey, disputeId, own);
  const decoy = unsealLimit(dataKey, disputeId, other ?? own);
  const otherMinor = other === null ? null : decoy;
  return own.side === Side.SHOPPER
    ? { shopperMinor: ownMinor, merchantMinor: otherMinor }
    : { shopperMinor: otherMinor, merchantMinor: ownMinor };
}

/**
 * The key that limits of a dispute are encrypted with; made if there is none, in as many statements as where there is.
 * @throws RefusedError STATE_CONFLICT once the dispute was erased
 */
export async function limitKey(context: UseCaseContext, sql: Sql, disputeId: string): Promise<Uint8Array> {
  const { wrapped } = evidenceOf(context).keys.newDataKey(disputeId);
  await insertDisputeKey(sql, { disputeId, ...wrapped, createdAt: context.clock.now() });
  const key = await readDataKey(context, sql, disputeId);
  return key ?? refuse(ErrorCode.STATE_CONFLICT, "The dispute was erased.", { field: ["disputeId"] });
}

/** What the idempotency key remembers of an amount instead of it: nobody can guess it without the dispute's key. */
export function amountMark(dataKey: Uint8Array, amount: string): string {
  return createHmac("sha256", dataKey).update(`sealed-limit:${amount}`).digest("hex");
}
