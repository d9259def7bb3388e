import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../domain/access/viewer.js";
import { approveRulebook } from "../services/rulebook/approve-rulebook.js";
import { openRulebookConsultation } from "../services/rulebook/open-rulebook-consultation.js";
import { publishRulebook } from "../services/rulebook/publish-rulebook.js";
import { saveRulebookDraft } from "../services/rulebook/save-rulebook-draft.js";
import type { UseCaseContext } from "../services/use-case.js";

/** Who stands for a version that is published from the command line. */
export interface Publishers {
  /** UUID of whoever drafted it. */
  readonly editor: string;
  /** UUID of whoever approves and publishes it, somebody else. */
  readonly approver: string;
}

/**
 * Takes a version through its whole life by the same use cases as the API: draft, consultation, approval, publication.
 * @param contextOf the context of a viewer
 * @throws RefusedError as those use cases, FOUR_EYES_REQUIRED if the two are one
 */
export async function publishSource(
  contextOf: (viewer: Viewer) => UseCaseContext,
  { source, effectiveAt }: { readonly source: string; readonly effectiveAt: Date },
  { editor, approver }: Publishers,
): Promise<void> {
  const asEditor = contextOf({ role: Role.RULE_EDITOR, id: editor, merchantId: null });
  const asApprover = contextOf({ role: Role.RULE_APPROVER, id: approver, merchantId: null });
  const key = () => ({ clientMutationId: randomUUID() });
  const { rulebookId } = await saveRulebookDraft(asEditor, { ...key(), source });
  await openRulebookConsultation(asEditor, { ...key(), rulebookId });
  await approveRulebook(asApprover, { ...key(), rulebookId });
  await publishRulebook(asApprover, { ...key(), rulebookId, effectiveAt });
}
