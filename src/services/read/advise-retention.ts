import type { Role } from "../../domain/access/viewer.js";
import type { ErasureGround } from "../../domain/retention/erasure.js";
import { isHeld } from "../../domain/retention/judge-retention.js";
import { retentionOf, type Retention } from "../../domain/retention/retention.js";
import type { DisputeStatus } from "../../domain/dispute/dispute.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { retentionYearsOf } from "../retention/retention-years.js";
import type { UseCaseContext } from "../use-case.js";

/** A legal hold as staff see it. */
interface ShownHold {
  readonly reason: string;
  readonly placedByRole: Role;
  readonly placedAt: Date;
  readonly endsAt: Date | null;
}

/** How long the evidence of a dispute is kept, as a viewer sees it. */
export interface ShownRetention extends Retention {
  readonly erasedAt: Date | null;
  readonly erasureGround: ErasureGround | null;
  readonly legalHold: ShownHold | null;
}

/** What the compiler delivers for it; times are texts there. */
interface RetentionSource {
  readonly $status: DisputeStatus;
  readonly $closedAt: string | null;
  readonly $wasRuled: boolean;
  readonly $hadObligations: boolean;
  readonly $erasure: { readonly erasedAt: string; readonly ground: ErasureGround } | null;
  /** Null for whoever is not staff. */
  readonly $hold: {
    readonly id: string;
    readonly reason: string;
    readonly placedByRole: Role;
    readonly placedAt: string;
    readonly endsAt: string | null;
  } | null;
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** How long the evidence of a dispute is kept. */
export function adviseRetention(context: UseCaseContext, source: ReadObject): ShownRetention {
  const { $status, $closedAt, $wasRuled, $hadObligations, $erasure, $hold } =
    source as unknown as RetentionSource;
  const dispute = {
    status: $status,
    closedAt: dateOf($closedAt),
    wasRuled: $wasRuled,
    hadObligations: $hadObligations,
  };
  return {
    ...retentionOf(dispute, retentionYearsOf(context)),
    erasedAt: dateOf($erasure?.erasedAt ?? null),
    erasureGround: $erasure?.ground ?? null,
    legalHold: shownHold($hold, context.clock.now()),
  };
}

function shownHold(hold: RetentionSource["$hold"], now: Date): ShownHold | null {
  if (hold === null) return null;
  const { id, reason, placedByRole } = hold;
  const endsAt = dateOf(hold.endsAt);
  // One that has ended is noted as lifted by a job, a little later.
  if (!isHeld({ hold: { id, endsAt } }, now)) return null;
  return { reason, placedByRole, placedAt: new Date(hold.placedAt), endsAt };
}
