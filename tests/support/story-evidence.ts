import type { Side, Viewer } from "../../src/domain/access/viewer.js";
import type { EvidenceDemand, EvidenceItem } from "../../src/domain/evidence/dispute-evidence.js";
import { missingForRefusal } from "../../src/domain/dispute/requirements.js";
import { ruleOfDispute } from "../../src/domain/rulebook/adjustments.js";
import { addHours } from "../../src/domain/time.js";
import { readCaseRecord } from "../../src/persistence/case-records.store.js";
import type { DisputeChange } from "../../src/services/disputes/change.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
import { completeEvidence } from "../../src/services/evidence/complete-evidence.js";
import { decideOnEvidence } from "../../src/services/evidence/decide-on-evidence.js";
import { extendEvidence } from "../../src/services/evidence/extend-evidence.js";
import { rebutEvidence } from "../../src/services/evidence/rebut-evidence.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import {
  saveEvidenceDraft,
  type SaveEvidenceDraftInput,
} from "../../src/services/evidence/save-evidence-draft.js";
import { submitEvidence } from "../../src/services/evidence/submit-evidence.js";
import { waiveSlot } from "../../src/services/evidence/waive-slot.js";
import { withdrawEvidence } from "../../src/services/evidence/withdraw-evidence.js";
import type { Story } from "./story.js";

/** What a mediator asks for, unless a test wants something else. */
export const demands: readonly EvidenceDemand[] = [
  { side: "SHOPPER", slot: "PHOTO_OF_PACKAGE", level: "MANDATORY" },
  { side: "MERCHANT", slot: "CARRIER_STATEMENT", level: "MANDATORY" },
];

/** The content of a draft that says something. */
export function saying(
  narrative: string | null,
  change: Partial<SaveEvidenceDraftInput> = {},
): Omit<SaveEvidenceDraftInput, "clientMutationId" | "disputeId"> {
  const times = { happenedAt: null, capturedAt: null };
  return { itemId: null, slot: "OTHER", narrative, ...times, orderLineIds: [], fileIds: [], ...change };
}

/** The evidence of a story, as its people hand it in through the use cases. */
export class EvidencePlay {
  constructor(private readonly story: Story) {}

  private as(viewer: Viewer) {
    return this.story.factory.as(viewer);
  }

  /** The mediator asks. */
  request(asked: readonly EvidenceDemand[] = demands): Promise<DisputeChange> {
    const input = { ...this.story.input(), text: "Show what came, and what was sent.", demands: asked };
    return requestEvidence(this.as(this.story.cast.mediator), input);
  }

  /** Begins or edits a draft. Returns the UUID of the item. */
  async draft(
    by: Viewer,
    narrative: string | null,
    change: Partial<SaveEvidenceDraftInput> = {},
  ): Promise<string> {
    const input = { ...this.story.input(), ...saying(narrative, change) };
    return (await saveEvidenceDraft(this.as(by), input)).itemId;
  }

  /** The merchant hands in what its refusal needs and no record holds. */
  async prove(): Promise<void> {
    const { dispute } = await this.story.load();
    const { database } = this.story.factory;
    const rule = ruleOfDispute(await this.as(this.story.merchant).rulebook(dispute.rulebookVersion), dispute);
    const { records } = await readCaseRecord(database, dispute.id);
    for (const slot of missingForRefusal(dispute, rule, records)) {
      await this.handIn(this.story.merchant, "As our records have it.", { slot });
    }
  }

  /** Hands a draft in; in a round it is sealed. */
  submit(by: Viewer, itemId: string, lateGround: string | null = null): Promise<DisputeChange> {
    return submitEvidence(this.as(by), { ...this.story.input(), itemId, lateGround });
  }

  /** Prepares an item and hands it in. Returns its UUID. */
  async handIn(by: Viewer, narrative: string, change: Partial<SaveEvidenceDraftInput> = {}): Promise<string> {
    const itemId = await this.draft(by, narrative, change);
    await this.submit(by, itemId);
    return itemId;
  }

  withdraw(by: Viewer, itemId: string): Promise<DisputeChange> {
    return withdrawEvidence(this.as(by), { ...this.story.input(), itemId });
  }

  complete(by: Viewer): Promise<DisputeChange> {
    return completeEvidence(this.as(by), this.story.input());
  }

  extend(by: Viewer): Promise<DisputeChange> {
    return extendEvidence(this.as(by), { ...this.story.input(), reason: "The photographer is ill." });
  }

  rebut(by: Viewer, statement: string | null = "That is another parcel."): Promise<DisputeChange> {
    return rebutEvidence(this.as(by), { ...this.story.input(), statement });
  }

  waive(side: Side, slot: EvidenceItem["slot"]): Promise<DisputeChange> {
    const input = { ...this.story.input(), side, slot, reason: "It would change nothing." };
    return waiveSlot(this.as(this.story.cast.mediator), input);
  }

  /** The mediator admits an item or leaves it out. */
  decide(mutation: "admitEvidence" | "excludeEvidence", itemId: string): Promise<DisputeChange> {
    const input = { ...this.story.input(), itemId, reason: "So it is fair to both." };
    return decideOnEvidence(this.as(this.story.cast.mediator), mutation, input);
  }

  /** An item as the aggregate has it. */
  async item(itemId: string): Promise<EvidenceItem | undefined> {
    const { dispute } = await this.story.load();
    return dispute.evidence.items.find(({ id }) => id === itemId);
  }

  /** Items of the sides that are more than drafts, in order of their ids. */
  async ofSides(): Promise<EvidenceItem[]> {
    const { dispute } = await this.story.load();
    return dispute.evidence.items
      .filter(({ source }) => source === "UPLOAD")
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Fires what is due of the dispute so many hours beside its deadline, whatever the clock of the factory shows. */
  async fireAt(hoursAfterDeadline = 0): Promise<void> {
    const { dispute } = await this.story.load();
    const now = addHours(dispute.deadlineAt ?? dispute.openedAt, hoursAfterDeadline);
    const context = { ...this.as(this.story.cast.senior), clock: { now: () => now } };
    while (await fireDeadline(context, this.story.disputeId));
  }

  /** A sealed item of each side. */
  async seal(): Promise<void> {
    const { shopper, merchant, disputeId } = this.story;
    await this.handIn(shopper, `SEALED-SHOPPER in ${disputeId}`, { slot: "PHOTO_OF_PACKAGE" });
    await this.handIn(merchant, `SEALED-MERCHANT in ${disputeId}`, { slot: "CARRIER_STATEMENT" });
  }

  /** A draft of each side, which is never handed in. */
  async ponder(): Promise<void> {
    const { shopper, merchant, disputeId } = this.story;
    await this.draft(shopper, `DRAFT-SHOPPER in ${disputeId}`);
    await this.draft(merchant, `DRAFT-MERCHANT in ${disputeId}`);
  }

  /** From the review through a whole round to the decision; each side is left with a draft. */
  async hear(): Promise<void> {
    const { shopper, merchant, disputeId } = this.story;
    await this.request();
    await this.handIn(shopper, `SHOWN-SHOPPER in ${disputeId}`);
    await this.handIn(merchant, `SHOWN-MERCHANT in ${disputeId}`);
    await this.complete(shopper);
    await this.complete(merchant);
    await this.rebut(shopper);
    await this.ponder();
    await this.rebut(merchant, null);
  }
}
