import { Role } from "../../../domain/access/viewer.js";
import { parseAmount } from "../../../domain/money.js";
import type { DemoClient, MutationAnswer } from "../demo-client.js";
import { DemoError } from "../demo-error.js";
import { clientFor, demoClient, type DemoStage } from "../demo-stage.js";
import type { OrderLineSeen } from "./claim.js";
import type { ActAnswer, AdviceSeen, DisputeStanding, Person, PlatformPort } from "./platform-port.js";

const orderQuery = `query Order($reference: String!) {
  order(reference: $reference) { shopper { id } lines { id position merchant { id } } }
}`;
const eligibilityQuery = `query Eligibility($orderLines: [ID!]!, $reason: String!, $remedy: RemedyKind!) {
  eligibility(orderLines: $orderLines, reason: $reason, remedy: $remedy) { refusals { code } }
}`;
const standingQuery = `query Standing($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Dispute { id number status outcome level deadlineAt mediator { id } desk { stepsToConfirm } }
  }
}`;
const checklistQuery = `query Checklist($id: ID!) {
  dispute(id: $id) { requirements { slot side level satisfied } }
}`;
const adviceQuery = `query Advice($id: ID!) {
  dispute(id: $id) { recommendation { outcome clauses remedies { kind orderLineId amount { amount } } } }
}`;

/** What is asked of a payload; of all others the dispute. */
const selections: Readonly<Record<string, string>> = {
  approveRuling: "draftVersion",
  draftRuling: "draftVersion",
  endShift: "mediator { id }",
  openDispute: "dispute { id deadlineAt claim { items { amount { amount } orderLine { id } } } }",
  makeOffer: "offer { id termsHash expiresAt }",
  proposeSettlement: "proposal { id termsHash expiresAt }",
  returnRuling: "draftVersion",
  saveEvidenceDraft: "item { id }",
  saveMediator: "mediator { id }",
  startShift: "mediator { id }",
  submitRulingForReview: "draftVersion",
  // A mediator of level 1 does not see a case any more that is somebody else's.
  transferCase: "clientMutationId",
};

interface Answer extends Pick<MutationAnswer, "userErrors"> {
  readonly dispute?: {
    readonly id: string;
    readonly deadlineAt: string | null;
    readonly claim?: {
      readonly items: readonly {
        readonly amount: { readonly amount: string };
        readonly orderLine: { readonly id: string };
      }[];
    };
  } | null;
  readonly offer?: TermsAnswer | null;
  readonly proposal?: TermsAnswer | null;
  readonly item?: { readonly id: string } | null;
  readonly mediator?: { readonly id: string } | null;
  readonly draftVersion?: number | null;
}

interface TermsAnswer {
  readonly id: string;
  readonly termsHash: string;
  readonly expiresAt: string | null;
}

interface StandingSeen extends Omit<DisputeStanding, "deadlineAt" | "mediatorId" | "stepsLeft"> {
  readonly deadlineAt: string | null;
  readonly mediator: { readonly id: string } | null;
  readonly desk: { readonly stepsToConfirm: readonly string[] };
}

interface RequirementSeen {
  readonly slot: string;
  readonly side: string;
  readonly level: string;
  readonly satisfied: boolean;
}

type RecommendationSeen = Omit<AdviceSeen, "outcome" | "remedies"> & {
  readonly outcome: AdviceSeen["outcome"] | null;
  readonly remedies: readonly (Omit<AdviceSeen["remedies"][number], "amount"> & {
    readonly amount: { readonly amount: string } | null;
  })[];
};

function instantOf(text: string | null | undefined): Date | null {
  return text == null ? null : new Date(text);
}

function termsOf({ offer, proposal }: Answer): ActAnswer["terms"] {
  const terms = offer ?? proposal;
  return terms == null ? undefined : { ...terms, expiresAt: instantOf(terms.expiresAt) };
}

function itemsOf({ dispute }: Answer): ActAnswer["items"] {
  return dispute?.claim?.items.map(({ amount, orderLine }) => ({
    orderLineId: orderLine.id,
    amountMinor: parseAmount(amount.amount, "BRL").minor,
  }));
}

