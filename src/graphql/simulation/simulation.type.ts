import { ArgsType, Field, Float, Int } from "type-graphql";
import { SimulatedOutcome } from "../../domain/simulation/replay-dispute.js";
import { SimulationStatus } from "../../domain/simulation/simulation-status.js";
import { connectionOf } from "../connection/connection.type.js";
import { PageArgs } from "../connection/page.args.js";
import { MoneyType } from "../money.type.js";
import { ConnectionField, ReadObjectType, typeNamed } from "../object-type.js";
import { RulebookChangeType } from "../rulebook/rulebook-difference.type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { SimulationTotalsType } from "./simulation-totals.type.js";
import "./simulation.enum.js";

/** How far a simulation is. */
@ReadObjectType("SimulationProgress", "How far a simulation is.", { node: false })
export class SimulationProgressType {
  @Field(() => Int, { description: "Disputes replayed so far." })
  done!: number;

  @Field(() => Int, { description: "Disputes of the sample; 0 while it is queued." })
  total!: number;
}

/** One dispute that a draft would have changed. */
@ReadObjectType(
  "RulebookSimulationResult",
  "One dispute that the draft would have changed: another end, other money, or another time.",
  { node: false },
)
export class RulebookSimulationResultType {
  @Field(() => String, { description: "The number of the dispute." })
  disputeNumber!: string;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute; null if the viewer may not see it.",
  })
  dispute!: object | null;

  @Field(() => String, { description: "Code of the reason that it was opened for." })
  reason!: string;

  @Field(() => SimulatedOutcome, { description: "How it ends under its own version." })
  outcomeBefore!: string;

  @Field(() => SimulatedOutcome, { description: "How it ends under the draft." })
  outcomeAfter!: string;

  @Field(() => MoneyType, { description: "What the merchant owes under its own version." })
  moneyBefore!: object;

  @Field(() => MoneyType, { description: "What the merchant owes under the draft." })
  moneyAfter!: object;

  @Field(() => Float, {
    nullable: true,
    description: "Days from opening to decision under its own version; null if never.",
  })
  daysBefore!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Days from opening to decision under the draft; null if never.",
  })
  daysAfter!: number | null;

  @Field(() => Int, {
    description: "The number of the recorded event at which, or after which, the courses part.",
  })
  sequence!: number;

  @Field(() => DateTimeScalar, { description: "When they part." })
  partedAt!: string;

  @Field(() => String, { description: "Code of the clause by which they part." })
  clause!: string;

  @Field(() => String, { description: "What differs there, as a sentence for people." })
  what!: string;
}

/** Which results, and which page of them. */
@ArgsType()
class SimulationResultsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "Only disputes that part by this clause." })
  clause?: string | null;

  @Field(() => SimulatedOutcome, {
    nullable: true,
    description: "Only disputes that end so under the draft.",
  })
  outcome?: SimulatedOutcome | null;
}

/** A simulation of a draft. */
@ReadObjectType(
  "RulebookSimulation",
  "What a draft of the rules would have changed on past disputes. Each is replayed twice, under the version that it was " +
    "opened under and under the draft: people do what was recorded when it was recorded, the clock runs as the rules say, and " +
    "what is then no longer possible is left out.",
)
export class RulebookSimulationType {
  @Field(() => String, { description: "The name of the draft's version." })
  version!: string;

  @Field(() => String, { description: "The version that was in force when the simulation was asked for." })
  baseVersion!: string;

  @Field(() => SimulationStatus, { description: "How far it is." })
  status!: string;

  @Field(() => SimulationProgressType, { description: "How many disputes have been replayed." })
  progress!: SimulationProgressType;

  @Field(() => [RulebookChangeType], {
    description:
      "Where the draft, as it was then, differs from that version, as `rulebookDiff` tells it; but for name and title.",
  })
  clauseDiff!: RulebookChangeType[];

  @Field(() => SimulationTotalsType, {
    nullable: true,
    description: "What changes in all; null until it is done.",
  })
  totals!: SimulationTotalsType | null;

  @ConnectionField(
    () => connectionOf("RulebookSimulationResult"),
    "The disputes that differ, in the order in which they were replayed.",
    SimulationResultsArgs,
  )
  results!: { readonly nodes: readonly RulebookSimulationResultType[] };

  @Field(() => DateTimeScalar, { description: "When it was asked for; replays run until this instant." })
  requestedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When a worker first took it." })
  startedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was over." })
  finishedAt!: string | null;
}
