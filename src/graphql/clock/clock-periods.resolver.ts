import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { declareForceMajeure } from "../../services/clock/declare-force-majeure.js";
import { endForceMajeure } from "../../services/clock/end-force-majeure.js";
import { listForceMajeures } from "../../services/clock/list-force-majeures.js";
import { recordPlatformOutage } from "../../services/clock/record-platform-outage.js";
import type { GraphQLContext } from "../context.js";
import { plainPayload } from "../mutation-payload.js";
import {
  DeclareForceMajeureInput,
  EndForceMajeureInput,
  RecordPlatformOutageInput,
} from "./clock-periods.input.js";
import {
  DeclareForceMajeurePayload,
  EndForceMajeurePayload,
  ForceMajeureType,
  RecordPlatformOutagePayload,
} from "./clock-periods.type.js";

/** What holds clocks up. */
@Resolver()
export class ClockPeriodsResolver {
  @Query(() => [ForceMajeureType], {
    description:
      "Periods of force majeure, the latest first, 100 at most. They bind everybody, so everybody may read them.",
  })
  forceMajeures(
    @Arg("active", () => Boolean, { defaultValue: false, description: "Only those that hold now." })
    active: boolean,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<readonly Pick<ForceMajeureType, keyof ForceMajeureType>[]> {
    return listForceMajeures(useCase, active);
  }

  @Mutation(() => DeclareForceMajeurePayload, {
    description:
      "Declares that people of a region cannot be expected to act for a while. Clocks of those who must move there are " +
      "paused by a job, from the beginning of the period on. Role RULE_APPROVER.",
  })
  declareForceMajeure(
    @Arg("input", () => DeclareForceMajeureInput, { description: "Where, until when and why." })
    { country = null, from = null, ...input }: DeclareForceMajeureInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<DeclareForceMajeurePayload> {
    return plainPayload(DeclareForceMajeurePayload, input, async () => ({
      forceMajeure: await declareForceMajeure(useCase, { ...input, country, from }),
    }));
  }

  @Mutation(() => EndForceMajeurePayload, {
    description:
      "Ends a period of force majeure before its time; a job lets the clocks go on with what was left. Role RULE_APPROVER.",
  })
  endForceMajeure(
    @Arg("input", () => EndForceMajeureInput, { description: "Which one." }) input: EndForceMajeureInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<EndForceMajeurePayload> {
    return plainPayload(EndForceMajeurePayload, input, async () => ({
      forceMajeure: await endForceMajeure(useCase, input),
    }));
  }

  @Mutation(() => RecordPlatformOutagePayload, {
    description:
      "Records that the platform was out of order. More than 30 minutes are given back to every running clock of a side, " +
      "by a job; a deadline that passed before this stays passed. Role INTEGRATION.",
  })
  recordPlatformOutage(
    @Arg("input", () => RecordPlatformOutageInput, { description: "When and why." })
    input: RecordPlatformOutageInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RecordPlatformOutagePayload> {
    return plainPayload(RecordPlatformOutagePayload, input, () => recordPlatformOutage(useCase, input));
  }
}
