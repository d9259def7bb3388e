import type { Viewer } from "../access/viewer.js";
import { ErrorCode, refusal, refuse, RefusedError, type Refusal } from "../errors.js";
import { addDays } from "../time.js";
import { placeInTime, type PublishedRange } from "./timeline.js";
import { maySeeRulebook, rulebookActs, StoredRulebookStatus } from "./version.js";
import { RulebookAct, type RulebookVersion } from "./version.js";

/** How many days before it takes effect a version must be published; settings of the platform. */
export interface NoticeDays {
  /** Of an ordinary version. */
  readonly ordinary: number;
  /** Of one that is marked as major. */
  readonly major: number;
}

/** The notice that holds unless the platform is set up otherwise. */
export const defaultNotice: NoticeDays = { ordinary: 7, major: 15 };

/** What may be done to a version, with what it needs to be told. */
export type RulebookCommand =
  | { readonly act: "SAVE_DRAFT"; readonly version: string; readonly major: boolean }
  | { readonly act: "PUBLISH"; readonly effectiveAt: Date }
  | { readonly act: Exclude<RulebookAct, "PUBLISH" | "SAVE_DRAFT"> };

/** All that a decision on a version may depend on besides the version. */
export interface RulebookContext {
  readonly now: Date;
  readonly viewer: Viewer;
  readonly notice: NoticeDays;
  /** The ranges of all published versions; only PUBLISH looks at them. */
  readonly published: readonly PublishedRange[];
}

/** What a decision changes. */
export interface RulebookChange {
  /** The version afterwards; null: it is gone. */
  readonly after: RulebookVersion | null;
  /** The version in force whose range ends where this one begins; null where none does. */
  readonly closes: { readonly id: string; readonly at: Date } | null;
}

/** The refusal for whoever may not do it, whatever the version: null where the role may. */
export function roleRefusal(act: RulebookAct, { role }: Viewer): Refusal | null {
  const { by } = rulebookActs[act];
  return by.includes(role)
    ? null
    : refusal(ErrorCode.FORBIDDEN, `${act} is for the role ${by.join(" or ")}. Use a token of that role.`);
}

/** A draft that did not exist before. @throws RefusedError FORBIDDEN */
export function newDraft(
  { version, major }: Pick<RulebookVersion, "version" | "major">,
  { now, viewer, id }: Pick<RulebookContext, "now" | "viewer"> & { readonly id: string },
): RulebookVersion {
  const refused = roleRefusal(RulebookAct.SAVE_DRAFT, viewer);
  if (refused !== null) throw new RefusedError([refused]);
  return {
    id,
    version,
    status: StoredRulebookStatus.DRAFT,
    major,
    drafters: [viewer.id],
    draftedBy: viewer.id,
    draftedAt: now,
    consultationAt: null,
    approvedBy: null,
    approvedAt: null,
    publishedBy: null,
    publishedAt: null,
    noticeDays: null,
    effectiveAt: null,
    effectiveUntil: null,
    revision: 1,
  };
}

/**
 * Judges an act by the table: may the viewer know of the version, has the viewer the role, is the status right, do four
 * eyes look at it.
 * @returns null where nothing stands against it
 */
export function judgeRulebookAct(act: RulebookAct, before: RulebookVersion, viewer: Viewer): Refusal | null {
  const rule = rulebookActs[act];
  if (!maySeeRulebook(viewer.role, before)) return notFound();
  const refused = roleRefusal(act, viewer);
  if (refused !== null) return refused;
  if (!rule.from.includes(before.status)) return wrongStatus(act, before);
  if (!rule.fourEyes || !before.drafters.includes(viewer.id)) return null;
  return refusal(
    ErrorCode.FOUR_EYES_REQUIRED,
    `You wrote at version ${before.version} yourself. Somebody else must ${act.toLowerCase()} it.`,
    { details: { version: before.version } },
  );
}

/** The refusal NOT_FOUND, in the same words whether the version is missing or hidden. */
export function notFound(): Refusal {
  return refusal(
    ErrorCode.NOT_FOUND,
    "There is no such version of the rulebook, or you may not see it. Check the id.",
  );
}

function wrongStatus(act: RulebookAct, { status, version, revision }: RulebookVersion): Refusal {
  const details = { status, revision };
  if (status === StoredRulebookStatus.PUBLISHED) {
    return refusal(
      ErrorCode.RULEBOOK_IMMUTABLE,
      `Version ${version} is published and never changes again. Draft another version.`,
      { details },
    );
  }
  return refusal(
    ErrorCode.STATE_CONFLICT,
    `${act} is not possible while version ${version} is ${status}. It is possible in ${rulebookActs[act].from.join(", ")}.`,
    { details },
  );
}

/**
 * Decides an act on a version: the one place where the rules of its life are applied. Pure.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, FOUR_EYES_REQUIRED, NOTICE_TOO_SHORT,
 *   RULEBOOK_OVERLAP
 */
export function changeRulebook(
  command: RulebookCommand,
  before: RulebookVersion,
  context: RulebookContext,
): RulebookChange {
  const refused = judgeRulebookAct(command.act, before, context.viewer);
  if (refused !== null) throw new RefusedError([refused]);
  const { to } = rulebookActs[command.act];
  if (to === null) return { after: null, closes: null };
  const next = { ...before, status: to, revision: before.revision + 1 };
  if (command.act === RulebookAct.PUBLISH) return publish(command.effectiveAt, next, context);
  return { after: { ...next, ...stamps(command, before, context) }, closes: null };
}

function stamps(
  command: Exclude<RulebookCommand, { readonly act: "PUBLISH" }>,
  { drafters }: RulebookVersion,
  { now, viewer }: RulebookContext,
): Partial<RulebookVersion> {
  switch (command.act) {
    case RulebookAct.SAVE_DRAFT: {
      const { version, major } = command;
      const all = drafters.includes(viewer.id) ? drafters : [...drafters, viewer.id];
      return { version, major, drafters: all, draftedBy: viewer.id, draftedAt: now };
    }
    case RulebookAct.OPEN_CONSULTATION:
      return { consultationAt: now };
    case RulebookAct.RETURN_TO_DRAFT:
      return { consultationAt: null, approvedBy: null, approvedAt: null };
    case RulebookAct.APPROVE:
      return { approvedBy: viewer.id, approvedAt: now };
    case RulebookAct.DISCARD_DRAFT:
      return {};
  }
}

function publish(
  effectiveAt: Date,
  next: RulebookVersion,
  { now, viewer, notice, published }: RulebookContext,
): RulebookChange {
  const noticeDays = next.major ? notice.major : notice.ordinary;
  const earliest = addDays(now, noticeDays);
  if (effectiveAt < earliest) {
    refuse(
      ErrorCode.NOTICE_TOO_SHORT,
      `${next.major ? "A major version" : "A version"} takes effect at least ${noticeDays} days after its publication, ` +
        `so not before ${earliest.toISOString()}. Choose that instant or a later one.`,
      { field: ["effectiveAt"], details: { noticeDays, earliest: earliest.toISOString() } },
    );
  }
  const place = placeInTime(published, effectiveAt);
  if ("refused" in place) throw new RefusedError([place.refused]);
  const { closes, effectiveUntil } = place;
  const stamp = { publishedBy: viewer.id, publishedAt: now, noticeDays, effectiveAt, effectiveUntil };
  return { after: { ...next, ...stamp }, closes: closes === null ? null : { id: closes, at: effectiveAt } };
}
