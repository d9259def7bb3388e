import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { advanceClock } from "../../services/clock/advance-clock.js";
import { isMovable } from "../../services/clock/platform-clock.js";
import type { GraphQLContext } from "../context.js";
import { userErrorsOf } from "../mutation-payload.js";
import { AdvanceClockInput } from "./clock.input.js";
import { AdvanceClockPayload, PlatformClockType } from "./clock.type.js";

/** The clock by which deadlines run. */
@Resolver()
export class ClockResolver {
  @Query(() => PlatformClockType, { description: "What the clock shows, and whether it can be moved." })
  platformClock(
    @Ctx() { useCase: { clock } }: GraphQLContext,
  ): Pick<PlatformClockType, keyof PlatformClockType> {
    return { now: clock.now(), movable: isMovable(clock) };
  }

  @Mutation(() => AdvanceClockPayload, {
    description:
      "Moves the clock forward, in demo and test mode only. Every deadline on the way fires in due order with the clock " +
      "standing at its instant; then the clock runs on from the target. While there is no dispute it can be set to any " +
      "instant. A call that was cut off by TIMEOUT may have moved part of the way; `to` is the safe way to repeat it, for " +
      "`byHours` would count from where the clock stands then. Role INTEGRATION.",
  })
  async advanceClock(
    @Arg("input", () => AdvanceClockInput, { description: "Where to." }) input: AdvanceClockInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<AdvanceClockPayload> {
    const payload = new AdvanceClockPayload();
    const { clientMutationId, to = null, byHours = null } = input;
    try {
      Object.assign(payload, await advanceClock(useCase, { clientMutationId, to, by: byHours }));
    } catch (error) {
      payload.userErrors = userErrorsOf(error);
    }
    return Object.assign(payload, { clientMutationId });
  }
}
