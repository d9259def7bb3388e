import { randomUUID } from "node:crypto";
import { Role, systemViewer, type Viewer } from "../domain/access/viewer.js";
import { NestedDatabase } from "../persistence/nested-database.js";
import { inTransaction } from "../persistence/transaction.js";
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
 * All of it happens or nothing: whoever is refused, or whose process is killed, can correct the file and run it again.
 * @param contextOf the context of a viewer
 * @throws RefusedError as those use cases, FOUR_EYES_REQUIRED if the two are one
 */
export async function publishSource(
  contextOf: (viewer: Viewer) => UseCaseContext,
  { source, effectiveAt }: { readonly source: string; readonly effectiveAt: Date },
  { editor, approver }: Publishers,
): Promise<void> {
  const { database: outer } = contextOf(systemViewer);
  const key = () => ({ clientMutationId: randomUUID() });
  await inTransaction(outer, async (tx) => {
    const database = new NestedDatabase(outer, tx);
    const as = (role: Role, id: string) => ({ ...contextOf({ role, id, merchantId: null }), database });
    const [asEditor, asApprover] = [as(Role.RULE_EDITOR, editor), as(Role.RULE_APPROVER, approver)];
    const { rulebookId } = await saveRulebookDraft(asEditor, { ...key(), source });
    await openRulebookConsultation(asEditor, { ...key(), rulebookId });
    await approveRulebook(asApprover, { ...key(), rulebookId });
    await publishRulebook(asApprover, { ...key(), rulebookId, effectiveAt });
  });
}
