import { Field, ObjectType } from "type-graphql";
import type { ForceMajeure } from "../../persistence/clock-period.store.js";
import { MutationPayload } from "../mutation-payload.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A period of force majeure, as the schema shows it. */
@ObjectType("ForceMajeure", {
  description:
    "A period in which people of a region cannot be expected to act. The clocks of those who must move there stand " +
    "still meanwhile and go on with the time that was left.",
  simpleResolvers: true,
})
export class ForceMajeureType implements Omit<ForceMajeure, "id"> {
  @Field(() => String, { description: "What it is called by; unique." })
  code!: string;

  @Field(() => String, { description: "The region, as merchants and shoppers are registered." })
  region!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "ISO 3166-1 code of the country. It tells merchants of regions of the same name apart; null: all of that name.",
  })
  country!: string | null;

  @Field(() => DateTimeScalar, { description: "From when on clocks stand still." })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: "When they go on: as planned, or when it was ended." })
  endsAt!: Date;

  @Field(() => String, { description: "What happened." })
  reason!: string;

  @Field(() => String, { description: "Code of the clause that it rests on." })
  clause!: string;

  @Field(() => DateTimeScalar, { description: "When it was declared." })
  declaredAt!: Date;
}

/** Answer of declareForceMajeure. */
@ObjectType({ description: "The period as declared, or why it was not." })
export class DeclareForceMajeurePayload extends MutationPayload {
  @Field(() => ForceMajeureType, { nullable: true, description: "The period; null when refused." })
  forceMajeure: Pick<ForceMajeureType, keyof ForceMajeureType> | null = null;
}

/** Answer of endForceMajeure. */
@ObjectType({ description: "The period as ended, or why it was not." })
export class EndForceMajeurePayload extends MutationPayload {
  @Field(() => ForceMajeureType, { nullable: true, description: "The period; null when refused." })
  forceMajeure: Pick<ForceMajeureType, keyof ForceMajeureType> | null = null;
}

/** Answer of recordPlatformOutage. */
@ObjectType({ description: "What follows from the outage, or why it was not recorded." })
export class RecordPlatformOutagePayload extends MutationPayload {
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the time is given back: it is for more than 30 minutes. Null when refused.",
  })
  credited: boolean | null = null;
}
