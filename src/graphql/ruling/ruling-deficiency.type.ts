import { Field, Int, ObjectType } from "type-graphql";
import { CheckSeverity, RulingCheck } from "../../domain/rulebook/ruling-rule.js";
import { describeEnum } from "../described-enum.js";

describeEnum(
  "RulingCheck",
  RulingCheck,
  "What a ruling is looked at for before it is issued; the rulebook says how strictly.",
  {
    ABSENCE_HELD_AGAINST_WHO_WAS_NOT_ASKED:
      "A finding rests on the absence of evidence that no round asked for, or that was waived.",
    AMOUNT_OUT_OF_RANGE:
      "More is ordered for a line than the recommendation gives for it by the same remedy.",
    CLAUSE_NOT_USED_FOR_REASON: "The clause of the reason that is ruled on is not cited.",
    FAULT_CONTRADICTS_REMEDY:
      "The shopper has all the fault and gets something all the same, or somebody without fault bears a part of it.",
    MANDATORY_EVIDENCE_NOT_CITED: "Evidence that the reason demands was handed in, and no finding cites it.",
    NO_EVIDENCE_CITED: "All findings rest on what the sides say alone.",
    REASONS_TOO_SHORT: "The reasons are shorter than the rulebook expects.",
    SHARED_FINDING_NOT_COUNTED:
      "A finding takes over what was found for a case swarm, though a side has opted out or the dispute has left it.",
  },
);

describeEnum("CheckSeverity", CheckSeverity, "What becomes of a ruling in which a check finds something.", {
  BLOCKING: "It is refused with RULING_DEFICIENT.",
  OFF: "Nobody looks.",
  WARNING: "Its author is told, and it is kept with the ruling.",
});

/** What a check found. */
@ObjectType("RulingDeficiency", {
  description: "Something that a check of the rulebook found in a ruling.",
  simpleResolvers: true,
})
export class RulingDeficiencyType {
  @Field(() => RulingCheck, { description: "What was looked for." })
  check!: string;

  @Field(() => CheckSeverity, { description: "What becomes of a ruling with it; never OFF." })
  severity!: string;

  @Field(() => String, { description: "Code of the clause that the check rests on." })
  clause!: string;

  @Field(() => [Int], {
    description:
      "The findings or remedies that it is about, by position from 0; none where it is the ruling as a whole.",
  })
  indexes!: readonly number[];
}
