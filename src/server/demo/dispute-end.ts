import { expectSame, expectThat } from "./demo-error.js";
import { secrets, type DisputeScript } from "./dispute-script.js";
import type { Watcher } from "./watcher.js";

interface EndSeen {
  readonly status: string;
  readonly outcome: string | null;
  readonly obligations: readonly {
    readonly kind: string;
    readonly owner: string;
    readonly amount: { readonly amount: string };
  }[];
  readonly messages: { readonly nodes: readonly { readonly text: string }[] };
  readonly events: { readonly nodes: readonly { readonly id: string; readonly sequence: number }[] };
}

const query = `query DisputeEnd($id: ID!) {
  dispute(id: $id) {
    status outcome
    obligations { kind owner amount { amount } }
    messages(first: 100) { nodes { text } }
    events(first: 100) { nodes { id sequence } }
  }
}`;

const negotiation = ["DISPUTE_OPENED", "EVIDENCE_SUBMITTED", "CLAIM_REFUSED", "OFFER_MADE", "OFFER_DECLINED"];
const intervention = ["INTERVENTION_REQUESTED", "MEDIATOR_ASSIGNED"];
/** Half of the appeal window is over, a day is left, two hours are left. */
const reminders = ["DEADLINE_REMINDER", "DEADLINE_REMINDER", "DEADLINE_REMINDER"];
const ruling = ["RULING_ISSUED", ...reminders, "RULING_FINALISED"];
const rebuttals = ["EVIDENCE_REBUTTED", "EVIDENCE_REBUTTED"];
const hearing = ["EVIDENCE_EXCHANGED", ...rebuttals];

/** Checks how it ended, as each of the three sees it. @throws DemoError */
export async function checkEnd(script: DisputeScript): Promise<void> {
  const { shopper, merchant, mediator } = script.cast;
  for (const { from, eventId, what } of script.hidden) {
    const leaked = from.seen(script.id).some(({ id }) => id === eventId);
    expectThat(!leaked, `${from.client.name} saw the event of ${what}, which is not for them.`);
  }
  const called = [...negotiation, ...intervention];
  const sealed = ["EVIDENCE_REQUESTED", "EVIDENCE_SUBMITTED"];
  const heard = [...hearing, ...ruling];
  shopper.check(script.id, [...called, "MESSAGE_SENT", ...sealed, "EVIDENCE_COMPLETED", ...heard], 1);
  merchant.check(script.id, [...called, ...sealed, ...heard], 1);
  // The mediator sees the dispute from the queue on; the whole platform counts every event.
  const messages = ["MESSAGE_SENT", "MESSAGE_SENT"];
  const handedIn = [...sealed, "EVIDENCE_SUBMITTED", "EVIDENCE_COMPLETED"];
  mediator.check(script.id, [...intervention, ...messages, ...handedIn, ...heard], negotiation.length + 1);
  script.note("shopper, merchant and mediator each saw their own events, live and without a gap");
  await checkView(script, shopper, [secrets.toShopper]);
  await checkView(script, merchant, []);
  await checkView(script, mediator, [secrets.toShopper, secrets.note]);
  script.note("the private message and the staff note were read by those who may, and by nobody else");
  script.note("PERFORMING, RULED_FOR_SHOPPER: the shopper owes the return, then the merchant 911.00 CNY");
}

async function checkView(
  script: DisputeScript,
  { client }: Watcher,
  texts: readonly string[],
): Promise<void> {
  const { dispute } = await client.ask<{ dispute: EndSeen | null }>(query, { id: script.id });
  const { name } = client;
  expectThat(dispute !== null, `${name} does not see the dispute.`);
  expectSame([dispute.status, dispute.outcome], ["PERFORMING", "RULED_FOR_SHOPPER"], `The end for ${name}`);
  const owed = dispute.obligations.map(({ kind, owner, amount }) => [kind, owner, amount.amount]);
  expectSame(
    owed.toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
    [
      ["REFUND", "MERCHANT", "911.00"],
      ["RETURN_GOODS", "SHOPPER", "0.00"],
    ],
    `The obligations that ${name} sees`,
  );
  expectSame(
    dispute.messages.nodes.map(({ text }) => text),
    texts,
    `The messages that ${name} reads`,
  );
  const numbers = dispute.events.nodes.map(({ sequence }) => sequence);
  expectSame(
    numbers,
    numbers.map((_number, index) => index + 1),
    `The numbers in the log that ${name} reads`,
  );
}
