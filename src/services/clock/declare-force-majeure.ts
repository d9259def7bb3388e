import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { addDays } from "../../domain/time.js";
import {
  enqueueSettling,
  insertForceMajeure,
  type ForceMajeure,
} from "../../persistence/clock-period.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What befell a region, and from when until when. */
export interface DeclareForceMajeureInput {
  readonly clientMutationId: string;
  /** What staff call it; unique. */
  readonly code: string;
  /** As merchants and shoppers are registered. */
  readonly region: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Absent: now. */
  readonly from: Date | null;
  readonly until: Date;
  readonly reason: string;
  /** A clause of the rulebook in force. */
  readonly clause: string;
}

const codePattern = /^[A-Z0-9][A-Z0-9-]{0,59}$/;
const countryPattern = /^[A-Z]{2}$/;
/** A longer period is declared anew: nothing should stand still for ever because somebody forgot it. */
const MAXIMUM_DAYS = 90;
const REGION_LIMIT = 200;

/** The role that declares and ends periods: like a rule they bind everybody, and it has no case of its own. */
export function requireRuleApprover({ viewer }: UseCaseContext): void {
  if (viewer.role === Role.RULE_APPROVER) return;
  refuse(ErrorCode.FORBIDDEN, "Only the role RULE_APPROVER declares and ends force majeure.");
}

/** Periods as a mutation answers them: dates as texts survive the memory of the idempotency key. */
export function periodFrom(answer: ForceMajeure): ForceMajeure {
  const { startsAt, endsAt, declaredAt } = answer;
  return {
    ...answer,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    declaredAt: new Date(declaredAt),
  };
}

/**
 * Declares that people of a region cannot be expected to act for a while. Running clocks of those who must move
 * there are paused by a job, from the period's beginning on; clocks that start inside it start paused.
 * @throws RefusedError FORBIDDEN, VALIDATION, INVALID_TEXT, UNKNOWN_CLAUSE, STATE_CONFLICT for a code that is taken
 */
export async function declareForceMajeure(
  context: UseCaseContext,
  input: DeclareForceMajeureInput,
): Promise<ForceMajeure> {
  requireRuleApprover(context);
  const key = { mutation: "declareForceMajeure", clientMutationId: input.clientMutationId, input };
  const answer = await inTransactionOnce(context, key, async (tx) => {
    const period = checkedPeriod(context, input);
    const { clauses, version } = await context.currentRulebook(tx);
    if (!Object.hasOwn(clauses, input.clause)) {
      const message = `Rulebook ${version}, which is in force, has no clause "${input.clause}". The query rulebook lists its clauses.`;
      refuse(ErrorCode.UNKNOWN_CLAUSE, message, { field: ["clause"], details: { rulebookVersion: version } });
    }
    if (!(await insertForceMajeure(tx, period, context.viewer.id))) {
      refuse(ErrorCode.STATE_CONFLICT, `There is a period ${period.code} already. Choose another code.`, {
        field: ["code"],
      });
    }
    await enqueueSettling(tx, { forceMajeureId: period.id });
    return period;
  });
  return periodFrom(answer);
}

function checkedPeriod(context: UseCaseContext, input: DeclareForceMajeureInput): ForceMajeure {
  const { code, country, clause, until } = input;
  const now = context.clock.now();
  const startsAt = input.from ?? now;
  if (!codePattern.test(code)) invalid("code", "A code has 1 to 60 capitals, digits and hyphens.");
  if (country !== null && !countryPattern.test(country)) {
    invalid("country", "A country is an ISO 3166-1 code of two capitals, such as BR.");
  }
  if (startsAt > now) invalid("from", "Declare a period when it has begun.");
  if (until <= now) invalid("until", "The period must end after now.");
  if (startsAt < addDays(now, -MAXIMUM_DAYS) || until > addDays(now, MAXIMUM_DAYS)) {
    invalid("until", `A period reaches at most ${MAXIMUM_DAYS} days back and ahead.`);
  }
  const region = cleanText(input.region, { field: ["region"], maximum: REGION_LIMIT });
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON });
  return {
    id: context.newId(),
    code,
    region,
    country,
    startsAt,
    endsAt: until,
    reason,
    clause,
    declaredAt: now,
  };
}

function invalid(field: string, message: string): never {
  refuse(ErrorCode.VALIDATION, message, { field: [field] });
}
