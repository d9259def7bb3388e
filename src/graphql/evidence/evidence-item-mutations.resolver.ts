import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { attachEvidence } from "../../services/evidence/attach-evidence.js";
import { decideOnEvidence } from "../../services/evidence/decide-on-evidence.js";
import { discardEvidenceDraft } from "../../services/evidence/discard-evidence-draft.js";
import { saveEvidenceDraft } from "../../services/evidence/save-evidence-draft.js";
import { submitEvidence } from "../../services/evidence/submit-evidence.js";
import { withdrawEvidence } from "../../services/evidence/withdraw-evidence.js";
import type { GraphQLContext } from "../context.js";
import { commandOf } from "../dispute/command.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, payloadOf, plainPayload, type Answering } from "../mutation-payload.js";
import {
  AttachEvidenceInput,
  contentOf,
  DiscardEvidenceDraftInput,
  draftOf,
  itemIdOf,
  SaveEvidenceDraftInput,
  SubmitEvidenceInput,
  WithdrawEvidenceInput,
} from "./evidence-item.input.js";
import { DecideOnEvidenceInput } from "./evidence-round.input.js";
import {
  DiscardEvidenceDraftPayload,
  EvidenceItemPayload,
  SaveEvidenceDraftPayload,
} from "./evidence.payload.js";

/** Items of evidence, from the draft to what the mediator makes of them. */
@Resolver()
export class EvidenceItemMutations {
  @Mutation(() => SaveEvidenceDraftPayload, {
    description:
      "Begins or edits a draft of the viewer's side. Nobody else sees it. At the end of an evidence round drafts are handed in " +
      "by themselves, in their last complete version.",
  })
  saveEvidenceDraft(
    @Arg("input", () => SaveEvidenceDraftInput, { description: "Which draft, and what it says." })
    input: SaveEvidenceDraftInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<SaveEvidenceDraftPayload> {
    return SaveEvidenceDraftPayload.of(input, async () => saveEvidenceDraft(useCase, draftOf(input)));
  }

  @Mutation(() => DiscardEvidenceDraftPayload, {
    description: "Throws a draft of the viewer's side away. Its files stay and can be used in another item.",
  })
  discardEvidenceDraft(
    @Arg("input", () => DiscardEvidenceDraftInput, { description: "Which draft." })
    input: DiscardEvidenceDraftInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<DiscardEvidenceDraftPayload> {
    return plainPayload(DiscardEvidenceDraftPayload, input, async () => {
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      const { clientMutationId } = input;
      await discardEvidenceDraft(useCase, { clientMutationId, disputeId, itemId: itemIdOf(input.itemId) });
      return {};
    });
  }

  @Mutation(() => EvidenceItemPayload, {
    description:
      "Hands a draft in. In an evidence round it is sealed: its own side alone sees it until the exchange. Before a round the " +
      "other side sees it at once. After the exchange it is late, needs a ground, and counts once the mediator admits it.",
  })
  submitEvidence(
    @Arg("input", () => SubmitEvidenceInput, { description: "Which draft." }) input: SubmitEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceItemPayload> {
    return payloadOf(EvidenceItemPayload, input, answering, (useCase) => {
      const { lateGround } = input;
      return submitEvidence(useCase, { ...commandOf(input), itemId: itemIdOf(input.itemId), lateGround });
    });
  }

  @Mutation(() => EvidenceItemPayload, {
    description:
      "A machine of the marketplace attaches its own record, or what a carrier told it, for neither side: both read it at " +
      "once, and a ruling may rest on it. After the exchange it is late as everybody's.",
  })
  attachEvidence(
    @Arg("input", () => AttachEvidenceInput, { description: "What it says, and whose record it is." })
    input: AttachEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceItemPayload> {
    return payloadOf(EvidenceItemPayload, input, answering, (useCase) => {
      const { source, lateGround = null } = input;
      return attachEvidence(useCase, { ...commandOf(input), ...contentOf(input), source, lateGround });
    });
  }

  @Mutation(() => EvidenceItemPayload, { description: "A side takes back an item that is still sealed." })
  withdrawEvidence(
    @Arg("input", () => WithdrawEvidenceInput, { description: "Which item." }) input: WithdrawEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceItemPayload> {
    return payloadOf(EvidenceItemPayload, input, answering, (useCase) =>
      withdrawEvidence(useCase, { ...commandOf(input), itemId: itemIdOf(input.itemId) }),
    );
  }

  @Mutation(() => EvidenceItemPayload, {
    description: "The mediator of the case takes an item into account. A late one counts only so.",
  })
  admitEvidence(
    @Arg("input", () => DecideOnEvidenceInput, { description: "Which item, and why." })
    input: DecideOnEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceItemPayload> {
    return payloadOf(EvidenceItemPayload, input, answering, (useCase) =>
      decideOnEvidence(useCase, "admitEvidence", decisionOf(input)),
    );
  }

  @Mutation(() => EvidenceItemPayload, {
    description:
      "The mediator of the case leaves an item out, and says why. It can be decided anew until the ruling.",
  })
  excludeEvidence(
    @Arg("input", () => DecideOnEvidenceInput, { description: "Which item, and why." })
    input: DecideOnEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceItemPayload> {
    return payloadOf(EvidenceItemPayload, input, answering, (useCase) =>
      decideOnEvidence(useCase, "excludeEvidence", decisionOf(input)),
    );
  }
}

function decisionOf(input: DecideOnEvidenceInput) {
  return { ...commandOf(input), itemId: itemIdOf(input.itemId), reason: input.reason };
}
