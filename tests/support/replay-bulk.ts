import { randomUUID } from "node:crypto";
import { RefusedError } from "../../src/domain/errors.js";
import { runBulk } from "../../src/services/bulk/run-bulk.js";
import type { DisputeMutation } from "../../src/services/disputes/change.js";
import { declareInadmissible } from "../../src/services/disputes/declare-inadmissible.js";
import { linkDisputes, unlinkDisputes } from "../../src/services/disputes/link-disputes.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import { saveMacro } from "../../src/services/macros/save-macro.js";
import { sendMacro } from "../../src/services/macros/send-macro.js";
import type { ReplayCase, UseCase } from "./replay-cases.js";
import { Story } from "./story.js";
import { demands } from "./story-evidence.js";

const shopper = (story: Story) => story.shopper;
const mediator = ({ cast }: Story) => cast.mediator;

/** One dispute of a call about many, refused as by itself. */
const inBulk =
  (run: UseCase): UseCase =>
  async (context, input) => {
    const { clientMutationId, disputeId, ...rest } = input as DisputeMutation;
    const call = { clientMutationId, disputes: [{ disputeId }] };
    const [outcome] = await runBulk(
      context,
      call,
      (use, item) => run(use, { ...item, ...rest } as never) as never,
    );
    const [refused, ...others] = outcome!.refusals;
    if (refused !== undefined) throw new RefusedError([refused, ...others]);
    return outcome!.change;
  };

async function written({ factory, cast }: Story): Promise<object> {
  const words = { en: "{{DISPUTE_NUMBER}}", zh: "{{DISPUTE_NUMBER}}" };
  const macro = { code: "ASK", title: words, text: words, reasons: [] };
  await saveMacro(factory.as(cast.senior), { clientMutationId: randomUUID(), ...macro });
  return { channel: "PARTIES", code: "ASK", language: "EN", timeZone: "UTC" };
}

async function togetherWith({ factory, cast }: Story): Promise<{ otherId: string; kind: "REPEAT" }> {
  const other = await Story.open(factory, { ...cast, purchase: await factory.purchase() });
  await other.playTo("IN_REVIEW");
  return { otherId: other.disputeId, kind: "REPEAT" };
}

/** Macros, links, and acts on many disputes. */
export const bulkCases: Readonly<Record<string, ReplayCase>> = {
  sendMacro: { from: "IN_REVIEW", by: mediator, run: sendMacro, input: written },
  bulkSendMacro: {
    ...{ from: "IN_REVIEW", by: mediator, run: inBulk(sendMacro), input: written },
    other: { language: "ZH" },
  },
  bulkDeclareInadmissible: {
    ...{ from: "IN_REVIEW", by: mediator, run: inBulk(declareInadmissible), other: { ground: "ABUSE" } },
    input: () => ({ ground: "NO_CLAIM", statement: "A wish.", clause: "R-NOT_RECEIVED" }),
  },
  bulkSendMessage: {
    ...{ from: "IN_REVIEW", by: shopper, run: inBulk(sendMessage), other: { text: "Ho." } },
    input: () => ({ channel: "PARTIES", text: "Hi." }),
  },
  bulkTransfer: {
    ...{ from: "IN_REVIEW", by: mediator, run: inBulk(transferCase), other: { reason: "Ill." } },
    input: ({ cast }) => ({ mediatorId: cast.senior.id, reason: "Away." }),
  },
  linkDisputes: {
    ...{ from: "IN_REVIEW", by: mediator, run: linkDisputes, other: { kind: "CROSS_CLAIM" } },
    input: async (story) => ({ ...(await togetherWith(story)), reason: "Once more." }),
  },
  unlinkDisputes: {
    ...{ from: "IN_REVIEW", by: mediator, run: unlinkDisputes, other: { kind: "CROSS_CLAIM" } },
    input: async (story) => {
      const pair = await togetherWith(story);
      const by = story.factory.as(mediator(story));
      await linkDisputes(by, { ...story.input(), ...pair, reason: "Once more." });
      return pair;
    },
  },
  bulkRequestEvidence: {
    ...{
      from: "IN_REVIEW",
      by: mediator,
      run: inBulk(requestEvidence),
      other: { text: "Ho." },
    },
    input: () => ({ text: "Show it.", demands }),
  },
};
