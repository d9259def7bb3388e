import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ID, Int } from "type-graphql";
import type { Finding } from "../../domain/ruling/ruling.js";
import { RulingDraftStatus } from "../../domain/ruling/ruling-draft.js";
import type { RulingDraft } from "../../services/read/advise-ruling-draft.js";
import { describeEnum } from "../described-enum.js";
import { toGlobalId } from "../global-id.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { RulingDeficiencyType } from "./ruling-deficiency.type.js";

describeEnum("RulingDraftStatus", RulingDraftStatus, "How far the draft of a ruling has come.", {
  APPROVED: "A senior mediator approved this version; it can be issued exactly so.",
  DRAFT: "The mediator of the case writes.",
  RETURNED: "A senior mediator gave this version back and said why.",
  SECOND_REVIEW: "A senior mediator is to look at this version.",
});

/** The draft of a ruling. */
@ReadObjectType(
  "RulingDraft",
  "The latest version of what the mediator of the case has written of the ruling.",
  {
    node: false,
  },
)
export class RulingDraftType {
  @Field(() => Int, {
    description: "The version, from 1. Send it as `expectedDraftVersion` or `draftVersion`.",
  })
  version!: number;

  @Field(() => RulingDraftStatus, { description: "How far it has come." })
  status!: string;

  @Field(() => ID, { description: "The mediator who wrote it." })
  authorId!: string;

  @Field(() => GraphQLJSONObject, {
    description: "What is written, in the shape of `RulingDraftInput`: a client edits it and sends it again.",
  })
  content!: object;

  @Field(() => DateTimeScalar, { description: "When it was saved." })
  savedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When a review was asked for." })
  submittedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: "The senior mediator who decided on it." })
  reviewerId!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When that was." })
  reviewedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was given back." })
  returnReason!: string | null;

  @Field(() => [RulingDeficiencyType], {
    description:
      "What the checks of the rulebook find in what is written so far; amounts that are left out are not looked at.",
  })
  deficiencies!: readonly RulingDeficiencyType[];
}

/** The draft with the API's ids instead of UUIDs. */
export function rulingDraftOf(draft: RulingDraft): object {
  const { content, authorId, reviewerId } = draft;
  return {
    ...draft,
    authorId: toGlobalId("Mediator", authorId),
    reviewerId: reviewerId === null ? null : toGlobalId("Mediator", reviewerId),
    content: {
      ...content,
      findings: content.findings.map(findingOf),
      remedies: content.remedies.map((remedy) => ({
        ...remedy,
        orderLineId: toGlobalId("OrderLine", remedy.orderLineId),
      })),
    },
  };
}

function findingOf({ evidenceItemIds, ...finding }: Finding): object {
  if (evidenceItemIds === undefined) return finding;
  return { ...finding, evidenceItemIds: evidenceItemIds.map((id) => toGlobalId("EvidenceItem", id)) };
}
