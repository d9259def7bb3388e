import type { Money } from "../../domain/money.js";
import type { Side } from "../../domain/access/viewer.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { unsealLimit } from "../disputes/sealed-limit.js";
import { unwrapDataKey } from "../evidence/data-key.js";
import type { UseCaseContext } from "../use-case.js";

/** What the compiler delivers; see the read map. */
interface SealedLimitSource {
  readonly disputeId: string;
  readonly side: Side;
  readonly currency: string;
  /** Base 64, as is `wrapped`. */
  readonly sealed: string;
  readonly masterKeyId: string;
  readonly wrapped: string | null;
}

/** The limit that the viewer's own side has stated; null where there is none. @throws UnknownMasterKeyError, DamagedFileError */
export function adviseSealedLimit(context: UseCaseContext, { $sealedLimit }: ReadObject): Money | null {
  const source = $sealedLimit as SealedLimitSource | null;
  if (source === null) return null;
  const { disputeId, side, currency, masterKeyId } = source;
  const wrapped = source.wrapped === null ? null : Buffer.from(source.wrapped, "base64");
  const key = unwrapDataKey(context, disputeId, { masterKeyId, wrapped });
  if (key === null) return null;
  const sealed = Buffer.from(source.sealed, "base64");
  return { minor: unsealLimit(key, disputeId, { side, sealed }), currency };
}
