import { randomUUID } from "node:crypto";
import { v7 as newUuid } from "uuid";
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
import { fireDue } from "../src/services/clock/fire-due.js";
import { checkEligibility } from "../src/services/disputes/check-eligibility.js";
import { fireDeadline } from "../src/services/disputes/fire-deadline.js";
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

/** More than an opening takes. */
const IDS_DRAWN = 40;

/** A clock that stands but for being moved, so that no run depends on how fast it is. */
export class StandingClock {
  constructor(private shown: Date) {}

  readonly now = (): Date => this.shown;

  /** Moves it, never back. @returns what it shows then */
  standAt(instant: Date): Date {
    if (instant > this.shown) this.shown = instant;
    return this.shown;
  }
}

/** The platform by its use cases, in this process. Ids are UUIDs. */
export class UseCasePort implements PlatformPort {
  readonly clockStands = true;
  readonly atOnce = 6;
  private readonly marketplace: UseCaseContext;
  /** By order line: ids for what is opened about it, drawn when the order was looked up, so that they sort as the openings do. */
  private readonly ids = new Map<string, string[]>();
  /** When the cases of mediators who are away are given back next, as the worker does every minute. */
  private releaseAt = new Date(0);
  /** Cases that the platform took back from mediators who were away. */
  released = 0;

  constructor(
    private readonly platform: Platform,
    private readonly clock: StandingClock,
  ) {
    const { subject: id = "" } = demoPersonOf(Role.INTEGRATION) ?? {};
    this.marketplace = platform.contextOf({ role: Role.INTEGRATION, id, merchantId: null });
  }

  async act(who: Person, mutation: string, input: Readonly<Record<string, unknown>>): Promise<ActAnswer> {
    const useCase = useCases[mutation];
    if (useCase === undefined) throw new Error(`The desk knows no use case ${mutation}.`);
    try {
      const whole = { ...input, clientMutationId: randomUUID() };
      const done = await useCase({ ...this.platform.contextOf(viewerOf(who)), ...this.idsFor(input) }, whole);
      return { refused: null, ...(await this.answerOf(mutation, done)) };
    } catch (error) {
      if (error instanceof RefusedError) return { refused: error.refusals[0] };
      throw error;
    }
  }

  async order(reference: string): Promise<OrderSeen | null> {
    const ids = Array.from({ length: IDS_DRAWN }, () => newUuid());
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
    for (const { id } of rows) this.ids.set(id, ids);
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
    const { fired, failures } = await fireDue(this.marketplace, {
      until: to,
      fire: fireDeadline,
      standAt: (due) => Promise.resolve(this.clock.standAt(due)),
    });
    this.clock.standAt(to);
    if (to >= this.releaseAt) {
      this.released += await releaseCases(this.marketplace);
      this.releaseAt = addDays(to, 1);
    }
    for (const { error } of failures) process.stderr.write(`${error.message}\n`);
    return { fired, failed: failures.length };
  }

  private idsFor({ lines }: Readonly<Record<string, unknown>>): Partial<UseCaseContext> {
    const [line] = (lines ?? []) as readonly { readonly orderLineId?: string }[];
    const ids = this.ids.get(line?.orderLineId ?? "");
    return ids === undefined ? {} : { newId: () => ids.shift() ?? newUuid() };
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
