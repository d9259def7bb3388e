import { setTimeout as pause } from "node:timers/promises";
import { Role } from "../../domain/access/viewer.js";
import { demoPersonOf } from "../demo-people.js";
import type { DemoClient, DisputeSeen, MutationAnswer } from "./demo-client.js";
import { DemoError, expectSame, expectThat } from "./demo-error.js";
import type { Timeline } from "./timeline.js";
import { prepareReport } from "./prepare-report.js";
import type { Watcher } from "./watcher.js";

/** The three who watch the dispute. */
export interface Cast {
  readonly shopper: Watcher;
  readonly merchant: Watcher;
  readonly mediator: Watcher;
}

/** One act and what must come of it. */
interface Act {
  readonly by: DemoClient;
  readonly says: string;
  readonly run: () => Promise<MutationAnswer>;
  readonly status: string;
  readonly seenBy: readonly Watcher[];
  /** Messages leave the version as it is. */
  readonly keepsVersion?: boolean;
}

/** What else the script needs. */
export interface Props {
  readonly line: string;
  readonly integration: DemoClient;
  /** Null where the queue holds nothing but this dispute. */
  readonly senior: DemoClient | null;
}

const SETTLE_MS = 500;
const MINUTE_MS = 60_000;

/** The words that only some may read. */
export const secrets = {
  toShopper: "Please keep the box: the merchant may ask for it.",
  note: "The merchant has three more such cases this month.",
} as const;

/** The scenes of the demo, in order; each checks status, version and who saw the event. */
export class DisputeScript {
  private dispute: DisputeSeen | null = null;
  private appealableUntil = "";
  /** Ids of the items of evidence that the ruling cites. */
  exhibits: readonly string[] = [];
  /** Event ids by the watcher who must not have seen them. */
  readonly hidden: { readonly from: Watcher; readonly eventId: string; readonly what: string }[] = [];

  constructor(
    readonly cast: Cast,
    private readonly timeline: Timeline,
    private readonly props: Props,
  ) {}

  /** The id of the dispute. */
  get id(): string {
    if (this.dispute === null) throw new DemoError("The dispute was not opened.");
    return this.dispute.id;
  }

  /** The readable number of the dispute. */
  get number(): string {
    return this.dispute?.number ?? "";
  }

  private get everybody(): readonly Watcher[] {
    const { shopper, merchant, mediator } = this.cast;
    return [shopper, merchant, mediator];
  }

  /** Open → refuse → offer → decline. */
  async negotiate(): Promise<void> {
    const { shopper, merchant } = this.cast;
    const both = [shopper, merchant];
    const claim = {
      reason: "QUALITY_DEFECT",
      remedy: "RETURN_AND_REFUND",
      statement: "The left side is silent. 左耳没有声音。",
      lines: [{ orderLineId: this.props.line }],
    };
    await this.act({
      by: shopper.client,
      says: "opens a dispute: the left side is silent, money back for the goods back",
      run: () => shopper.client.mutate("openDispute", claim),
      status: "MERCHANT_RESPONSE",
      seenBy: both,
    });
    for (const watcher of both) watcher.followDispute(this.id);
    await pause(SETTLE_MS);
    await this.does(
      merchant,
      "submitEvidence",
      { itemId: await prepareReport(merchant.client, this.id) },
      {
        says: "hands in the inspection report that a refusal needs",
        status: "MERCHANT_RESPONSE",
        seenBy: both,
      },
    );
    const refusal = { code: "NOT_DEFECTIVE", statement: "It was tested before it was sent." };
    await this.does(merchant, "refuseClaim", refusal, {
      says: "refuses: it was tested before it was sent",
      status: "NEGOTIATING",
      seenBy: both,
    });
    const terms = [{ kind: "PARTIAL_REFUND", orderLineId: this.props.line, amount: "100.00" }];
    const { offer } = await this.act({
      by: merchant.client,
      says: "offers 100.00 CNY if the shopper keeps the goods",
      run: () =>
        merchant.client.mutateWith("makeOffer", { disputeId: this.id, terms }, "offer { id termsHash }"),
      status: "NEGOTIATING",
      seenBy: both,
    });
    await this.does(
      shopper,
      "declineOffer",
      { offerId: offer?.id },
      { says: "declines the offer", status: "NEGOTIATING", seenBy: both },
    );
  }

  /** The shopper calls the platform in, and a mediator gets the case. */
  async callPlatformIn(): Promise<void> {
    const { shopper, mediator } = this.cast;
    const all = this.everybody;
    const statement = { statement: "A hundred yuan do not repair it." };
    await this.does(shopper, "requestIntervention", statement, {
      says: "calls the platform in",
      status: "QUEUED",
      seenBy: all,
    });
    const { senior } = this.props;
    const mediatorId = demoPersonOf(Role.MEDIATOR)?.subject ?? "";
    const taker = senior ?? mediator.client;
    await this.act({
      by: taker,
      says: senior === null ? "takes the next case of the queue" : "assigns the case to a mediator",
      run: async () =>
        senior === null
          ? taker.mutate("claimNextCase", {})
          : taker.mutate("assignMediator", {
              disputeId: this.id,
              mediatorId: await mediatorIdOf(mediator, mediatorId),
            }),
      status: "IN_REVIEW",
      seenBy: all,
    });
    mediator.followDispute(this.id);
    await pause(SETTLE_MS);
  }

