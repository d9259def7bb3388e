import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import {
  changeRulebook,
  defaultNotice,
  judgeRulebookAct,
  notFound,
  type RulebookCommand,
} from "../../domain/rulebook/change-version.js";
import { maySeeRulebook, RulebookAct, type RulebookVersion } from "../../domain/rulebook/version.js";
import type { Tx } from "../../persistence/database.js";
import {
  closeRulebookRange,
  deleteRulebookDraft,
  lockRulebooks,
  readPublishedRanges,
  readRulebookVersion,
  saveRulebookVersion,
  type RulebookContent,
} from "../../persistence/rulebook-version.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What every mutation of an existing version is told. */
export interface RulebookMutation {
  readonly clientMutationId: string;
  /** UUID. */
  readonly rulebookId: string;
  /** The revision that the decision rests on; null or absent: not checked. */
  readonly expectedRevision?: number | null;
}

/** What a mutation of a version changed. */
export interface RulebookChanged {
  /** UUID. */
  readonly rulebookId: string;
}

/** A version with what it says. */
export type StoredVersion = RulebookVersion & RulebookContent;

/** What one mutation does to a version. */
export interface RulebookPlan {
  /** The mutation's name in the schema. */
  readonly mutation: string;
  readonly input: RulebookMutation;
  readonly act: RulebookAct;
  /**
   * Makes the command, once it is certain that the viewer may do the act now, and checks what else must hold for it.
   * `content` is what the version says afterwards, default what it said before.
   */
  readonly prepare: (
    tx: Tx,
    before: StoredVersion,
  ) => Promise<{ readonly command: RulebookCommand; readonly content?: RulebookContent }>;
  /** Checks what takes long to check, once nothing else stands against the act. Absent: nothing. */
  readonly verify?: (before: StoredVersion) => Promise<void>;
}

/**
 * Changes a version in one transaction, at most once: locks, checks what the viewer knew, decides, writes. Two changes
 * at once wait for each other, so that the second is judged by what the first left.
 * @throws RefusedError NOT_FOUND, VERSION_CONFLICT, what `changeRulebook` and the plan refuse
 */
export function changeRulebookOnce(
  context: UseCaseContext,
  { mutation, input, act, prepare, verify }: RulebookPlan,
): Promise<RulebookChanged> {
  const key = { mutation, clientMutationId: input.clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    await lockRulebooks(tx);
    const before = await requireVersion(tx, context, input);
    const refused = judgeRulebookAct(act, before, context.viewer);
    if (refused !== null) throw new RefusedError([refused]);
    const { command, content = before } = await prepare(tx, before);
    const { after, closes } = changeRulebook(command, before, {
      now: context.clock.now(),
      viewer: context.viewer,
      notice: context.rulebookNotice ?? defaultNotice,
      published: act === RulebookAct.PUBLISH ? await readPublishedRanges(tx) : [],
    });
    await verify?.(before);
    if (closes !== null) await closeRulebookRange(tx, closes.id, closes.at);
    if (after === null) await deleteRulebookDraft(tx, before.id);
    else await saveRulebookVersion(tx, after, content);
    return { rulebookId: before.id };
  });
}

/** Does an act that needs to be told nothing but which version is meant; see {@link changeRulebookOnce}. */
export function actOnRulebook(
  context: UseCaseContext,
  { mutation, input, act }: Pick<RulebookPlan, "mutation" | "input"> & { readonly act: PlainAct },
): Promise<RulebookChanged> {
  return changeRulebookOnce(context, {
    mutation,
    input,
    act,
    prepare: () => Promise.resolve({ command: { act } }),
  });
}

type PlainAct = Exclude<RulebookAct, "PUBLISH" | "SAVE_DRAFT">;

/**
 * The version that a mutation means, as it is now.
 * @throws RefusedError NOT_FOUND, VERSION_CONFLICT
 */
async function requireVersion(
  tx: Tx,
  { viewer }: UseCaseContext,
  { rulebookId, expectedRevision }: RulebookMutation,
): Promise<StoredVersion> {
  const version = await readRulebookVersion(tx, rulebookId);
  if (version === null || !maySeeRulebook(viewer.role, version)) throw new RefusedError([notFound()]);
  const expected = expectedRevision ?? version.revision;
  if (expected === version.revision) return version;
  return refuse(
    ErrorCode.VERSION_CONFLICT,
    `The version was changed meanwhile: its revision is ${version.revision}, not ${expected}. Read it and decide again.`,
    { field: ["expectedRevision"], details: { currentRevision: version.revision } },
  );
}
