import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { openRulebookConsultation } from "../../services/rulebook/open-rulebook-consultation.js";
import { returnRulebookToDraft } from "../../services/rulebook/return-rulebook-to-draft.js";
import { approveRulebook } from "../../services/rulebook/approve-rulebook.js";
import { discardRulebookDraft } from "../../services/rulebook/discard-rulebook-draft.js";
import { publishRulebook } from "../../services/rulebook/publish-rulebook.js";
import { saveRulebookDraft } from "../../services/rulebook/save-rulebook-draft.js";
import type { GraphQLContext } from "../context.js";
import {
  PublishRulebookInput,
  RulebookCommandInput,
  rulebookDraftOf,
  rulebookMutationOf,
  SaveRulebookDraftInput,
} from "./rulebook-version.input.js";
import {
  DiscardRulebookDraftPayload,
  rulebookPayload,
  RulebookVersionPayload,
} from "./rulebook-version.payload.js";

/** The life of a version of the rules. */
@Resolver()
export class RulebookMutations {
  @Mutation(() => RulebookVersionPayload, {
    description:
      "Saves a draft of the rules, new or in place of what it said before. Only a document that can be used is saved; what " +
      "is wrong with another is said with its line and column. Role RULE_EDITOR.",
  })
  saveRulebookDraft(
    @Arg("input", () => SaveRulebookDraftInput, { description: "Which draft, and what it says." })
    input: SaveRulebookDraftInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulebookVersionPayload> {
    return rulebookPayload(new RulebookVersionPayload(), input, useCase, async (context) =>
      saveRulebookDraft(context, rulebookDraftOf(input)),
    );
  }

  @Mutation(() => RulebookVersionPayload, {
    description: "Shows a draft to everybody: its consultation begins. Role RULE_EDITOR.",
  })
  openRulebookConsultation(
    @Arg("input", () => RulebookCommandInput, { description: "Which version." }) input: RulebookCommandInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulebookVersionPayload> {
    return rulebookPayload(new RulebookVersionPayload(), input, useCase, async (context) =>
      openRulebookConsultation(context, rulebookMutationOf(input)),
    );
  }

  @Mutation(() => RulebookVersionPayload, {
    description:
      "Takes a version back to its editors, out of consultation or after its approval, which is void then. Roles RULE_EDITOR, RULE_APPROVER.",
  })
  returnRulebookToDraft(
    @Arg("input", () => RulebookCommandInput, { description: "Which version." }) input: RulebookCommandInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulebookVersionPayload> {
    return rulebookPayload(new RulebookVersionPayload(), input, useCase, async (context) =>
      returnRulebookToDraft(context, rulebookMutationOf(input)),
    );
  }

  @Mutation(() => RulebookVersionPayload, {
    description:
      "Approves a version after its consultation. Role RULE_APPROVER, and nobody who ever wrote at it.",
  })
  approveRulebook(
    @Arg("input", () => RulebookCommandInput, { description: "Which version." }) input: RulebookCommandInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulebookVersionPayload> {
    return rulebookPayload(new RulebookVersionPayload(), input, useCase, async (context) =>
      approveRulebook(context, rulebookMutationOf(input)),
    );
  }

  @Mutation(() => RulebookVersionPayload, {
    description:
      "Publishes an approved version: it never changes again, and from `effectiveAt` on disputes are opened under it. It is " +
      "proved first that nobody can be stuck under it. Role RULE_APPROVER, and nobody who ever wrote at it.",
  })
  publishRulebook(
    @Arg("input", () => PublishRulebookInput, { description: "Which version, and from when." })
    input: PublishRulebookInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulebookVersionPayload> {
    return rulebookPayload(new RulebookVersionPayload(), input, useCase, async (context) =>
      publishRulebook(context, { ...rulebookMutationOf(input), effectiveAt: input.effectiveAt }),
    );
  }

  @Mutation(() => DiscardRulebookDraftPayload, {
    description: "Deletes a draft; its name is free again. Role RULE_EDITOR.",
  })
  discardRulebookDraft(
    @Arg("input", () => RulebookCommandInput, { description: "Which draft." }) input: RulebookCommandInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<DiscardRulebookDraftPayload> {
    return rulebookPayload(new DiscardRulebookDraftPayload(), input, useCase, async (context) =>
      discardRulebookDraft(context, rulebookMutationOf(input)),
    );
  }
}
