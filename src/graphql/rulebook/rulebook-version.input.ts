import { Field, ID, InputType, Int } from "type-graphql";
import type { RulebookMutation } from "../../services/rulebook/change-rulebook.js";
import type { SaveRulebookDraftInput as SaveRulebookDraft } from "../../services/rulebook/save-rulebook-draft.js";
import { MutationInput } from "../dispute/command.input.js";
import { fromGlobalId } from "../global-id.js";
import { DateTimeScalar } from "../scalars/scalars.js";

const revision =
  "The `revision` of the version that the decision rests on. If it has moved on it is refused with VERSION_CONFLICT, " +
  "which names the current revision. Absent: not checked.";

/** Input of saveRulebookDraft. */
@InputType({ description: "A draft of the rules, new or in place of an earlier one." })
export class SaveRulebookDraftInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: "The draft to replace. Absent: a new draft." })
  rulebookId?: string | null;

  @Field(() => Int, { nullable: true, description: revision })
  expectedRevision?: number | null;

  @Field(() => String, {
    description: "The whole document, YAML or JSON, up to 500,000 characters. It names its own `version`.",
  })
  source!: string;
}

/** Input of mutations that need to know the version only. */
@InputType({ description: "Which version of the rules is meant." })
export class RulebookCommandInput extends MutationInput {
  @Field(() => ID, { description: "The version that is meant." })
  rulebookId!: string;

  @Field(() => Int, { nullable: true, description: revision })
  expectedRevision?: number | null;
}

/** Input of publishRulebook. */
@InputType({ description: "Which version of the rules, and from when." })
export class PublishRulebookInput extends RulebookCommandInput {
  @Field(() => DateTimeScalar, {
    description:
      "From when it is in force: at least 7 days ahead, 15 if it is major, unless the platform says otherwise.",
  })
  effectiveAt!: Date;
}

/** The draft to save, with its UUID if it is not new. @throws RefusedError INVALID_ID */
export function rulebookDraftOf(input: SaveRulebookDraftInput): SaveRulebookDraft {
  const { clientMutationId, rulebookId, expectedRevision = null, source } = input;
  const id = rulebookId ? fromGlobalId("RulebookVersion", rulebookId, ["rulebookId"]) : null;
  return { clientMutationId, rulebookId: id, expectedRevision, source };
}

/** The version that a mutation means, with its UUID. @throws RefusedError INVALID_ID */
export function rulebookMutationOf(input: RulebookCommandInput): RulebookMutation {
  const { clientMutationId, expectedRevision = null } = input;
  const rulebookId = fromGlobalId("RulebookVersion", input.rulebookId, ["rulebookId"]);
  return { clientMutationId, rulebookId, expectedRevision };
}
