import {
  checkConflict,
  ConflictGround,
  groundsOf,
  type ConflictCheck,
} from "../../domain/conflict/conflict.js";
import { Role } from "../../domain/access/viewer.js";
import type { DecisionContext } from "../../domain/dispute/decision.js";
import { conflictRefusal } from "../../domain/dispute/decisions/intervention.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { MediatorFacts } from "../../domain/dispute/guards.js";
import { ErrorCode, RefusedError, type Refusal } from "../../domain/errors.js";
import {
  insertConflictCheck,
  readConflictInputs,
  type StoredCheck,
} from "../../persistence/conflict.store.js";
import type { Sql, Tx } from "../../persistence/database.js";
import { inTransaction } from "../../persistence/transaction.js";
import { refuseUnlisted } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";

/** The acts by which a mediator gets a case, decides on one, or stands in for who ruled on it. */
type Checking =
  | "ASSIGN_MEDIATOR"
  | "CLAIM_NEXT_CASE"
  | "CLARIFY_RULING"
  | "CORRECT_RULING"
  | "DECIDE_APPEAL"
  | "DECIDE_SHARED_FINDING"
  | "DECLARE_INADMISSIBLE"
  | "TRANSFER_CASE";

/** What a senior does by him- or herself; of who is to be given a case, `decide` says that there is no such mediator. */
const byThemselves: ReadonlySet<Checking> = new Set(["DECIDE_APPEAL", "DECLARE_INADMISSIBLE"]);

/** A context with what a check found, and the check as it was stored; null where no mediator is concerned. */
export interface Checked {
  readonly deciding: DecisionContext;
  readonly stored: StoredCheck | null;
}

/**
 * Checks a mediator who is to get a case or to decide on it for conflicts of interest and stores the check, whatever it finds, in the
 * running transaction.
 * @throws RefusedError NOT_FOUND for a senior who decides and is not registered as a mediator
 */
export async function withConflictCheck(
  tx: Tx,
  context: UseCaseContext,
  about: { readonly act: Checking; readonly dispute: Dispute; readonly deciding: DecisionContext },
): Promise<Checked> {
  const { act, dispute, deciding } = about;
  const { mediator, now, viewer, rulebook } = deciding;
  if (mediator === null) {
    if (viewer.role === Role.SENIOR_MEDIATOR && byThemselves.has(act)) refuseUnlisted();
    return { deciding, stored: null };
  }
  const check = await conflictsBetween(tx, { dispute, mediator, rulebook, now });
  const stored: StoredCheck = {
    id: context.newId(),
    disputeId: dispute.id,
    mediatorId: mediator.id,
    act,
    check,
    checkedAt: now,
    actor: viewer,
  };
  await insertConflictCheck(tx, stored);
  return { deciding: { ...deciding, conflicts: groundsOf(check) }, stored };
}

async function conflictsBetween(
  sql: Sql,
  about: Pick<DecisionContext, "now" | "rulebook"> & {
    readonly dispute: Dispute;
    readonly mediator: MediatorFacts;
  },
): Promise<ConflictCheck> {
  const { dispute, mediator, now } = about;
  const rules = about.rulebook.desk;
  const inputs = await readConflictInputs(sql, { dispute, mediatorId: mediator.id, rules, now });
  return checkConflict(inputs, { rules, now });
}

/**
 * What stands between a mediator and the sides of a case in which he or she judges another mediator's work. How many cases of a
 * merchant came to who judges plays no part: this one does not come. Nobody gets the case, so the check is not stored.
 */
export async function conflictsOfJudge(
  sql: Sql,
  dispute: Dispute,
  context: DecisionContext & { readonly mediator: MediatorFacts },
): Promise<readonly ConflictGround[]> {
  const found = groundsOf(await conflictsBetween(sql, { dispute, ...context }));
  return found.filter((ground) => ground !== ConflictGround.TOO_MANY_CASES);
}

/** Why a mediator may not look at another's ruling; null where nothing stands against it. */
export async function whyNotReview(...about: Parameters<typeof conflictsOfJudge>): Promise<Refusal | null> {
  const [, dispute, context] = about;
  return conflictRefusal(dispute, { ...context, conflicts: await conflictsOfJudge(...about) });
}

/** Remembers the checks of an attempt that may be rolled back. */
export class CheckKeeper {
  /** The last check of each mediator. */
  private readonly stored = new Map<string, StoredCheck>();

  /** {@link withConflictCheck} for `advanceDispute`'s `prepare`. */
  async prepare(...parameters: Parameters<typeof withConflictCheck>): Promise<DecisionContext> {
    const { deciding, stored } = await withConflictCheck(...parameters);
    if (stored !== null) this.stored.set(stored.mediatorId, stored);
    return deciding;
  }

  /**
   * Runs an attempt. One that a conflict ends leaves nothing behind but the checks, which are stored in a
   * transaction of their own: who was turned away, and why, has to be found later.
   */
  async keeping<Answer>(context: UseCaseContext, attempt: () => Promise<Answer>): Promise<Answer> {
    try {
      return await attempt();
    } catch (error) {
      if (isConflict(error))
        await inTransaction(context.database, async (tx) => {
          for (const check of this.stored.values()) await insertConflictCheck(tx, check);
        });
      throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof RefusedError &&
    error.refusals.some(({ code }) => code === ErrorCode.CONFLICT_OF_INTEREST)
  );
}
