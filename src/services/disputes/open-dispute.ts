import { decide } from "../../domain/dispute/decide.js";
import type { RemedyKind } from "../../domain/dispute/remedy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Sql, Tx } from "../../persistence/database.js";
import { nextDisputeNumber } from "../../persistence/dispute.store.js";
import type { IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { holdOrdersOfLines } from "../../persistence/order.store.js";
import {
  adjustedRule,
  adjustmentsFor,
  type RuleAdjustment,
  type SoldLine,
} from "../../domain/rulebook/adjustments.js";
import { ruleFor } from "../../domain/rulebook/reason.js";
import type { ReasonRule } from "../../domain/rulebook/reason-rule.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { systemEvidence } from "../evidence/system-records.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import type { DisputeChange } from "./change.js";
import { readDisputedLines } from "./disputed-lines.js";
import { accepted, decisionContext, recordDecision } from "./record-decision.js";
import { claimItems, type ClaimLineInput } from "./remedy-inputs.js";
import { takingLines } from "./second-dispute.js";

/** What the shopper says went wrong and what would put it right. */
export interface OpenDisputeInput {
  readonly clientMutationId: string;
  /** Code of a reason of the rulebook in force. */
  readonly reason: string;
  readonly remedy: RemedyKind;
  readonly statement: string;
  readonly lines: readonly ClaimLineInput[];
}

/**
 * Opens a dispute on lines of one merchant; transition 1. The rulebook version in force is pinned.
 * @throws RefusedError NOT_FOUND for lines of an order that the viewer may not see, and every reason
 *   of `eligibility`: WINDOW_CLOSED, ALREADY_DISPUTED, REMEDY_NOT_ALLOWED, AMOUNT_TOO_HIGH and others
 */
export async function openDispute(context: UseCaseContext, input: OpenDisputeInput): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement = cleanText(input.statement, rule);
  const key = { mutation: "openDispute", clientMutationId: input.clientMutationId, input };
  return takingLines(["lines"], () =>
    inTransactionOnce(
      context,
      key,
      (tx, entry) => openInTransaction(tx, context, { ...input, statement, entry }),
      { workInserts: true },
    ),
  );
}

async function openInTransaction(
  tx: Tx,
  context: UseCaseContext,
  input: OpenDisputeInput & { readonly entry: IdempotencyEntry },
): Promise<DisputeChange> {
  const { remedy, statement, entry } = input;
  const orderLineIds = input.lines.map(({ orderLineId }) => orderLineId);
  await holdOrdersOfLines(tx, orderLineIds);
  const { order, lines, clocks } = await readDisputedLines(tx, context, orderLineIds);
  const { rulebook, rule, adjustments } = await ruleNow(tx, context, { reason: input.reason, lines });
  const items = claimItems(remedy, input.lines, { currency: order.currency, rule, rulebook, lines });
  const deciding = await decisionContext(tx, context, {
    rulebookVersion: rulebook.version,
    reason: rule.code,
    adjustments,
    lines,
    clocks,
  });
  const merchantId = lines[0]?.merchantId ?? "";
  const attached = await systemEvidence(tx, context, { orderId: order.id, orderLineIds, merchantId });
  const number = disputeNumber(deciding.now, await nextDisputeNumber(tx));
  const verdict = decide(
    {
      action: "OPEN_DISPUTE",
      number,
      order,
      lines,
      adjustments,
      remedy,
      statement,
      items,
      records: attached.records,
    },
    null,
    deciding,
  );
  const decision = accepted(verdict);
  const { change } = await recordDecision(
    tx,
    context,
    { decision, loaded: null, now: deciding.now },
    { entry, records: attached.contents },
  );
  return change;
}

/** The readable number: the year of opening (UTC) and the platform's running number, seven digits at least. */
function disputeNumber(openedAt: Date, running: string): string {
  return `D-${openedAt.getUTCFullYear()}-${running.padStart(7, "0")}`;
}

/**
 * The rule for a reason and these lines in the rulebook in force, adjusted by their categories and promises.
 * @throws RefusedError VALIDATION if the rulebook has no such reason
 */
export async function ruleNow(
  sql: Sql,
  context: UseCaseContext,
  { reason, lines }: { readonly reason: string; readonly lines: readonly SoldLine[] },
): Promise<{ rulebook: Rulebook; rule: ReasonRule; adjustments: readonly RuleAdjustment[] }> {
  const rulebook = await context.currentRulebook(sql);
  const rule = ruleFor(rulebook, reason);
  if (rule === null) {
    refuse(ErrorCode.VALIDATION, `Rulebook ${rulebook.version} has no reason "${reason.slice(0, 60)}".`, {
      field: ["reason"],
    });
  }
  const adjustments = adjustmentsFor(rulebook, rule, { lines, now: context.clock.now() });
  return { rulebook, rule: adjustedRule(rule, adjustments), adjustments };
}
