import type { Side } from "../access/viewer.js";
import { slotsFor } from "../dispute/requirements.js";
import type { Dispute } from "../dispute/dispute.js";
import { ErrorCode, refuse } from "../errors.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import { DAY_MS } from "../time.js";
import { EvidenceFileStatus } from "./evidence-file.js";
import { EvidenceType } from "./evidence-type.js";
import { kindOf, kindsFor } from "./slot-files.js";

/** What a side says in an item. Ids are UUIDs. */
export interface ItemContent {
  readonly slot: EvidenceType;
  readonly narrative: string | null;
  readonly happenedAt: Date | null;
  readonly capturedAt: Date | null;
  readonly orderLineIds: readonly string[];
  readonly fileIds: readonly string[];
}

/** A file of the side, as far as its use in an item is concerned. */
export interface UsableFile {
  readonly id: string;
  readonly side: Side | null;
  readonly status: EvidenceFileStatus;
  readonly mediaType: string;
}

/** More files than this in one item are no item that a person could look at. */
export const MAXIMUM_FILES = 20;

const whole: ReadonlySet<EvidenceFileStatus> = new Set([
  EvidenceFileStatus.ACCEPTED,
  EvidenceFileStatus.EXAMINING,
  EvidenceFileStatus.SANITISED,
]);

/** Whether an item of this content could be handed in: it says or shows something. */
export function isComplete({ narrative, fileIds }: Pick<ItemContent, "narrative" | "fileIds">): boolean {
  return narrative !== null || fileIds.length > 0;
}

/**
 * Checks what a side wants to say in an item.
 * @param about the dispute with its rule, whose item it is, the named files that the side has, and the time
 * @throws RefusedError SLOT_NOT_ASKED, NOT_FOUND for lines and files that are not there, FILE_TYPE_NOT_FOR_SLOT,
 *   FILE_NOT_USABLE, VALIDATION for too many or doubled ids and for times to come
 */
export function checkContent(
  content: ItemContent,
  about: {
    readonly dispute: Dispute;
    readonly rule: Pick<ReasonRule, "merchantEvidence" | "shopperEvidence">;
    /** Null for what neither side brings, which no checklist holds. */
    readonly side: Side | null;
    readonly files: readonly UsableFile[];
    readonly now: Date;
  },
): void {
  if (about.side !== null) requireSlot(content.slot, slotsFor(about.side, about.dispute, about.rule));
  requireLines(content.orderLineIds, about.dispute);
  requireFiles(content, about.side, about.files);
  requirePast(content, about.now);
}

function requireSlot(slot: EvidenceType, slots: readonly EvidenceType[]): void {
  if (slot === EvidenceType.OTHER || slots.includes(slot)) return;
  refuse(
    ErrorCode.SLOT_NOT_ASKED,
    `${slot} is not on your side's checklist. Use one of ${[...slots, EvidenceType.OTHER].join(", ")}.`,
    { field: ["slot"], details: { slots: [...slots, EvidenceType.OTHER] } },
  );
}

function requireLines(orderLineIds: readonly string[], { claim }: Dispute): void {
  const disputed = new Set(claim.items.map(({ orderLineId }) => orderLineId));
  const foreign = orderLineIds.findIndex((id) => !disputed.has(id));
  if (foreign >= 0) {
    refuse(ErrorCode.NOT_FOUND, "There is no such line in the dispute.", {
      field: ["orderLineIds", String(foreign)],
    });
  }
  requireDistinct(orderLineIds, "orderLineIds");
}

function requireDistinct(ids: readonly string[], field: string): void {
  if (new Set(ids).size === ids.length) return;
  refuse(ErrorCode.VALIDATION, "Each id appears once.", { field: [field] });
}

function requireFiles({ slot, fileIds }: ItemContent, side: Side | null, files: readonly UsableFile[]): void {
  if (fileIds.length > MAXIMUM_FILES) {
    const message = `An item has at most ${MAXIMUM_FILES} files; these are ${fileIds.length}.`;
    refuse(ErrorCode.VALIDATION, message, { field: ["fileIds"] });
  }
  requireDistinct(fileIds, "fileIds");
  checkFiles({ slot, fileIds }, side, files);
}

/**
 * Checks that files can show what a slot asks for. Content that was examined since may be other than was declared.
 * @param files those of the named ones that the side has
 * @throws RefusedError NOT_FOUND, FILE_NOT_USABLE, FILE_TYPE_NOT_FOR_SLOT
 */
export function checkFiles(
  { slot, fileIds }: Pick<ItemContent, "slot" | "fileIds">,
  side: Side | null,
  files: readonly UsableFile[],
): void {
  for (const [index, id] of fileIds.entries()) {
    const field = ["fileIds", String(index)];
    const file = files.find((each) => each.id === id && each.side === side);
    if (file === undefined) refuse(ErrorCode.NOT_FOUND, "There is no such file.", { field });
    requireUsable(file, field);
    requireKind(slot, file, field);
  }
}

function requireUsable({ status }: UsableFile, field: readonly string[]): void {
  if (whole.has(status)) return;
  const advice =
    status === EvidenceFileStatus.UPLOADING
      ? "Complete its upload first."
      : "Take another file; this one is not taken.";
  refuse(ErrorCode.FILE_NOT_USABLE, `The file is ${status}. ${advice}`, { field, details: { status } });
}

function requireKind(slot: EvidenceType, { mediaType }: UsableFile, field: readonly string[]): void {
  const kinds = kindsFor(slot);
  if (kinds.includes(kindOf(mediaType))) return;
  refuse(
    ErrorCode.FILE_TYPE_NOT_FOR_SLOT,
    `${slot} takes ${kinds.join(" or ")}; this file is ${mediaType}. Choose another file or another slot.`,
    { field, details: { mediaType, kinds: [...kinds] } },
  );
}

/** Clocks of cameras go wrong by hours and zones, not by days. */
const CLOCK_ERROR_MS = DAY_MS;

function requirePast({ happenedAt, capturedAt }: ItemContent, now: Date): void {
  for (const [name, at] of Object.entries({ happenedAt, capturedAt })) {
    if (at === null || at.getTime() <= now.getTime() + CLOCK_ERROR_MS) continue;
    refuse(ErrorCode.VALIDATION, `${name} lies in the future.`, { field: [name] });
  }
}

/**
 * Checks that another item fits into a slot.
 * @param filled how many items the side has there
 * @throws RefusedError SLOT_FULL
 */
export function requireRoom(slot: EvidenceType, filled: number, most: number): void {
  if (filled < most) return;
  refuse(
    ErrorCode.SLOT_FULL,
    `Your side has ${filled} items for ${slot}, which is the limit. Edit or withdraw one of them.`,
    { field: ["slot"], details: { maximum: most } },
  );
}