  /** A private message and a staff note: seen by those who may, and by nobody else. */
  async writePrivately(): Promise<void> {
    const { shopper, merchant, mediator } = this.cast;
    const scenes = [
      { channel: "SHOPPER_PRIVATE", text: secrets.toShopper, seenBy: [shopper, mediator], not: [merchant] },
      { channel: "STAFF", text: secrets.note, seenBy: [mediator], not: [shopper, merchant] },
    ];
    for (const { channel, text, seenBy, not } of scenes) {
      const { event } = await this.does(
        mediator,
        "sendMessage",
        { channel, text },
        { says: `writes (${channel}): ${text}`, status: "IN_REVIEW", seenBy, keepsVersion: true },
      );
      for (const from of not)
        this.hidden.push({ from, eventId: event?.id ?? "", what: `the ${channel} message` });
    }
  }

  /** The mediator rules. */
  async rule(): Promise<void> {
    const { mediator } = this.cast;
    const all = this.everybody;
    const { ruling } = await this.act({
      by: mediator.client,
      says: "rules for the shopper: the goods go back, then 911.00 CNY",
      run: () =>
        mediator.client.mutateWith(
          "issueRuling",
          { disputeId: this.id, ...rulingInput(this.props.line, this.exhibits) },
          "ruling { id appealableUntil }",
        ),
      status: "RULED",
      seenBy: all,
    });
    this.appealableUntil = ruling?.appealableUntil ?? "";
  }

  /** Moves the platform's clock past the end of the appeal window; the deadline fires on the way. */
  async letAppealWindowPass(integration: DemoClient): Promise<void> {
    const to = new Date(new Date(this.appealableUntil).getTime() + MINUTE_MS).toISOString();
    this.timeline.act(integration.name, `moves the platform's clock past the appeal window, to ${to}`);
    const { fired, failed, userErrors } = await integration.mutate<{
      fired: number | null;
      failed: number | null;
      userErrors: { message: string }[];
    }>("advanceClock", { to }, "fired failed");
    expectThat(userErrors.length === 0, `advanceClock was refused: ${userErrors[0]?.message ?? ""}`);
    expectThat((fired ?? 0) > 0 && failed === 0, `Deadlines: ${fired ?? 0} fired and ${failed ?? 0} failed.`);
    const final = ({ type }: { readonly type: string }): boolean => type === "RULING_FINALISED";
    for (const watcher of this.everybody) {
      await watcher.waitFor(this.id, final, "RULING_FINALISED");
    }
    this.timeline.note("the ruling is final; what it ordered is owed now");
  }

  /** Tells the timeline of a check that held. */
  note(what: string): void {
    this.timeline.note(what);
  }

  /** Lets somebody act on the dispute and checks what comes of it. @throws DemoError */
  does(
    who: Watcher,
    mutation: string,
    input: Record<string, unknown>,
    expected: Omit<Act, "by" | "run">,
  ): Promise<MutationAnswer> {
    const dispute = { disputeId: this.id, expectedVersion: this.dispute?.version };
    const run = (): Promise<MutationAnswer> => who.client.mutate(mutation, { ...dispute, ...input });
    return this.act({ by: who.client, run, ...expected });
  }

  private async act(act: Act): Promise<MutationAnswer> {
    this.timeline.act(act.by.name, act.says);
    const answer = await act.run();
    const { dispute, event } = accepted(act.by.name, answer);
    this.checkStanding(act, dispute);
    this.dispute = dispute;
    for (const watcher of act.seenBy)
      await watcher.waitFor(dispute.id, ({ id }) => id === event.id, event.type);
    return answer;
  }

  private checkStanding({ by, says, status, keepsVersion }: Act, dispute: DisputeSeen): void {
    const before = this.dispute;
    if (before !== null) expectSame(dispute.id, before.id, `The dispute that ${by.name} acted on`);
    expectSame(dispute.status, status, `The status after ${by.name} ${says}`);
    const version = (before?.version ?? 0) + (keepsVersion === true ? 0 : 1);
    expectSame(dispute.version, version, `The version after ${by.name} ${says}`);
  }
}

function accepted(
  name: string,
  { dispute, event, userErrors: [refused] }: MutationAnswer,
): { readonly dispute: DisputeSeen; readonly event: NonNullable<MutationAnswer["event"]> } {
  if (dispute !== null && event !== null) return { dispute, event };
  throw new DemoError(`${name} was refused (${refused?.code ?? "no code"}): ${refused?.message ?? ""}`);
}

/** The mediator's id as the API knows it, which is what `assignMediator` takes. */
async function mediatorIdOf({ client }: Watcher, subject: string): Promise<string> {
  const { viewer } = await client.ask<{ viewer: { id: string; mediator: { id: string } | null } }>(
    "query { viewer { id mediator { id } } }",
  );
  return viewer.mediator?.id ?? subject;
}

function rulingInput(orderLineId: string, evidenceItemIds: readonly string[]): Record<string, unknown> {
  return {
    outcome: "RULED_FOR_SHOPPER",
    findings: [
      {
        text: "The goods are defective: the merchant's report names no serial number.",
        sources: ["SHOPPER_STATEMENT", "MERCHANT_STATEMENT"],
        evidenceItemIds,
        recordedAbsence: "A report about this very set.",
      },
    ],
    reasons: "The merchant bears the burden of proof for the quality of the goods and did not meet it.",
    clauses: ["R-QUALITY_DEFECT"],
    // Kept only where the rulebook recommends otherwise.
    divergenceReason: "The merchant tested a batch and could not show that the set belonged to it.",
    faultShares: [
      { party: "MERCHANT", basisPoints: 8_000 },
      { party: "CARRIER", basisPoints: 2_000 },
    ],
    remedies: [{ kind: "RETURN_AND_REFUND", orderLineId, amount: "911.00" }],
  };
}
