import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addDays } from "../../src/domain/time.js";
import { approveRulebook } from "../../src/services/rulebook/approve-rulebook.js";
import { openRulebookConsultation } from "../../src/services/rulebook/open-rulebook-consultation.js";
import { publishRulebook } from "../../src/services/rulebook/publish-rulebook.js";
import { saveRulebookDraft } from "../../src/services/rulebook/save-rulebook-draft.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import document from "../../seeds/rulebooks/default.json" with { type: "json" };
import { person } from "./person.js";

/** The document of the default rulebook, which may be changed. */
export function defaultDocument(): typeof document {
  return structuredClone(document);
}

/** How a draft differs from the default rulebook. */
export interface DraftOptions {
  readonly version?: string;
  readonly major?: boolean;
  /** Whether it keeps all reasons; default only three, because publication plays the machine through for each. */
  readonly whole?: boolean;
  /** Changes the document in place. */
  readonly change?: (document: ReturnType<typeof defaultDocument>) => void;
}

/** The source of a rulebook like the default one, with another name and changes. */
export function sourceOf({
  version = `v-${randomUUID()}`,
  major = false,
  whole,
  change,
}: DraftOptions = {}): string {
  const changed = { ...defaultDocument(), version, major };
  const kept: ReadonlySet<string> = new Set(["NOT_RECEIVED", "OTHER", "QUALITY_DEFECT"]);
  for (const code of Object.keys(changed.reasons)) {
    if (whole !== true && !kept.has(code)) Reflect.deleteProperty(changed.reasons, code);
  }
  if (whole !== true) {
    const queue = { ...changed.queue, severityByReason: {} };
    Object.assign(changed, { promises: [], reasonGroups: {}, queue });
  }
  change?.(changed);
  return JSON.stringify(changed, null, 2);
}

/** Takes versions of the rules through their life. */
export class RulebookMaker {
  readonly editor = person(Role.RULE_EDITOR);
  readonly approver = person(Role.RULE_APPROVER);

  constructor(private readonly as: (viewer: Viewer) => UseCaseContext) {}

  /** Saves a new draft. Returns its UUID. */
  async draft(options: DraftOptions = {}): Promise<string> {
    const input = {
      clientMutationId: randomUUID(),
      source: sourceOf(options),
    };
    return (await saveRulebookDraft(this.as(this.editor), input)).rulebookId;
  }

  async openConsultation(rulebookId: string): Promise<void> {
    await openRulebookConsultation(this.as(this.editor), { clientMutationId: randomUUID(), rulebookId });
  }

  async approve(rulebookId: string): Promise<void> {
    await approveRulebook(this.as(this.approver), { clientMutationId: randomUUID(), rulebookId });
  }

  /** @param days from now until it takes effect, default 7 */
  async publish(rulebookId: string, days = 7): Promise<Date> {
    const context = this.as(this.approver);
    const effectiveAt = addDays(context.clock.now(), days);
    await publishRulebook(context, { clientMutationId: randomUUID(), rulebookId, effectiveAt });
    return effectiveAt;
  }

  /** A new version that waits for its publication. Returns its UUID. */
  async approved(options: DraftOptions = {}): Promise<string> {
    const rulebookId = await this.draft(options);
    await this.openConsultation(rulebookId);
    await this.approve(rulebookId);
    return rulebookId;
  }
}
