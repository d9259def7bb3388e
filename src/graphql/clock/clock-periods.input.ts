import { Field, InputType } from "type-graphql";
import { MutationInput } from "../dispute/command.input.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Input of declareForceMajeure. */
@InputType({ description: "What befell a region, and until when its people cannot be expected to act." })
export class DeclareForceMajeureInput extends MutationInput {
  @Field(() => String, {
    description:
      "What it is to be called by, unique: 1 to 60 capitals, digits and hyphens, e.g. `FLOOD-RS-2026`.",
  })
  code!: string;

  @Field(() => String, {
    description: "The region, exactly as merchants and shoppers are registered: 1 to 200 characters.",
  })
  region!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "ISO 3166-1 code of the country, such as `BR`, where other countries have a region of this name. It is compared " +
      "with the merchant's country where that is known; a shopper's is not.",
  })
  country?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when, at most 90 days ago; absent: from now on.",
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, { description: "Until when, as far as one can say; at most 90 days ahead." })
  until!: Date;

  @Field(() => String, { description: "What happened: 1 to 2,000 characters." })
  reason!: string;

  @Field(() => String, { description: "Code of the clause of the rulebook in force that it rests on." })
  clause!: string;
}

/** Input of endForceMajeure. */
@InputType({ description: "Which period is over." })
export class EndForceMajeureInput extends MutationInput {
  @Field(() => String, { description: "What the period is called by." })
  code!: string;
}

/** Input of recordPlatformOutage. */
@InputType({ description: "When the platform could not be used, and why." })
export class RecordPlatformOutageInput extends MutationInput {
  @Field(() => DateTimeScalar, {
    description: "When it began; not before the end of the last one recorded, and at most 90 days ago.",
  })
  from!: Date;

  @Field(() => DateTimeScalar, { description: "When it was over." })
  until!: Date;

  @Field(() => String, { description: "What happened: 1 to 2,000 characters." })
  reason!: string;
}
