import { ErrorCode, refuse } from "../../errors.js";
import { latestRound, type EvidenceItem } from "../../evidence/dispute-evidence.js";
import { EvidenceItemStatus } from "../../evidence/evidence-item.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import { Audience } from "../event.js";
import { audienceOf, handedIn, onTheTable, sideActing } from "./handed-in.js";
import type { Handler } from "./outcome.js";

/**
 * A side hands an item in; row 17. In an evidence round it is sealed. Before a round the other side sees it at once;
 * after the exchange too, with the ground for its lateness, and the mediator decides whether it counts.
 */
export const submitEvidence: Handler<"SUBMIT_EVIDENCE"> = (dispute, { draft, lateGround }, context) => {
  const side = sideActing(context);
  const closed = closedBefore(dispute);
  if (closed !== null && lateGround === null) refuseLate(closed);
  const sealed = dispute.status === DisputeStatus.EVIDENCE;
  const item = {
    ...handedIn(draft, context.now, latestRound(dispute.evidence)?.number ?? 0),
    ...(sealed ? {} : { status: EvidenceItemStatus.EXCHANGED, exchangedAt: context.now }),
    lateGround: closed === null ? null : lateGround,
  };
  return {
    occurrence: { type: "EVIDENCE_SUBMITTED", item },
    audience: sealed ? audienceOf(side) : Audience.ALL,
  };
};

/**
 * A machine of the marketplace attaches its own record, or a carrier's; row 17. It is for neither side, so nothing of it
 * is sealed: both read it at once, as they read the platform's records. After an exchange it is late like everybody's.
 */
export const attachEvidence: Handler<"ATTACH_EVIDENCE"> = (dispute, { record, lateGround }, { now }) => {
  const closed = closedBefore(dispute);
  if (closed !== null && lateGround === null) refuseLate(closed);
  const { id, slot, versionNumber, contentHash, source } = record;
  const item: EvidenceItem = {
    ...{ id, slot, versionNumber, contentHash, source, side: null, audience: Audience.ALL },
    ...{ round: latestRound(dispute.evidence)?.number ?? 0, lateGround: closed === null ? null : lateGround },
    ...{ status: EvidenceItemStatus.EXCHANGED, submittedAt: now, exchangedAt: now },
    ...{ decisionReason: null, decidedAt: null },
  };
  return { occurrence: { type: "EVIDENCE_SUBMITTED", item } };
};

/** Since when what comes is late: the exchange, or the ruling where there was no round; null while nothing is. */
function closedBefore({ status, evidence, ruling }: Dispute): Date | null {
  if (status === DisputeStatus.EVIDENCE) return null;
  return latestRound(evidence)?.exchangedAt ?? ruling?.issuedAt ?? null;
}

function refuseLate(closed: Date): never {
  const closedAt = closed.toISOString();
  refuse(
    ErrorCode.EVIDENCE_WINDOW_CLOSED,
    `The evidence round closed at ${closedAt}. Late evidence needs a lateGround, and the mediator decides whether it counts.`,
    { field: ["lateGround"], details: { closedAt } },
  );
}

/** A side takes a sealed item back; row 17. */
export const withdrawEvidence: Handler<"WITHDRAW_EVIDENCE"> = ({ evidence }, { itemId }, context) => {
  const side = sideActing(context);
  const item = evidence.items.find(({ id }) => id === itemId);
  if (item?.side !== side) refuse(ErrorCode.NOT_FOUND, "There is no such item.", { field: ["itemId"] });
  if (item.status !== EvidenceItemStatus.SUBMITTED) {
    refuse(
      ErrorCode.EVIDENCE_IMMUTABLE,
      `The item is ${item.status}; only what is sealed can be taken back.`,
      {
        field: ["itemId"],
        details: { status: item.status },
      },
    );
  }
  return { occurrence: { type: "EVIDENCE_WITHDRAWN", itemId }, audience: audienceOf(side) };
};

/** The mediator decides that an item counts, which late ones need. */
export const admitEvidence: Handler<"ADMIT_EVIDENCE"> = (dispute, { itemId, reason }) => {
  requireOpenItem(dispute, itemId);
  return { occurrence: { type: "EVIDENCE_ADMITTED", itemId, reason } };
};

/** The mediator leaves an item out, and says why. */
export const excludeEvidence: Handler<"EXCLUDE_EVIDENCE"> = (dispute, { itemId, reason }) => {
  requireOpenItem(dispute, itemId);
  return { occurrence: { type: "EVIDENCE_EXCLUDED", itemId, reason } };
};

/** What a mediator cannot see does not exist. A decision can be changed until the ruling. */
function requireOpenItem({ evidence }: Dispute, itemId: string): void {
  const item = evidence.items.find(({ id }) => id === itemId);
  const open =
    item !== undefined && (onTheTable.has(item.status) || item.status === EvidenceItemStatus.EXCLUDED);
  if (!open) refuse(ErrorCode.NOT_FOUND, "There is no such item.", { field: ["itemId"] });
}

/** The mediator has parts of a file removed; which file, and whether that is possible, was looked at before. */
export const redactEvidence: Handler<"REDACT_EVIDENCE"> = (_dispute, redacted, { evidence }) => {
  const { fileId, copyId, reason, kind, parts, planHash } = redacted;
  const custody = evidence?.custody ?? null;
  return {
    occurrence: { type: "EVIDENCE_REDACTED", fileId, copyId, reason, kind, parts, planHash, custody },
  };
};

/** A file of an item turned out to be dangerous: the item counts for nothing. */
export const quarantineEvidence: Handler<"QUARANTINE_EVIDENCE"> = ({ evidence }, { itemId }) => {
  const item = evidence.items.find(({ id }) => id === itemId);
  if (item === undefined || item.status === EvidenceItemStatus.QUARANTINED) {
    refuse(ErrorCode.NOT_FOUND, "There is no such item.", { field: ["itemId"] });
  }
  const sealed = item.exchangedAt === null && item.side !== null;
  return {
    occurrence: { type: "EVIDENCE_QUARANTINED", itemId, sealed },
    audience: sealed ? audienceOf(item.side) : Audience.ALL,
  };
};
