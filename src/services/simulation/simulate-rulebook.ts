import { maySimulate } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { ruleChanges } from "../../domain/rulebook/difference.js";
import type { SimulationSample } from "../../domain/simulation/sample.js";
import { cleanText } from "../../domain/text.js";
import { insertSimulation } from "../../persistence/simulation.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { loadDraft } from "./load-draft.js";

/** Which rules to try, and on which disputes. */
export interface SimulateRulebookInput {
  readonly clientMutationId: string;
  /** UUID of a version of the rules, a draft as a rule. */
  readonly draftId: string;
  /** Every dispute, and no condition beside it. */
  readonly all: boolean;
  readonly sample: SimulationSample;
}

const MAXIMUM_REASONS = 100;
const REASON_LENGTH = 200;

/**
 * Asks for a simulation: what the draft, as it is now, would have changed on past disputes. A worker runs it.
 * @returns its UUID
 * @throws RefusedError NOT_FOUND if there is no such draft or the viewer does not work on the rules; VALIDATION,
 *   INVALID_TEXT, IDEMPOTENCY_MISMATCH
 */
export function simulateRulebook(context: UseCaseContext, input: SimulateRulebookInput): Promise<string> {
  const { viewer, newId, clock } = context;
  const { draftId, sample } = input;
  const key = { mutation: "simulateRulebook", clientMutationId: input.clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const draft = maySimulate(viewer.role) ? await loadDraft(tx, draftId) : null;
    if (draft === null) {
      refuse(ErrorCode.NOT_FOUND, "There is no such draft, or you may not simulate it. Check the id.", {
        field: ["draftId"],
      });
    }
    checkSample(input);
    const base = await context.currentRulebook(tx);
    const id = newId();
    await insertSimulation(tx, {
      ...{ id, draft, sample, baseVersion: base.version, changes: ruleChanges(base, draft) },
      ...{ requestedBy: viewer.id, requestedAt: clock.now() },
    });
    return id;
  });
}

/**
 * Checks that a sample is one: conditions that something can meet, or every dispute.
 * @throws RefusedError VALIDATION, INVALID_TEXT
 */
export function checkSample({ all, sample }: Pick<SimulateRulebookInput, "all" | "sample">): void {
  const { openedFrom, openedUntil, reasons } = sample;
  const field = { field: ["sample"] };
  const conditions = Object.values(sample).filter((condition) => condition !== null);
  if (all === conditions.length > 0) {
    refuse(
      ErrorCode.VALIDATION,
      "Name a period, reasons or a merchant, or set `all` and nothing else.",
      field,
    );
  }
  if (openedFrom !== null && openedUntil !== null && openedFrom >= openedUntil) {
    refuse(ErrorCode.VALIDATION, "The period is empty: openedFrom must be before openedUntil.", field);
  }
  if (reasons !== null && (reasons.length === 0 || reasons.length > MAXIMUM_REASONS)) {
    refuse(ErrorCode.VALIDATION, `Name 1 to ${MAXIMUM_REASONS} reasons, or leave them out.`, field);
  }
  for (const reason of reasons ?? [])
    cleanText(reason, { field: ["sample", "reasons"], maximum: REASON_LENGTH });
}
