import { Field, Int, ObjectType } from "type-graphql";
import type { Clause, LocalisedText } from "../../domain/rulebook/clause.js";
import { BurdenOfProof } from "../../domain/rulebook/conditional-rule.js";
import { EvidenceLevel, type EvidenceSlot } from "../../domain/rulebook/evidence-slot.js";
import { FreightBearer, FreightSituation } from "../../domain/rulebook/freight-rule.js";
import type { Level } from "../../domain/rulebook/level.js";
import {
  GoodsStatus,
  ShopperSilenceEffect,
  SilenceEffect,
  WindowStart,
  type ReasonRule,
} from "../../domain/rulebook/reason-rule.js";
import type { EvidenceType } from "../../domain/evidence/evidence-type.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { Side } from "../../domain/access/viewer.js";
import "./rulebook.enum.js";

/** A text in the languages of the platform. */
@ObjectType("LocalisedText", {
  description: "A text in the languages that the platform publishes its rules in.",
  simpleResolvers: true,
})
export class LocalisedTextType implements LocalisedText {
  @Field(() => String, { description: "English." })
  en!: string;

  @Field(() => String, { description: "Chinese, simplified." })
  zh!: string;
}

/** One numbered rule. */
@ObjectType("Clause", {
  description: "One numbered rule that automatic acts and rulings cite by its code.",
  simpleResolvers: true,
})
export class ClauseType implements Clause {
  @Field(() => String, { description: "What events and rulings cite, e.g. `R-NOT_RECEIVED`." })
  code!: string;

  @Field(() => LocalisedTextType, { description: "A few words." })
  title!: LocalisedText;

  @Field(() => LocalisedTextType, { description: "The rule itself." })
  text!: LocalisedText;

  @Field(() => LocalisedTextType, {
    nullable: true,
    description: "The statute or agreement that it rests on; null for the platform's own rules.",
  })
  basis!: LocalisedText | null;
}

/** One line of a side's checklist. */
@ObjectType("EvidenceSlot", {
  description: "One line of the checklist of what a side hands in beyond the system's own records.",
  simpleResolvers: true,
})
export class EvidenceSlotType implements EvidenceSlot {
  @Field(() => Side, { description: "Who hands it in." })
  side!: Side;

  @Field(() => String, { description: "What is to be handed in, e.g. `PHOTO_OF_ITEM`." })
  type!: EvidenceType;

  @Field(() => EvidenceLevel, { description: "How much it matters." })
  level!: EvidenceLevel;

  @Field(() => LocalisedTextType, { nullable: true, description: "What a good one shows." })
  hint!: LocalisedText | null;
}

/** Until when a dispute can be opened. */
@ObjectType("ReasonWindow", {
  description: "Until when a dispute for a reason can be opened.",
  simpleResolvers: true,
})
export class ReasonWindowType {
  @Field(() => WindowStart, { description: "The event that it runs from." })
  from!: WindowStart;

  @Field(() => Int, { description: "Days after that event." })
  days!: number;
}

/** What the rulebook says about one reason. */
@ObjectType("ReasonRule", {
  description: "What the rulebook says about one reason for a dispute.",
  simpleResolvers: true,
})
export class ReasonRuleType implements Pick<
  ReasonRule,
  Extract<keyof ReasonRule, Exclude<keyof ReasonRuleType, "merchantEvidence" | "shopperEvidence">>
> {
  @Field(() => String, { description: "What `openDispute` takes as `reason`." })
  code!: string;

  @Field(() => LocalisedTextType, { description: "What people call it." })
  title!: LocalisedText;

  @Field(() => String, { description: "Code of the clause that it rests on." })
  clause!: string;

  @Field(() => Int, { description: "Hours that the merchant has to answer." })
  merchantResponseHours!: number;

  @Field(() => [SilenceEffect], { description: "What happens when the merchant does not; applied together." })
  onMerchantSilence!: readonly [SilenceEffect, ...SilenceEffect[]];

  @Field(() => BurdenOfProof, { description: "Who must prove the core fact first." })
  burdenOfProof!: BurdenOfProof;

  @Field(() => ShopperSilenceEffect, { description: "What happens when nobody calls the platform in." })
  onShopperSilence!: ShopperSilenceEffect;

  @Field(() => [EvidenceSlotType], { description: "What each side hands in, the merchant's first." })
  evidenceSlots!: readonly EvidenceSlotType[];

  @Field(() => FreightSituation, { description: "The row of the freight matrix if the shopper wins." })
  freightSituation!: FreightSituation;

  @Field(() => Int, { description: "The least level of mediators that rules on it: 1, 2 or 3." })
  levelFloor!: Level;

  @Field(() => [String], { description: "Types of evidence that the merchant must hand in." })
  merchantEvidence!: readonly string[];

  @Field(() => [String], { description: "Types of evidence that the shopper must hand in." })
  shopperEvidence!: readonly string[];

  @Field(() => [RemedyKind], { description: "What a claim for this reason may ask for." })
  remedies!: readonly [RemedyKind, ...RemedyKind[]];

  @Field(() => FreightBearer, { description: "Who bears freight in the end." })
  freightBearer!: FreightBearer;

  @Field(() => Boolean, { description: "Whether outbound freight counts as refundable." })
  freightRefundable!: boolean;

  @Field(() => ReasonWindowType, { description: "Until when the dispute can be opened." })
  window!: { readonly from: WindowStart; readonly days: number };

  @Field(() => [GoodsStatus], { description: "Where the goods may be when it is opened." })
  goodsStatus!: readonly [GoodsStatus, ...GoodsStatus[]];

  @Field(() => Boolean, { description: "Whether the platform can be called in at once." })
  urgent!: boolean;

  @Field(() => Boolean, { description: "Whether it is never decided by a rule alone." })
  humanOnly!: boolean;

  @Field(() => Side, {
    description: "The side that opens it: SHOPPER, or MERCHANT for returns in bad condition.",
  })
  openedBy!: ReasonRule["openedBy"];
}

/** One version of the platform's rules. */
@ObjectType("Rulebook", {
  description:
    "One version of the platform's rules. A dispute stays under the version that it was opened under.",
  simpleResolvers: true,
})
export class RulebookType {
  @Field(() => String, { description: "Name of the version." })
  version!: string;

  @Field(() => LocalisedTextType, { description: "What the version is called." })
  title!: LocalisedText;

  @Field(() => Boolean, { description: "Whether it changed so much that a longer notice was due." })
  major!: boolean;

  @Field(() => [ReasonRuleType], { description: "Every reason for which a dispute can be opened." })
  reasons!: readonly Pick<ReasonRuleType, keyof ReasonRuleType>[];

  @Field(() => [ClauseType], { description: "Every clause, in the order of the rulebook." })
  clauses!: readonly Clause[];
}
