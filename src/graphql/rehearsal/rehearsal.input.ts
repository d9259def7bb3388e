import { Field, InputType, Int } from "type-graphql";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import type { MaskedRemedy } from "../../services/rehearsal/masked-remedies.js";
import { MutationInput } from "../dispute/command.input.js";
import "../dispute/terms.enum.js";
import "../ruling/ruling.enum.js";
import { DecimalScalar } from "../scalars/scalars.js";

/** Input of startRehearsal. */
@InputType({ description: "Of what kind of case a rehearsal is." })
export class StartRehearsalInput extends MutationInput {
  @Field(() => String, { description: "Code of the reason." })
  reason!: string;
}

/** One remedy of a rehearsed ruling. */
@InputType({ description: "One remedy of a rehearsed ruling." })
export class MaskedRemedyInput {
  @Field(() => RemedyKind, { description: "What is to be done." })
  kind!: RemedyKind;

  @Field(() => Int, { description: "Number of the line in the masked case." })
  line!: number;

  @Field(() => DecimalScalar, { nullable: true, description: "How much, in major units; absent for acts." })
  amount?: string | null;
}

/** Input of submitRehearsal. */
@InputType({ description: "What a trainee would have ruled." })
export class SubmitRehearsalInput extends MutationInput {
  @Field(() => Int, { description: "Number of the rehearsal." })
  number!: number;

  @Field(() => RulingOutcome, { description: "How it would end." })
  outcome!: RulingOutcome;

  @Field(() => [MaskedRemedyInput], { description: "What would be done; empty where nothing." })
  remedies!: MaskedRemedyInput[];

  @Field(() => [String], { description: "Codes of the clauses that it would rest on." })
  clauses!: string[];
}

/** The remedies of a masked case as use cases take them. */
export function maskedRemediesOf(remedies: readonly MaskedRemedyInput[]): MaskedRemedy[] {
  return remedies.map(({ kind, line, amount }) => ({ kind, line, amount: amount ?? null }));
}
