import type { Deficiency } from "../../domain/ruling/deficiency.js";
import type { RulingDraftStatus } from "../../domain/ruling/ruling-draft.js";
import type { RulingDraftJson } from "../../persistence/ruling-draft.store.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";
import type { WrittenRuling } from "../ruling/ruling-content.js";
import { deficienciesOfDraft } from "./draft-deficiencies.js";

/** The latest version of the draft of a ruling. */
export interface RulingDraft {
  readonly version: number;
  readonly status: RulingDraftStatus;
  /** UUID of the mediator who wrote it. */
  readonly authorId: string;
  readonly content: WrittenRuling;
  readonly savedAt: Date;
  readonly submittedAt: Date | null;
  /** UUID of the senior who decided on it. */
  readonly reviewerId: string | null;
  readonly reviewedAt: Date | null;
  readonly returnReason: string | null;
  readonly deficiencies: readonly Deficiency[];
}

/** The draft of a dispute's ruling as the compiler delivered it; null where there is none for the viewer. */
export async function adviseRulingDraft(
  context: UseCaseContext,
  source: ReadObject,
): Promise<RulingDraft | null> {
  const draft = (source as unknown as { $rulingDraft: RulingDraftJson | null }).$rulingDraft;
  if (draft === null) return null;
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  const content = draft.content as WrittenRuling;
  return {
    version: draft.version,
    status: draft.status,
    authorId: draft.author_id,
    content,
    savedAt: new Date(draft.saved_at),
    submittedAt: instant(draft.submitted_at),
    reviewerId: draft.reviewer_id,
    reviewedAt: instant(draft.reviewed_at),
    returnReason: draft.return_reason,
    deficiencies: await deficienciesOfDraft(context, source, content),
  };
}
