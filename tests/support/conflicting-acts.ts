import type { Viewer } from "../../src/domain/access/viewer.js";
import { acceptOffer } from "../../src/services/disputes/accept-offer.js";
import {
  acceptProposal,
  declineProposal,
  retractProposal,
} from "../../src/services/disputes/answer-proposal.js";
import { appealRuling } from "../../src/services/disputes/appeal-ruling.js";
import type { DisputeChange, DisputeMutation } from "../../src/services/disputes/change.js";
import { decideAppeal } from "../../src/services/disputes/decide-appeal.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { waiveAppeal } from "../../src/services/disputes/waive-appeal.js";
import { withdrawAppeal } from "../../src/services/disputes/withdraw-appeal.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import type { RulingContent } from "../../src/services/ruling/ruling-content.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import type { Story } from "./story.js";

/** One thing that somebody does. */
export type Act = readonly [
  by: Viewer,
  act: (context: UseCaseContext, input: DisputeMutation) => Promise<DisputeChange>,
];

/** Who takes part beside the people of the story. */
export interface Others {
  /** Who would get the case. */
  readonly successor: Viewer;
  /** Who decide appeals; three. */
  readonly seniors: readonly Viewer[];
}

const ruling = (story: Story, amount: string): RulingContent => ({
  outcome: "RULED_SPLIT",
  findings: [{ text: "The parcel was lost.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
  ...{ reasons: "The merchant bears the risk of the way.", clauses: ["R-NOT_RECEIVED"] },
  divergenceReason: "The tracking contradicts itself.",
  faultShares: [{ party: "MERCHANT", basisPoints: 10_000 }],
  remedies: story.lines.map((orderLineId) => ({ kind: "PARTIAL_REFUND" as const, orderLineId, amount })),
});

/** Why somebody appeals. */
export const said = { grounds: ["FACT_ERROR"], statement: "It is not so.", evidenceItemIds: [] } as const;
const withdrawing = (story: Story): Act => [story.shopper, withdrawDispute];

async function acceptingOffer(story: Story): Promise<Act> {
  const { offerId, termsHash } = await story.latestOffer();
  return [story.shopper, (context, input) => acceptOffer(context, { ...input, offerId, termsHash })];
}

/** While a proposal waits. */
export async function proposed(story: Story): Promise<Act[]> {
  const { proposalId, termsHash } = await story.latestProposal();
  const accepting = (by: Viewer): Act => [
    by,
    (context, input) => acceptProposal(context, { ...input, proposalId, termsHash }),
  ];
  return [
    accepting(story.shopper),
    accepting(story.merchant),
    [story.merchant, (context, input) => declineProposal(context, { ...input, proposalId })],
    [story.cast.mediator, (context, input) => retractProposal(context, { ...input, proposalId })],
    await acceptingOffer(story),
    withdrawing(story),
  ];
}

/** When the ruling is due. */
export async function deciding(story: Story, { successor, seniors }: Others): Promise<Act[]> {
  const rule = (by: Viewer, amount: string): Act => [
    by,
    (context, input) => issueRuling(context, { ...input, ...ruling(story, amount) }),
  ];
  const to = { mediatorId: successor.id, reason: "My shift ends." };
  return [
    rule(story.cast.mediator, "60.00"),
    rule(successor, "50.00"),
    rule(seniors[0]!, "70.00"),
    rule(story.cast.mediator, "30.00"),
    [story.cast.mediator, (context, input) => transferCase(context, { ...input, ...to })],
    await acceptingOffer(story),
    withdrawing(story),
  ];
}

/** While the ruling can be appealed. */
export async function ruled(story: Story): Promise<Act[]> {
  const appeal = (by: Viewer, orderLineIds: readonly string[]): Act => [
    by,
    (context, input) => appealRuling(context, { ...input, ...said, orderLineIds }),
  ];
  return [
    appeal(story.merchant, [story.lines[0]!]),
    [story.shopper, waiveAppeal],
    appeal(story.shopper, []),
    [story.merchant, waiveAppeal],
    await acceptingOffer(story),
  ];
}

/** When an appeal about the first line was heard. */
export async function appealed(story: Story, { seniors }: Others): Promise<Act[]> {
  const [disputed, settled] = story.lines;
  const other = ruling(story, "30.00").remedies.filter(({ orderLineId }) => orderLineId === disputed);
  // What nobody disputed is owed already, and stays.
  const kept = ruling(story, "60.00").remedies.filter(({ orderLineId }) => orderLineId === settled);
  const varied = { ...ruling(story, "30.00"), remedies: [...other, ...kept] };
  const decide = (by: Viewer, outcome: "UPHELD" | "VARIED"): Act => [
    by,
    (context, input) =>
      decideAppeal(context, {
        ...{ ...input, outcome, reasons: "It is so.", remittal: null },
        ruling: outcome === "VARIED" ? varied : null,
      }),
  ];
  return [
    decide(seniors[0]!, "VARIED"),
    decide(seniors[1]!, "UPHELD"),
    [story.merchant, withdrawAppeal],
    decide(seniors[2]!, "VARIED"),
    decide(story.cast.mediator, "UPHELD"),
    await acceptingOffer(story),
    [story.shopper, (context, input) => appealRuling(context, { ...input, ...said, orderLineIds: [] })],
  ];
}
