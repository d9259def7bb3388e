import { randomUUID } from "node:crypto";
import { RefusedError } from "../../src/domain/errors.js";
import { runBulk } from "../../src/services/bulk/run-bulk.js";
import type { DisputeMutation } from "../../src/services/disputes/change.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import { saveMacro } from "../../src/services/macros/save-macro.js";
import { sendMacro } from "../../src/services/macros/send-macro.js";
import type { ReplayCase, UseCase } from "./replay-cases.js";
import type { Story } from "./story.js";
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

/** Macros, and acts on many disputes. */
export const bulkCases: Readonly<Record<string, ReplayCase>> = {
  sendMacro: { from: "IN_REVIEW", by: mediator, run: sendMacro, input: written },
  bulkSendMacro: {
    ...{ from: "IN_REVIEW", by: mediator, run: inBulk(sendMacro), input: written },
    other: { language: "ZH" },
  },
  bulkSendMessage: {
    ...{ from: "IN_REVIEW", by: shopper, run: inBulk(sendMessage), other: { text: "Ho." } },
    input: () => ({ channel: "PARTIES", text: "Hi." }),
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
