import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { TraitKind } from "../../domain/conflict/conflict.js";
import { MutationInput } from "../dispute/command.input.js";
import { MutationPayload } from "../mutation-payload.js";
import "./relation.enum.js";

/** What is told of one person. */
@InputType({
  description: "The addresses, or the means of payment, of one person, whole: what is left out is forgotten.",
})
export class PartyTraitsInput {
  @Field(() => ID, { description: "The merchant, shopper or mediator." })
  personId!: string;

  @Field(() => TraitKind, { description: "Which of the two it is." })
  kind!: TraitKind;

  @Field(() => [String], {
    description:
      "Up to 100 hashes of 32 bytes, in lower-case hexadecimal: HMAC-SHA-256 of the address or payment reference, written the " +
      "same way for everybody, under a key that stays with the marketplace. Empty: nothing is known any more.",
  })
  hashes!: string[];
}

/** Input of recordPartyTraits. */
@InputType({ description: "What the marketplace knows of whom." })
export class RecordPartyTraitsInput extends MutationInput {
  @Field(() => [PartyTraitsInput], { description: "Up to 500 records; each person and kind once." })
  traits!: PartyTraitsInput[];
}

/** Answer of recordPartyTraits. */
@ObjectType({ description: "How much was recorded, or why nothing was." })
export class RecordPartyTraitsPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: "How many records were taken; null when refused." })
  recorded!: number | null;
}
