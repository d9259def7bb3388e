import { GraphQLJSONObject } from "graphql-scalars";
import { Field, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { ConflictGround } from "../../domain/conflict/conflict.js";
import { DisputeAction } from "../../domain/dispute/action.js";
import { ChallengeGround, ChallengeOutcome } from "../../domain/dispute/desk.js";
import "../dispute/action.enum.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { ConflictResult } from "./desk.enum.js";

/** A side's challenge of a mediator. */
@ReadObjectType("MediatorChallenge", "A side's challenge of the mediator who had the case then.", {
  node: false,
})
export class MediatorChallengeType {
  @Field(() => Side, { description: "Whose challenge it is." })
  side!: string;

  @Field(() => ChallengeGround, {
    nullable: true,
    description: "Why; null: without reasons, which is upheld at once.",
  })
  ground!: string | null;

  @Field(() => String, { nullable: true, description: "What the side says; null without reasons." })
  statement!: string | null;

  @Field(() => DateTimeScalar, { description: "When it was made." })
  madeAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when a senior mediator decides; then the level rises. Null where nothing was to decide.",
  })
  decideUntil!: string | null;

  @Field(() => ChallengeOutcome, { nullable: true, description: "What became of it; null while undecided." })
  outcome!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When that was." })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was decided so, where somebody said." })
  reason!: string | null;
}

/** Who may have the case. */
@ReadObjectType(
  "CaseDesk",
  "What is known of who has the case: the right to challenge, what is open about that, and which level decides.",
  { node: false },
)
export class CaseDeskType {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when either side may challenge the present mediator without reasons, once; null while nobody has the case.",
  })
  challengeUntil!: string | null;

  @Field(() => [MediatorChallengeType], { description: "All challenges, oldest first." })
  challenges!: MediatorChallengeType[];

  @Field(() => [String], {
    description:
      "What an earlier mediator did that counts only once the present one confirms it: `EVIDENCE_ROUND_1` and so on, or " +
      "`EVIDENCE_DECISIONS`. Until then no ruling is possible.",
  })
  stepsToConfirm!: string[];

  @Field(() => Int, {
    description: "1 to 3: the least level of whoever decides, since a higher one was asked for.",
  })
  requiredLevel!: number;
}

/** One line of a hand-over. */
@ReadObjectType("HandoverPoint", "One line of a hand-over.", { node: false })
export class HandoverPointType {
  @Field(() => String, {
    description:
      "What it is: `SAME_REMEDY`; `CLAIM_REFUSED`, `INFORMATION_NOT_GIVEN`, `EVIDENCE_ASKED`, `EVIDENCE_ABSENT`, " +
      "`EVIDENCE_UNDECIDED`, `STEP_TO_CONFIRM`; `OFFER_STANDS`, `OWED`; `NEXT_TIMER`, `STATUS_ENDS`.",
  })
  code!: string;

  @Field(() => Side, { nullable: true, description: "Whose it is; null: of both, or of nobody." })
  side!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What it is about, e.g. `PARTIAL_REFUND 40.00 CNY`, a slot or an action.",
  })
  subject!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "By when, where a time is set." })
  at!: string | null;
}

/** What was handed on with a case. */
@ReadObjectType(
  "CaseHandover",
  "What was handed on with a case: made of the dispute as it stood, and the mediator's own note. Staff only.",
  { node: false },
)
export class CaseHandoverType {
  @Field(() => typeNamed("Mediator"), { nullable: true, description: "Who had the case." })
  fromMediator!: object | null;

  @Field(() => typeNamed("Mediator"), { nullable: true, description: "Who got it." })
  toMediator!: object | null;

  @Field(() => DateTimeScalar, { description: "When." })
  madeAt!: string;

  @Field(() => [HandoverPointType], { description: "What both sides say alike." })
  agreed!: HandoverPointType[];

  @Field(() => [HandoverPointType], { description: "What nobody has answered yet." })
  openQuestions!: HandoverPointType[];

  @Field(() => [HandoverPointType], { description: "What somebody has bound itself to." })
  promises!: HandoverPointType[];

  @Field(() => [HandoverPointType], { description: "What runs out next, the earliest first." })
  deadlines!: HandoverPointType[];

  @Field(() => String, { nullable: true, description: "The mediator's own words, if there are any." })
  note!: string | null;
}

/** What a check found about one ground. */
@ReadObjectType("ConflictFinding", "What a check found about one ground.", { node: false })
export class ConflictFindingType {
  @Field(() => ConflictGround, { description: "The ground." })
  ground!: string;

  @Field(() => ConflictResult, { description: "What was found." })
  result!: string;
}

/** A check of a mediator for conflicts of interest. */
@ReadObjectType(
  "ConflictCheck",
  "A check of a mediator who was to get the case, for conflicts of interest: what was looked at and what was found. It is " +
    "kept for good, also where the mediator was turned away. Staff only.",
  { node: false },
)
export class ConflictCheckType {
  @Field(() => typeNamed("Mediator"), { nullable: true, description: "Who was checked." })
  mediator!: object | null;

  @Field(() => DisputeAction, { description: "For what: to be assigned, to take or to be handed the case." })
  act!: string;

  @Field(() => Boolean, { description: "Whether a conflict was found." })
  conflict!: boolean;

  @Field(() => [ConflictFindingType], { description: "What was found, ground by ground." })
  findings!: ConflictFindingType[];

  @Field(() => GraphQLJSONObject, { description: "What was looked at, as it was then." })
  inputs!: Record<string, unknown>;

  @Field(() => DateTimeScalar, { description: "When." })
  checkedAt!: string;
}
