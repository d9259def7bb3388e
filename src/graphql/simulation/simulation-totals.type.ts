import { Field, Float, Int, ObjectType } from "type-graphql";
import { SimulatedOutcome } from "../../domain/simulation/replay-dispute.js";
import type {
  ClauseTotals,
  MoneyTotals,
  OutcomeTotals,
  SimulationTotals,
} from "../../domain/simulation/totals.js";
import { DAY_MS } from "../../domain/time.js";
import type { ReadObject } from "../../persistence/read/selection.js";
import { moneyOf, MoneyType, type MoneyFields } from "../money.type.js";
import { CurrencyCodeScalar } from "../scalars/scalars.js";
import "./simulation.enum.js";

/** Sums of one currency, as the schema shows them. */
@ObjectType("SimulationMoney", { description: "What merchants owe in one currency.", simpleResolvers: true })
export class SimulationMoneyType {
  @Field(() => CurrencyCodeScalar, { description: "The currency." })
  readonly currency: string;

  @Field(() => MoneyType, { description: "Under the versions that the disputes were opened under." })
  readonly before: MoneyFields;

  @Field(() => MoneyType, { description: "Under the draft." })
  readonly after: MoneyFields;

  @Field(() => MoneyType, { description: "How much more under the draft; negative if less." })
  readonly difference: MoneyFields;

  constructor({ currency, beforeMinor, afterMinor }: TotalsJson["money"][number]) {
    const [before, after] = [BigInt(beforeMinor), BigInt(afterMinor)];
    this.currency = currency;
    this.before = moneyOf({ minor: before, currency });
    this.after = moneyOf({ minor: after, currency });
    this.difference = moneyOf({ minor: after - before, currency });
  }
}

/** One way from one end to another. */
@ObjectType("SimulationOutcomeCount", {
  description: "How many disputes end in one way under their own versions and in another under the draft.",
  simpleResolvers: true,
})
export class SimulationOutcomeCountType implements OutcomeTotals {
  @Field(() => SimulatedOutcome, {
    description: "The end under the versions that the disputes were opened under.",
  })
  before!: SimulatedOutcome;

  @Field(() => SimulatedOutcome, { description: "The end under the draft; the same where nothing changes." })
  after!: SimulatedOutcome;

  @Field(() => Int, { description: "How many." })
  disputes!: number;
}

/** What one clause changes. */
@ObjectType("SimulationClauseCount", {
  description: "How many disputes part from their recorded course by one clause.",
  simpleResolvers: true,
})
export class SimulationClauseCountType implements ClauseTotals {
  @Field(() => String, { description: "Code of the clause." })
  clause!: string;

  @Field(() => Int, { description: "How many." })
  disputes!: number;
}

/** What a draft would have changed in all. */
@ObjectType("SimulationTotals", {
  description: "What the draft would have changed in all. Currencies are never added together.",
  simpleResolvers: true,
})
export class SimulationTotalsType {
  @Field(() => Int, { description: "How many disputes were replayed." })
  readonly disputes: number;

  @Field(() => Int, {
    description: "How many would have ended otherwise, with other money, or at another time.",
  })
  readonly changed: number;

  @Field(() => Int, {
    description:
      "How many do not end as recorded when they are replayed under their own version, because facts have changed since or " +
      "the clock of the platform was late. Both sides of every comparison are replays, so they count alike.",
  })
  readonly unlikeRecord: number;

  @Field(() => [SimulationMoneyType], { description: "What merchants owe, by currency." })
  readonly money: readonly SimulationMoneyType[];

  @Field(() => Int, { description: "How many disputes are decided under both; the days below are of these." })
  readonly decidedInBoth: number;

  @Field(() => Float, { description: "Days from opening to decision under their own versions, added up." })
  readonly daysBefore: number;

  @Field(() => Float, { description: "The same under the draft." })
  readonly daysAfter: number;

  @Field(() => Float, { description: "How many days more under the draft; negative if fewer." })
  readonly daysDifference: number;

  @Field(() => [SimulationOutcomeCountType], { description: "By end before and after, unchanged ones too." })
  readonly byOutcome: readonly OutcomeTotals[];

  @Field(() => [SimulationClauseCountType], {
    description: "The changed ones by the clause at which they part.",
  })
  readonly byClause: readonly ClauseTotals[];

  constructor({ money, beforeMs, afterMs, ...counts }: TotalsJson) {
    const [before, after] = [Number(beforeMs), Number(afterMs)];
    this.disputes = counts.disputes;
    this.changed = counts.changed;
    this.unlikeRecord = counts.unlikeRecord;
    this.decidedInBoth = counts.decidedInBoth;
    this.byOutcome = counts.byOutcome;
    this.byClause = counts.byClause;
    this.money = money.map((each) => new SimulationMoneyType(each));
    this.daysBefore = daysOf(before);
    this.daysAfter = daysOf(after);
    this.daysDifference = daysOf(after - before);
  }
}

/** The totals as the table has them: large numbers as text. */
type TotalsJson = Omit<SimulationTotals, "money" | "beforeMs" | "afterMs"> & {
  readonly money: readonly (Pick<MoneyTotals, "currency"> & {
    readonly beforeMinor: string;
    readonly afterMinor: string;
  })[];
  readonly beforeMs: string;
  readonly afterMs: string;
};

/** To the hundredth. */
function daysOf(milliseconds: number): number {
  return Math.round((milliseconds / DAY_MS) * 100) / 100;
}

/** The totals of a simulation that was read; null while there are none. */
export function simulationTotalsOf({ $totals }: ReadObject): SimulationTotalsType | null {
  return $totals === null ? null : new SimulationTotalsType($totals as TotalsJson);
}
