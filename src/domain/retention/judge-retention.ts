import { maySeeDispute } from "../access/policy.js";
import { Role, type Viewer } from "../access/viewer.js";
import type { Dispute } from "../dispute/dispute.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import { ErasureGround } from "./erasure.js";
import { retentionOf, type RetainedDispute, type RetentionYears } from "./retention.js";

/** A hold that nobody has lifted. */
export interface StandingHold {
  /** UUID. */
  readonly id: string;
  /** When it ends by itself; null where somebody has to lift it. */
  readonly endsAt: Date | null;
}

/** What decides about keeping and erasing the evidence of a dispute. */
export interface HeldDispute
  extends RetainedDispute, Pick<Dispute, "shopperId" | "merchantId" | "mediatorId"> {
  readonly hold: StandingHold | null;
  /** When its evidence was erased; null if it was not. */
  readonly erasedAt: Date | null;
}

/** An act on what is kept. */
export const RetentionAct = { ERASE: "ERASE", HOLD: "HOLD", LIFT: "LIFT" } as const;
export type RetentionAct = (typeof RetentionAct)[keyof typeof RetentionAct];

const acting: Readonly<Record<RetentionAct, readonly Role[]>> = {
  ERASE: [Role.FRONTLINE_AGENT, Role.MERCHANT_ADMIN, Role.SHOPPER],
  HOLD: [Role.FRONTLINE_AGENT, Role.SENIOR_MEDIATOR],
  LIFT: [Role.SENIOR_MEDIATOR],
};

const field = { field: ["disputeId"] };

/** Why a viewer may not act on what is kept of a dispute; null if they may. @param dispute null if there is none */
export function judgeActor(act: RetentionAct, viewer: Viewer, dispute: HeldDispute | null): Refusal | null {
  if (dispute === null || !maySeeDispute(viewer, dispute)) {
    return refusal(ErrorCode.NOT_FOUND, "There is no such dispute.", field);
  }
  if (acting[act].includes(viewer.role)) return null;
  const message = `That is not for the role ${viewer.role}. Ask ${acting[act].join(" or ")}.`;
  return refusal(ErrorCode.FORBIDDEN, message, field);
}

/** Whether a hold binds at an instant. */
export function isHeld({ hold }: Pick<HeldDispute, "hold">, now: Date): boolean {
  return hold !== null && (hold.endsAt === null || hold.endsAt > now);
}

function alreadyErased(erasedAt: Date): Refusal {
  const details = { erasedAt: erasedAt.toISOString() };
  return refusal(ErrorCode.STATE_CONFLICT, "The evidence of this dispute was erased already.", {
    ...field,
    details,
  });
}

/**
 * Why the evidence of a dispute is not erased now; null if it is. A person may have it erased after the minimum, the
 * platform does it by itself when the time of the class is over. Why it is held is not told.
 */
export function judgeErasure(
  dispute: HeldDispute,
  {
    ground,
    years,
    now,
  }: { readonly ground: ErasureGround; readonly years: RetentionYears; readonly now: Date },
): Refusal | null {
  if (dispute.erasedAt !== null) return alreadyErased(dispute.erasedAt);
  const { erasableFrom, keepUntil } = retentionOf(dispute, years);
  if (erasableFrom === null || keepUntil === null) {
    const message =
      "The dispute is not closed: its evidence is needed to decide and to perform it. Ask again when the time to keep it is over.";
    return refusal(ErrorCode.STATE_CONFLICT, message, { ...field, details: { status: dispute.status } });
  }
  if (isHeld(dispute, now)) {
    const message =
      "The evidence has to be kept for a legal reason and cannot be erased while that lasts. Ask the service desk, which may not be free to say more.";
    return refusal(ErrorCode.LEGAL_HOLD, message, field);
  }
  const from = ground === ErasureGround.REQUESTED ? erasableFrom : keepUntil;
  if (from <= now) return null;
  const details = { erasableFrom: erasableFrom.toISOString(), keepUntil: keepUntil.toISOString() };
  const message =
    `The evidence has to be kept until ${details.erasableFrom}, whoever asks. Ask again then; ` +
    `without being asked the platform erases it on ${details.keepUntil}.`;
  return refusal(ErrorCode.RETENTION_NOT_OVER, message, { ...field, details });
}

/** Why no hold can be placed; null if one can. */
export function judgeHold({ hold, erasedAt }: HeldDispute): Refusal | null {
  if (erasedAt !== null) return alreadyErased(erasedAt);
  if (hold === null) return null;
  const details = { endsAt: hold.endsAt?.toISOString() ?? null };
  const message = "The dispute is under a legal hold already. Lift it first if it is to be another one.";
  return refusal(ErrorCode.STATE_CONFLICT, message, { ...field, details });
}
