import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import type { AwardSpread } from "../../domain/consistency/award-spread.js";
import { openClarifications } from "../../domain/dispute/correction-guards.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { SlotOverview } from "../../domain/evidence/slot-overview.js";
import type { RulingClarification } from "../../domain/ruling/correction.js";
import { EvidenceLevel } from "../../domain/rulebook/evidence-slot.js";
import { listChoices } from "../../services/workbench/list-choices.js";
import { overviewSlots } from "../../services/workbench/overview-slots.js";
import { readHistories } from "../../services/workbench/read-histories.js";
import { similarCases, type SimilarCases } from "../../services/workbench/read-similar-cases.js";
import type { GraphQLContext } from "../context.js";
import { readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import "../rulebook/rulebook.enum.js";
import {
  AwardSpreadType,
  claimBandFields,
  ClaimBandType,
  type ClaimBandFields,
} from "./award-spread.type.js";
import { ChoiceType } from "./choice.type.js";
import { RulingQuestionType } from "./ruling-question.type.js";
import { PartyHistoryType } from "./party-history.type.js";

/** One line of the checklist on the desk. */
@ObjectType("SlotOverview", {
  description:
    "One type of evidence of a side, of the checklist or beyond it, and what became of what was handed in for it.",
  simpleResolvers: true,
})
export class SlotOverviewType implements SlotOverview {
  @Field(() => Side, { description: "Who hands it in." })
  side!: Side;

  @Field(() => String, { description: "The type of evidence, e.g. `PHOTO_OF_ITEM`." })
  slot!: SlotOverview["slot"];

  @Field(() => EvidenceLevel, {
    nullable: true,
    description: "How much it matters; null where the checklist does not have it.",
  })
  level!: EvidenceLevel | null;

  @Field(() => Boolean, {
    description:
      "Whether it is on the checklist and neither there, as far as the viewer may know, nor dropped by the mediator.",
  })
  missing!: boolean;

  @Field(() => Boolean, { description: "Whether it was recorded as absent when a round ended." })
  absent!: boolean;

  @Field(() => Int, { description: "Items that the mediator admitted." })
  admitted!: number;

  @Field(() => Int, { description: "Items that the mediator excluded." })
  excluded!: number;

  @Field(() => Int, { description: "Items that are exchanged and that the mediator has not decided about." })
  undecided!: number;

  @Field(() => Int, { description: "How many of them all came after the exchange." })
  late!: number;
}

/** Cases like the one at hand. */
@ObjectType("SimilarCases", {
  description:
    "What was awarded in cases like this one that ended by a ruling nobody can appeal any more: the same reason, the same category of " +
    "the first disputed line, one currency and one band of claims. Numbers alone, over all mediators.",
  simpleResolvers: true,
})
export class SimilarCasesType {
  @Field(() => String, {
    description: "Code of the reason: the one that a ruling found, or else the one given.",
  })
  readonly reason: string;

  @Field(() => String, {
    nullable: true,
    description: "The category; null where the marketplace gives none.",
  })
  readonly category: string | null;

  @Field(() => ClaimBandType, { description: "The band that the claim lies in." })
  readonly band: ClaimBandFields;

  @Field(() => AwardSpreadType, {
    nullable: true,
    description: "How the awards are spread; null without a case.",
  })
  readonly awards: AwardSpread | null;

  @Field(() => Boolean, {
    description: "Whether there are so few cases that the spread says little; the rulebook names the number.",
  })
  readonly smallSample: boolean;

  constructor({ reason, category, currency, band, spread, small }: SimilarCases) {
    this.reason = reason;
    this.category = category;
    this.band = claimBandFields(band, currency);
    this.awards = spread;
    this.smallSample = small;
  }
}

/** A case on a mediator's desk. */
@ObjectType("Workbench", {
  description:
    "A case as it lies on a mediator's desk, for the platform's staff. What is not asked for is not read; the rest takes at most one " +
    "statement a field. Phone numbers, street addresses and membership tiers are not kept with the parties at all.",
})
export class WorkbenchType {
  constructor(private readonly onDesk: Dispute) {}

  @Field(() => typeNamed("Dispute"), {
    description:
      "The dispute itself: order as sold, both narratives, thread, evidence, clocks, requirements, recommendation with its trace; " +
      "and in `watches` what of it staff keep an eye on.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Dispute", this.onDesk.id, context, info);
  }

  @Field(() => [SlotOverviewType], {
    description: "The checklist of both sides, and what else they handed in, with what became of it.",
  })
  slots(@Ctx() { useCase }: GraphQLContext): Promise<readonly SlotOverview[]> {
    return overviewSlots(useCase, this.onDesk);
  }

  @Field(() => [ChoiceType], {
    description:
      "What each way to end the case that is at hand would cost whom: the recommended ruling first, then the mediator's proposal " +
      "and open offers. `previewRuling` tells the same of any other ruling.",
  })
  async choices(@Ctx() { useCase }: GraphQLContext): Promise<ChoiceType[]> {
    const { currency } = this.onDesk;
    return (await listChoices(useCase, this.onDesk)).map((choice) => new ChoiceType(choice, currency));
  }

  @Field(() => [RulingQuestionType], {
    description:
      "What the sides asked about the ruling in force and nobody has answered, oldest first; `clarifyRuling` does.",
  })
  questions(): readonly RulingClarification[] {
    return openClarifications(this.onDesk);
  }

  @Field(() => PartyHistoryType, { description: "Earlier disputes of the shopper, with whomever." })
  async shopperHistory(@Ctx() { useCase }: GraphQLContext): Promise<PartyHistoryType> {
    return new PartyHistoryType((await readHistories(useCase, this.onDesk)).shopper);
  }

  @Field(() => PartyHistoryType, { description: "Earlier disputes of the merchant, with whomever." })
  async merchantHistory(@Ctx() { useCase }: GraphQLContext): Promise<PartyHistoryType> {
    return new PartyHistoryType((await readHistories(useCase, this.onDesk)).merchant);
  }

  @Field(() => SimilarCasesType, { description: "How cases like this one ended." })
  async similarCases(@Ctx() { useCase }: GraphQLContext): Promise<SimilarCasesType> {
    return new SimilarCasesType(await similarCases(useCase, this.onDesk));
  }
}
