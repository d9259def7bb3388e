import { Field, Int } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { connectionOf } from "../connection/connection.type.js";
import { ConnectionField, ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** One item behind a shared finding. */
@ReadObjectType(
  "SharedEvidence",
  "An item of evidence that a shared finding rests on: what kind of item it is and which side brought it, never of which dispute.",
  { node: false },
)
export class SharedEvidenceType {
  @Field(() => String, { description: "How the finding calls it, e.g. `E1`." })
  reference!: string;

  @Field(() => String, { description: "The type of evidence, e.g. `INSPECTION_REPORT`." })
  slot!: string;

  @Field(() => Side, { nullable: true, description: "Who handed it in; null where no side did." })
  side!: string | null;

  @Field(() => typeNamed("EvidenceItem"), {
    nullable: true,
    description: "The item itself; null where it is of a dispute that the viewer does not see.",
  })
  evidenceItem!: object | null;
}

/** What was found for all disputes of a swarm. */
@ReadObjectType(
  "SharedFinding",
  "A finding of fact that was decided once for all disputes of a case swarm. A ruling takes it over with `FindingInput.sharedFindingOf`.",
  { node: false },
)
export class SharedFindingType {
  @Field(() => String, { description: "What was found." })
  text!: string;

  @Field(() => [SharedEvidenceType], { description: "What it rests on, in the order of the references." })
  evidence!: SharedEvidenceType[];

  @Field(() => String, {
    description:
      "SHA-256 (hex) of the finding with the items behind its references; the event `SHARED_FINDING_APPLIED` of each dispute holds it.",
  })
  hash!: string;

  @Field(() => typeNamed("Mediator"), {
    nullable: true,
    description: "Who decided it; null for a side that never had a case with them.",
  })
  decidedBy!: object | null;

  @Field(() => DateTimeScalar, { description: "When it was decided." })
  decidedAt!: string;
}

/** Disputes that have one cause. */
@ReadObjectType(
  "CaseSwarm",
  "Disputes that have one cause, of which facts are found once. A side sees that its dispute is one of them and how many there are, " +
    "never whose the others are.",
)
class CaseSwarmType {
  @Field(() => String, { description: "What is behind all of them." })
  commonCause!: string;

  @Field(() => Int, {
    description: "How many disputes there are, those that a side opted out of among them.",
  })
  memberCount!: number;

  @Field(() => DateTimeScalar, { description: "When it was opened." })
  openedAt!: string;

  @Field(() => typeNamed("Mediator"), {
    nullable: true,
    description: "Who opened it; null for a side that never had a case with them.",
  })
  openedBy!: object | null;

  @Field(() => SharedFindingType, {
    nullable: true,
    description:
      "What was found for all of them; null while nothing was. A side finds what counts in its dispute in `Dispute.swarm`, and null here.",
  })
  sharedFinding!: SharedFindingType | null;

  @ConnectionField(
    () => connectionOf("Dispute"),
    "Those of its disputes that the viewer sees, latest opened first.",
  )
  members!: object;
}

/** That a dispute is one of a swarm. */
@ReadObjectType(
  "SwarmMembership",
  "That a dispute is decided together with others, as far as their common cause goes.",
  {
    node: false,
  },
)
export class SwarmMembershipType {
  @Field(() => CaseSwarmType, { description: "The swarm." })
  swarm!: CaseSwarmType;

  @Field(() => DateTimeScalar, { description: "Since when the dispute belongs to it." })
  addedAt!: string;

  @Field(() => SharedFindingType, {
    nullable: true,
    description:
      "What was found for all disputes, once it was applied to this one. It counts here unless a side opted out.",
  })
  sharedFinding!: SharedFindingType | null;

  @Field(() => Boolean, { description: "Whether `sharedFinding` is there and no side has opted out of it." })
  findingCounts!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when either side can opt out, and no ruling takes the finding over; null while nothing was found, when it is always possible.",
  })
  optOutUntil!: string | null;

  @Field(() => Side, { nullable: true, description: "Which side opted out; null while neither has." })
  optedOutBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When that was." })
  optedOutAt!: string | null;
}
