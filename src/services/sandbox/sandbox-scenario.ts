import { Role, type Viewer } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { isMovable } from "../clock/platform-clock.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { playScenario, type PlayedScenario } from "./play-scenario.js";
import type { Sandbox } from "./sandbox.js";
import type { Scenario } from "./scenario.js";
import { scenarios } from "./scenarios.js";

/** Which situation to build. */
export interface SandboxScenarioInput {
  readonly clientMutationId: string;
  /** Of one of {@link scenarios}. */
  readonly name: string;
}

/** Somebody of a scenario, with what a client needs to act as them. */
export interface SandboxPlayer {
  readonly viewer: Viewer;
  /** Null where this process signs no tokens. */
  readonly token: string | null;
}

/** A situation that was built. */
export interface SandboxSituation {
  readonly scenario: Scenario;
  /** UUID. */
  readonly disputeId: string;
  /** The shopper, the merchant's agent, the mediator, a senior mediator. */
  readonly players: readonly SandboxPlayer[];
}

/**
 * Builds a named situation with people and an order of its own, through the use cases and in one transaction.
 * @param sandbox null in production
 * @throws RefusedError FORBIDDEN for others than INTEGRATION, for the answer lets its caller act as everybody in it;
 *   SANDBOX_OFF in production, NOT_FOUND for a name that no scenario has, IDEMPOTENCY_MISMATCH
 */
export async function sandboxScenario(
  context: UseCaseContext,
  sandbox: Sandbox | null,
  input: SandboxScenarioInput,
): Promise<SandboxSituation> {
  if (context.viewer.role !== Role.INTEGRATION) {
    refuse(ErrorCode.FORBIDDEN, "Only the role INTEGRATION may build situations. Use a token of that role.");
  }
  if (sandbox === null || !isMovable(context.clock)) {
    refuse(ErrorCode.SANDBOX_OFF, "There is no sandbox here: only in demo and test mode.");
  }
  const scenario = scenarios.find(({ name }) => name === input.name);
  if (scenario === undefined) {
    refuse(ErrorCode.NOT_FOUND, "No scenario has this name. The query sandboxScenarios lists them.", {
      field: ["name"],
    });
  }
  const key = { mutation: "sandboxScenario", clientMutationId: input.clientMutationId, input };
  const { disputeId, cast } = await inTransactionOnce<PlayedScenario>(context, key, (tx) =>
    playScenario(tx, context, scenario),
  );
  const viewers = [cast.shopper, cast.merchant, cast.mediator, cast.senior];
  const players = viewers.map(async (viewer) => ({ viewer, token: await sandbox.issueToken(viewer) }));
  return { scenario, disputeId, players: await Promise.all(players) };
}

/** Every situation that {@link sandboxScenario} can build; none in production. */
export function listScenarios({ clock }: UseCaseContext, sandbox: Sandbox | null): readonly Scenario[] {
  return sandbox === null || !isMovable(clock) ? [] : scenarios;
}
