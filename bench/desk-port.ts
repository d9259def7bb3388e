import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../src/domain/access/viewer.js";
import { missingForRefusal } from "../src/domain/dispute/requirements.js";
import { RefusedError } from "../src/domain/errors.js";
import { formatAmount } from "../src/domain/money.js";
import { ruleOfDispute } from "../src/domain/rulebook/adjustments.js";
import { addDays } from "../src/domain/time.js";
import { readCaseRecord } from "../src/persistence/case-records.store.js";
import { loadDispute, type LoadedDispute } from "../src/persistence/dispute.store.js";
import { demoPersonOf } from "../src/server/demo-people.js";
import type {
  ActAnswer,
  AdviceSeen,
  DisputeStanding,
  OrderSeen,
  Person,
  PlatformPort,
} from "../src/server/demo/real/platform-port.js";
import type { Platform } from "../src/server/platform.js";
import { advanceClock } from "../src/services/clock/advance-clock.js";
import { checkEligibility } from "../src/services/disputes/check-eligibility.js";
import { decisionContext } from "../src/services/disputes/record-decision.js";
import { releaseCases } from "../src/services/disputes/release-cases.js";
import { withRecommendation } from "../src/services/ruling/ruling-content.js";
import type { UseCaseContext } from "../src/services/use-case.js";
import { useCases, type Done } from "./desk-use-cases.js";

function viewerOf({ role, subject, merchant }: Person): Viewer {
  return { role, id: subject, merchantId: merchant ?? null };
}

function standingOf({ dispute }: LoadedDispute): DisputeStanding {
  const { id, number, status, outcome, level, deadlineAt, mediatorId, desk } = dispute;
  const stepsLeft = desk.stepsToConfirm.length > 0;
  return { id, number, status, outcome, level, deadlineAt, mediatorId, stepsLeft };
}

/** The platform by its use cases, in this process. Ids are UUIDs. */
export class UseCasePort implements PlatformPort {
  private readonly marketplace: UseCaseContext;
  /** When the cases of mediators who are away are given back next, as the worker does every minute. */
  private releaseAt = new Date(0);
  /** Cases that the platform took back from mediators who were away. */
  released = 0;

  constructor(private readonly platform: Platform) {
    const { subject: id = "" } = demoPersonOf(Role.INTEGRATION) ?? {};
    this.marketplace = platform.contextOf({ role: Role.INTEGRATION, id, merchantId: null });
  }

  async act(who: Person, mutation: string, input: Readonly<Record<string, unknown>>): Promise<ActAnswer> {
    const useCase = useCases[mutation];
    if (useCase === undefined) throw new Error(`The desk knows no use case ${mutation}.`);
    try {
      const whole = { ...input, clientMutationId: randomUUID() };
      const done = await useCase(this.platform.contextOf(viewerOf(who)), whole);
      return { refused: null, ...(await this.answerOf(mutation, done)) };
    } catch (error) {
      if (error instanceof RefusedError) return { refused: error.refusals[0] };
      throw error;
    }
  }

  async order(reference: string): Promise<OrderSeen | null> {
    const rows = await this.platform.database.query<{
      shopper_id: string;
      id: string;
      position: number;
      merchant_id: string;
    }>(
      `SELECT shopper_id, line.id, position, merchant_id FROM order_line AS line
       JOIN "order" ON "order".id = line.order_id WHERE "order".reference = $1 ORDER BY position`,
      [reference],
    );
    const [first] = rows;
    if (first === undefined) return null;
    const lines = rows.map(({ id, position, merchant_id }) => ({
      id,
      position,
      merchant: { id: merchant_id },
    }));
    return { shopperId: first.shopper_id, lines };
  }

  async eligibility(who: Person, claim: Parameters<PlatformPort["eligibility"]>[1]): Promise<string | null> {
    const { orderLines: orderLineIds, reason, remedy } = claim;
    const context = this.platform.contextOf(viewerOf(who));
    const { refusals } = await checkEligibility(context, { orderLineIds, reason, remedy });
    return refusals[0]?.code ?? null;
  }

  async standing(disputeIds: readonly string[]): Promise<DisputeStanding[]> {
    const found: DisputeStanding[] = [];
    for (const id of disputeIds) found.push(standingOf(await this.load(id)));
    return found;
  }

  async slotsMissing(_merchant: Person, disputeId: string): Promise<readonly string[]> {
    const { dispute } = await this.load(disputeId);
    const rulebook = await this.marketplace.rulebook(dispute.rulebookVersion);
    const { records } = await readCaseRecord(this.platform.database, disputeId);
    return missingForRefusal(dispute, ruleOfDispute(rulebook, dispute), records);
  }

  async advice(mediator: Person, disputeId: string): Promise<AdviceSeen | null> {
    const { database } = this.platform;
    const loaded = await this.load(disputeId);
    const { dispute } = loaded;
    const context = this.platform.contextOf(viewerOf(mediator));
    const deciding = await decisionContext(database, context, { ...dispute, ...loaded });
    const advised = await withRecommendation(database, { dispute, deciding });
    const found = advised.recommend?.(deciding.rule) ?? null;
    if (found === null) return null;
    const remedies = found.remedies.map(({ kind, orderLineId, amountMinor: minor }) => ({
      ...{ kind, orderLineId },
      amount: minor === null ? null : formatAmount({ minor, currency: dispute.currency }),
    }));
    return { ...found, remedies };
  }

  async moveClock(to: Date): Promise<{ fired: number; failed: number }> {
    const moved = await advanceClock(this.marketplace, { clientMutationId: randomUUID(), to });
    if (to >= this.releaseAt) {
      this.released += await releaseCases(this.marketplace);
      this.releaseAt = addDays(to, 1);
    }
    return moved;
  }

  private async load(disputeId: string): Promise<LoadedDispute> {
    const loaded = await loadDispute(this.platform.database, disputeId);
    if (loaded === null) throw new Error(`There is no dispute ${disputeId}.`);
    return loaded;
  }

  /** What the script wants to know of an act beyond that it was done. */
  private async answerOf(mutation: string, done: Done): Promise<Omit<ActAnswer, "refused">> {
    const { disputeId, itemId, mediatorId, version: draftVersion } = done;
    const known = { disputeId, itemId: itemId ?? undefined, mediatorId, draftVersion };
    if (disputeId === undefined || !tellsMore.has(mutation)) return known;
    const { dispute } = await this.load(disputeId);
    const { id, termsHash } =
      dispute.offers.find((offer) => offer.id === done.offerId) ??
      dispute.proposals.find((proposal) => proposal.id === done.proposalId) ??
      {};
    const expiresAt = dispute.offers.find((offer) => offer.id === id)?.expiresAt ?? null;
    const terms = id === undefined || termsHash === undefined ? undefined : { id, termsHash, expiresAt };
    return { ...known, deadlineAt: dispute.deadlineAt, items: dispute.claim.items, terms };
  }
}

/** Acts after which the dispute is looked at. */
const tellsMore: ReadonlySet<string> = new Set(["makeOffer", "openDispute", "proposeSettlement"]);
