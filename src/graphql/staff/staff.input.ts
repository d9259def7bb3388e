import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../dispute/command.input.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** One certification. */
@InputType({ description: "That a mediator may take cases about a group of reasons, and until when." })
export class CertificationInput {
  @Field(() => String, { description: "Code of a group of the rulebook's `reasonGroups`." })
  reasonGroup!: string;

  @Field(() => DateTimeScalar, { description: "From this instant on it counts no more." })
  certifiedUntil!: Date;
}

/** Input of saveMediator. */
@InputType({ description: "What is to be known of a mediator; what is absent stays as it is." })
export class SaveMediatorInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description: "Whom to change. Absent: somebody new, who needs a name, a level and a capacity.",
  })
  mediatorId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name that the two sides know the mediator by: 1 to 100 characters.",
  })
  publicName?: string | null;

  @Field(() => Int, { nullable: true, description: "1 to 3; at most the own level of who sets it." })
  level?: number | null;

  @Field(() => Int, { nullable: true, description: "How many cases at a time: 0 to 10,000." })
  capacity?: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Codes of single reasons to be certified for. Where there are neither these nor certifications, there is no restriction.",
  })
  certifiedReasons?: string[] | null;

  @Field(() => [CertificationInput], {
    nullable: true,
    description: "All certifications from now on; what is not listed ends.",
  })
  certifications?: CertificationInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "What the mediator speaks, by ISO 639, such as `zh`; an empty list stands for everything.",
  })
  languages?: string[] | null;
}

/** Input of startShift. */
@InputType({ description: "Until when one works." })
export class StartShiftInput extends MutationInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the shift ends by itself. Absent: after as many hours as the rulebook allows.",
  })
  until?: Date | null;
}

/** Input of endShift. */
@InputType({ description: "The key alone." })
export class EndShiftInput extends MutationInput {}
