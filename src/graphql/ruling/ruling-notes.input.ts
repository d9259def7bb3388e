import { Field, InputType, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { RulingPart } from "../../domain/ruling/correction.js";
import { DisputeCommandInput } from "../dispute/command.input.js";
import { DecimalScalar } from "../scalars/scalars.js";
import "./ruling.enum.js";

/** A text of a ruling as it should read. */
@InputType({ description: "A text of the ruling with a slip of the pen, as it should read." })
export class CorrectedTextInput {
  @Field(() => RulingPart, { description: "What the text is of." })
  part!: RulingPart;

  @Field(() => Int, {
    nullable: true,
    description:
      "Which one, by its position from 0 in `Ruling.findings` or `Ruling.conclusions`; absent for the reasons.",
  })
  position?: number | null;

  @Field(() => String, {
    description:
      "All of the text as it should read: 1 to 5,000 characters, the reasons up to 20,000. How many of them may differ the " +
      "rulebook says.",
  })
  text!: string;
}

/** An amount of a ruling as it should be. */
@InputType({
  description: "An amount of the ruling that does not follow from its own formula, as it should be.",
})
export class CorrectedAmountInput {
  @Field(() => Int, { description: "Of which remedy, by its position from 0 in `Ruling.ruledRemedies`." })
  position!: number;

  @Field(() => DecimalScalar, {
    description:
      "Exactly the `result` of the remedy's `formulaTrace`, in major units of the dispute's currency.",
  })
  amount!: string;
}

/** Input of correctRuling. */
@InputType({ description: "Slips of the pen and of arithmetic, corrected by whoever ruled." })
export class CorrectRulingInput extends DisputeCommandInput {
  @Field(() => String, {
    description: "What the slip was: 1 to 2,000 characters. Both sides can read it.",
  })
  reason!: string;

  @Field(() => [CorrectedTextInput], { nullable: true, description: "The texts, each once." })
  texts?: CorrectedTextInput[] | null;

  @Field(() => [CorrectedAmountInput], { nullable: true, description: "The amounts, each once." })
  amounts?: CorrectedAmountInput[] | null;
}

/** Input of requestClarification. */
@InputType({ description: "A side asks what the ruling means." })
export class RequestClarificationInput extends DisputeCommandInput {
  @Field(() => String, {
    description: "What it does not understand: 1 to 5,000 characters. Both sides can read it.",
  })
  question!: string;
}

/** Input of clarifyRuling. */
@InputType({ description: "Whoever ruled says what the ruling means." })
export class ClarifyRulingInput extends DisputeCommandInput {
  @Field(() => Side, { description: "The side that asked. Its oldest open question is answered." })
  side!: Side;

  @Field(() => String, { description: "The answer: 1 to 10,000 characters. Both sides can read it." })
  answer!: string;
}
