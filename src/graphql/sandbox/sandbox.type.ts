import { Field, ID, ObjectType } from "type-graphql";
import { Role } from "../../domain/access/viewer.js";
import { DisputeOutcome, DisputeStatus } from "../../domain/dispute/dispute.js";
import type { SandboxPlayer } from "../../services/sandbox/sandbox-scenario.js";
import type { Scenario } from "../../services/sandbox/scenario.js";
import "../dispute/dispute.enum.js";
import "../party/role.enum.js";
import { viewerIdOf } from "../party/viewer-id.js";

/** A scenario, as the schema shows it. */
@ObjectType("SandboxScenario", {
  description: "A named situation that the sandbox builds, so that a client can be tried out on it.",
  simpleResolvers: true,
})
export class SandboxScenarioType implements Omit<Scenario, "claim" | "acts" | "when"> {
  @Field(() => String, { description: "What `sandboxScenario` takes." })
  name!: string;

  @Field(() => String, { description: "What has happened, in a sentence." })
  description!: string;

  @Field(() => String, { description: "What is to be expected next, in a sentence." })
  next!: string;

  @Field(() => DisputeStatus, { description: "The status that the dispute is in." })
  status!: DisputeStatus;

  @Field(() => DisputeOutcome, { nullable: true, description: "How it ended or will end; null while open." })
  outcome!: DisputeOutcome | null;
}

/** Somebody of a scenario, as the schema shows them. */
@ObjectType("SandboxPlayer", {
  description: "Somebody of a situation, with what a client needs to act as them.",
  simpleResolvers: true,
})
export class SandboxPlayerType {
  @Field(() => Role, { description: "The role in which they act." })
  readonly role: Role;

  @Field(() => ID, { description: "What `viewer { id }` answers to their token." })
  readonly viewerId: string;

  @Field(() => String, {
    nullable: true,
    description: "Bearer token, good for 8 hours of real time; null where the server signs none.",
  })
  readonly token: string | null;

  constructor({ viewer, token }: SandboxPlayer) {
    this.role = viewer.role;
    this.viewerId = viewerIdOf(viewer);
    this.token = token;
  }
}