function answerOf(answer: Answer): ActAnswer {
  const { dispute, item, mediator, draftVersion, userErrors } = answer;
  return {
    refused: userErrors[0] ?? null,
    disputeId: dispute?.id,
    deadlineAt: instantOf(dispute?.deadlineAt),
    items: itemsOf(answer),
    terms: termsOf(answer),
    itemId: item?.id,
    mediatorId: mediator?.id,
    draftVersion: draftVersion ?? undefined,
  };
}

/** The platform as its API shows it, each person with a token of their own. */
export class ApiPort implements PlatformPort {
  readonly clockStands = false;
  readonly atOnce = 1;
  private readonly clients = new Map<string, DemoClient>();

  private constructor(
    private readonly stage: DemoStage,
    /** The machine of the marketplace. */
    readonly integration: DemoClient,
    /** Sees every dispute. */
    private readonly auditor: DemoClient,
  ) {}

  /** The API of a server in demo mode. */
  static async on(stage: DemoStage): Promise<ApiPort> {
    const integration = await demoClient(stage, "marketplace", Role.INTEGRATION);
    return new ApiPort(stage, integration, await demoClient(stage, "auditor", Role.AUDITOR));
  }

  async act(who: Person, mutation: string, input: Readonly<Record<string, unknown>>): Promise<ActAnswer> {
    const client = await this.client(who);
    const selection = selections[mutation] ?? "dispute { id deadlineAt }";
    return answerOf(await client.mutate<Answer>(mutation, input, selection));
  }

  async order(reference: string) {
    const { order } = await this.integration.ask<{
      order: { shopper: { id: string }; lines: OrderLineSeen[] } | null;
    }>(orderQuery, { reference });
    return order === null ? null : { shopperId: order.shopper.id, lines: order.lines };
  }

  async eligibility(who: Person, claim: Parameters<PlatformPort["eligibility"]>[1]): Promise<string | null> {
    const client = await this.client(who);
    const { eligibility } = await client.ask<{ eligibility: { refusals: { code: string }[] } }>(
      eligibilityQuery,
      claim,
    );
    return eligibility.refusals[0]?.code ?? null;
  }

  async standing(ids: readonly string[]): Promise<DisputeStanding[]> {
    const { nodes } = await this.auditor.ask<{ nodes: (StandingSeen | null)[] }>(standingQuery, { ids });
    return nodes.flatMap((node) => {
      if (node === null) return [];
      const { deadlineAt, mediator, desk, ...rest } = node;
      const stepsLeft = desk.stepsToConfirm.length > 0;
      return [{ ...rest, deadlineAt: instantOf(deadlineAt), mediatorId: mediator?.id ?? null, stepsLeft }];
    });
  }

  async slotsMissing(merchant: Person, id: string): Promise<readonly string[]> {
    const client = await this.client(merchant);
    const { dispute } = await client.ask<{ dispute: { requirements: readonly RequirementSeen[] } }>(
      checklistQuery,
      { id },
    );
    return dispute.requirements
      .filter(({ side, level, satisfied }) => side === "MERCHANT" && level === "MANDATORY" && !satisfied)
      .map(({ slot }) => slot);
  }

  async advice(mediator: Person, id: string): Promise<AdviceSeen | null> {
    const client = await this.client(mediator);
    const { dispute } = await client.ask<{ dispute: { recommendation: RecommendationSeen | null } }>(
      adviceQuery,
      { id },
    );
    const found = dispute.recommendation;
    if (found === null || found.outcome === null) return null;
    const remedies = found.remedies.map(({ amount, ...remedy }) => ({
      ...remedy,
      amount: amount?.amount ?? null,
    }));
    return { ...found, outcome: found.outcome, remedies };
  }

  async moveClock(to: Date): Promise<{ fired: number; failed: number }> {
    const answer = await this.integration.mutate<
      Answer & { readonly fired: number | null; readonly failed: number | null }
    >("advanceClock", { to: to.toISOString() }, "fired failed");
    const [refused] = answer.userErrors;
    if (refused !== undefined)
      throw new DemoError(`The clock was not moved to ${to.toISOString()}: ${refused.message}`);
    return { fired: answer.fired ?? 0, failed: answer.failed ?? 0 };
  }

  private async client({ name, ...who }: Person): Promise<DemoClient> {
    const key = `${who.role} ${who.merchant ?? who.subject}`;
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const client = await clientFor(this.stage, name, who);
    this.clients.set(key, client);
    return client;
  }
}
