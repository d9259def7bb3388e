import { GraphQLJSON } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { ChangeKind, type ClauseChange, type RulebookChange } from "../../domain/rulebook/difference.js";
import type { Clause } from "../../domain/rulebook/clause.js";
import type { RulebookDifference } from "../../services/rulebook/compare-rulebooks.js";
import { ClauseType } from "./rulebook.type.js";
import "./rulebook-version.enum.js";

/** One place at which two versions differ. */
@ObjectType("RulebookChange", {
  description: "One place at which two versions of the rules differ.",
  simpleResolvers: true,
})
export class RulebookChangeType implements RulebookChange {
  @Field(() => String, {
    description: "Where in the document, e.g. `reasons.NOT_RECEIVED.merchantResponseHours`.",
  })
  path!: string;

  @Field(() => ChangeKind, { description: "What became of it." })
  kind!: ChangeKind;

  @Field(() => String, {
    nullable: true,
    description: "Code of the clause that it is a part of or rests on; null if there is none.",
  })
  clause!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "What stood there before; null if it is new." })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: "What stands there now; null if it is gone." })
  after!: unknown;
}

/** A clause that differs. */
@ObjectType("ClauseChange", { description: "A clause in which two versions differ.", simpleResolvers: true })
export class ClauseChangeType implements ClauseChange {
  @Field(() => String, { description: "The clause's code." })
  code!: string;

  @Field(() => ChangeKind, { description: "What became of it." })
  kind!: ChangeKind;

  @Field(() => ClauseType, { nullable: true, description: "As it was; null if it is new." })
  before!: Clause | null;

  @Field(() => ClauseType, { nullable: true, description: "As it is now; null if it is gone." })
  after!: Clause | null;
}

/** What changed between two versions. */
@ObjectType("RulebookDiff", {
  description: "What changed from one version of the rules to another, always in the same order.",
  simpleResolvers: true,
})
export class RulebookDiffType implements RulebookDifference {
  @Field(() => String, { description: "Name of the version that is compared with." })
  from!: string;

  @Field(() => String, { description: "Name of the version that is compared." })
  to!: string;

  @Field(() => [RulebookChangeType], { description: "Every place that differs, in the order of the paths." })
  changes!: readonly RulebookChangeType[];

  @Field(() => [ClauseChangeType], { description: "Every clause that differs, in the order of the codes." })
  clauses!: readonly ClauseChangeType[];
}
