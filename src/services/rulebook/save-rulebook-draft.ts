import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { newDraft, roleRefusal } from "../../domain/rulebook/change-version.js";
import { RulebookAct } from "../../domain/rulebook/version.js";
import type { Tx } from "../../persistence/database.js";
import {
  isVersionTaken,
  lockRulebooks,
  saveRulebookVersion,
} from "../../persistence/rulebook-version.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { changeRulebookOnce, type RulebookChanged } from "./change-rulebook.js";
import { parseRulebookSource } from "./parse-rulebook-source.js";

/** A draft as its editor sends it. */
export interface SaveRulebookDraftInput {
  readonly clientMutationId: string;
  /** UUID of the draft to replace; null or absent: a new one. */
  readonly rulebookId?: string | null;
  readonly expectedRevision?: number | null;
  /** YAML or JSON; it names its own version and says whether it is a major one. */
  readonly source: string;
}

/**
 * Saves a draft: a new one, or in place of what a draft said before. Only a source that can be used is saved.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, INVALID_RULEBOOK, INVALID_TEXT, RULEBOOK_VERSION_TAKEN, STATE_CONFLICT,
 *   RULEBOOK_IMMUTABLE, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export function saveRulebookDraft(
  context: UseCaseContext,
  input: SaveRulebookDraftInput,
): Promise<RulebookChanged> {
  const { rulebookId, ...rest } = input;
  const known = rulebookId ?? null;
  return known === null ? createDraft(context, input) : replaceDraft(context, { ...rest, rulebookId: known });
}

function createDraft(context: UseCaseContext, input: SaveRulebookDraftInput): Promise<RulebookChanged> {
  const { clientMutationId, source } = input;
  const key = { mutation: "saveRulebookDraft", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const refused = roleRefusal(RulebookAct.SAVE_DRAFT, context.viewer);
    if (refused !== null) throw new RefusedError([refused]);
    const { rulebook, document } = parseRulebookSource(source);
    await lockRulebooks(tx);
    await refuseTaken(tx, rulebook.version, null);
    const id = context.newId();
    const making = { now: context.clock.now(), viewer: context.viewer, id };
    const draft = newDraft(rulebook, making);
    await saveRulebookVersion(tx, draft, { source, document });
    return { rulebookId: id };
  });
}

function replaceDraft(
  context: UseCaseContext,
  input: SaveRulebookDraftInput & { readonly rulebookId: string },
): Promise<RulebookChanged> {
  const { source, rulebookId } = input;
  return changeRulebookOnce(context, {
    mutation: "saveRulebookDraft",
    input,
    act: RulebookAct.SAVE_DRAFT,
    prepare: async (tx) => {
      const { rulebook, document } = parseRulebookSource(source);
      await refuseTaken(tx, rulebook.version, rulebookId);
      const { version, major } = rulebook;
      const command = { act: RulebookAct.SAVE_DRAFT, version, major };
      return { command, content: { source, document } };
    },
  });
}

async function refuseTaken(tx: Tx, version: string, except: string | null): Promise<void> {
  if (!(await isVersionTaken(tx, version, except))) return;
  refuse(
    ErrorCode.RULEBOOK_VERSION_TAKEN,
    `There is a version ${version} already. Give the document another version, or save that draft by its id.`,
    { field: ["source"], details: { version } },
  );
}
