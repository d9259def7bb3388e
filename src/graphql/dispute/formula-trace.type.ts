import { Field, ObjectType } from "type-graphql";
import type { FormulaTrace } from "../../domain/rulebook/formula-values.js";
import { CurrencyCodeScalar, DecimalScalar } from "../scalars/scalars.js";

/** One input of a formula. */
@ObjectType("FormulaInput", { description: "One input of a formula.", simpleResolvers: true })
export class FormulaInputType {
  @Field(() => String, { description: "What it is, e.g. `paid`, `rateBasisPoints`." })
  name!: string;

  @Field(() => DecimalScalar, {
    description:
      "An amount in major units with all decimal places of the currency, or a whole number: a multiple, units, basis points.",
  })
  value!: string;
}

/** How an amount was worked out. */
@ObjectType("FormulaTrace", {
  description:
    "How an amount was worked out: whoever applies the formula to these inputs gets the same result.",
  simpleResolvers: true,
})
export class FormulaTraceType {
  @Field(() => String, { description: "Name of the formula, e.g. `RATE_OF_PAID`." })
  formula!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency of all amounts in it." })
  currency!: string;

  @Field(() => [FormulaInputType], { description: "Everything that the formula read." })
  inputs!: FormulaInputType[];

  @Field(() => String, { description: "Code of the clause that the formula stands in." })
  clause!: string;

  @Field(() => String, { description: "The version of the rulebook that it is of." })
  rulebookVersion!: string;

  @Field(() => DecimalScalar, { description: "The amount, in major units." })
  result!: string;
}

/** The domain's trace as the schema's. */
export function formulaTraceOf(trace: FormulaTrace | null): object | null {
  if (trace === null) return null;
  return { ...trace, inputs: Object.entries(trace.inputs).map(([name, value]) => ({ name, value })) };
}
