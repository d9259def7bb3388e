import { Arg, Mutation, Resolver } from "type-graphql";
import { completeEvidence } from "../../services/evidence/complete-evidence.js";
import { extendEvidence } from "../../services/evidence/extend-evidence.js";
import { rebutEvidence } from "../../services/evidence/rebut-evidence.js";
import { requestEvidence } from "../../services/evidence/request-evidence.js";
import { waiveSlot } from "../../services/evidence/waive-slot.js";
import { commandOf } from "../dispute/command.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import {
  CompleteEvidenceInput,
  demandsOf,
  evidenceTypeOf,
  ExtendEvidenceInput,
  RebutEvidenceInput,
  RequestEvidenceInput,
  WaiveSlotInput,
} from "./evidence-round.input.js";
import { EvidenceRoundPayload } from "./evidence.payload.js";

/** Evidence rounds, from the mediator's request to the sides' answers. */
@Resolver()
export class EvidenceRoundMutations {
  @Mutation(() => EvidenceRoundPayload, {
    description:
      "The mediator of the case asks both sides for evidence. What they hand in stays sealed until the common end, or until both " +
      "are done. At most as many rounds as the rulebook says, 2 by default.",
  })
  requestEvidence(
    @Arg("input", () => RequestEvidenceInput, { description: "Which case, and what of whom." })
    input: RequestEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceRoundPayload> {
    return payloadOf(EvidenceRoundPayload, input, answering, (useCase) =>
      requestEvidence(useCase, { ...commandOf(input), text: input.text, demands: demandsOf(input.slots) }),
    );
  }

  @Mutation(() => EvidenceRoundPayload, {
    description:
      "A side takes its one extension of the evidence round, where the rule allows it. The end moves for both.",
  })
  extendEvidence(
    @Arg("input", () => ExtendEvidenceInput, { description: "Which dispute, and why." })
    input: ExtendEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceRoundPayload> {
    return payloadOf(EvidenceRoundPayload, input, answering, (useCase) =>
      extendEvidence(useCase, { ...commandOf(input), reason: input.reason }),
    );
  }

  @Mutation(() => EvidenceRoundPayload, {
    description:
      "A side has handed in everything; its drafts are handed in with it. The other side is not told. When both are done the " +
      "evidence is exchanged at once.",
  })
  completeEvidence(
    @Arg("input", () => CompleteEvidenceInput, { description: "Which dispute." })
    input: CompleteEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceRoundPayload> {
    return payloadOf(EvidenceRoundPayload, input, answering, (useCase) =>
      completeEvidence(useCase, commandOf(input)),
    );
  }

  @Mutation(() => EvidenceRoundPayload, {
    description:
      "A side answers what the other handed in, once, or says that it has nothing to say. When both have, the mediator decides.",
  })
  rebutEvidence(
    @Arg("input", () => RebutEvidenceInput, { description: "Which dispute, and the answer." })
    input: RebutEvidenceInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceRoundPayload> {
    const { statement } = input;
    return payloadOf(EvidenceRoundPayload, input, answering, (useCase) =>
      rebutEvidence(useCase, { ...commandOf(input), statement }),
    );
  }

  @Mutation(() => EvidenceRoundPayload, {
    description:
      "The mediator of the case drops a demand of the round that is open; it is not recorded as absent then.",
  })
  waiveSlot(
    @Arg("input", () => WaiveSlotInput, { description: "Which demand, and why." }) input: WaiveSlotInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<EvidenceRoundPayload> {
    return payloadOf(EvidenceRoundPayload, input, answering, (useCase) => {
      const { side, reason } = input;
      const slot = evidenceTypeOf(input.slot, ["slot"]);
      return waiveSlot(useCase, { ...commandOf(input), side, slot, reason });
    });
  }
}
