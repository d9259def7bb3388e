import { pass, type Turn } from "./deciding.js";
import { refuseClaim } from "./negotiation.js";

/** Why a shopper may not have a second dispute about the same order. */
const expected = ["NOTHING_TO_CLAIM", "WINDOW_CLOSED", "AMOUNT_TOO_HIGH", "ALREADY_DISPUTED"];

/**
 * A shopper who disputed one line of several disputes another one in the same way; the merchant refuses likewise, and
 * the mediator of the first joins the two.
 */
export async function joinAnother(turn: Turn): Promise<boolean> {
  const { played, standing, at } = turn;
  const { desk, known, record } = played;
  const { claim, shopper, merchant } = known;
  const order = await desk.port.order(record.order_id);
  const ofMerchant = order?.lines.filter((line) => line.merchant.id === merchant.merchant) ?? [];
  const line = ofMerchant.find(({ id }) => claim.lines.every(({ orderLineId }) => orderLineId !== id));
  if (line === undefined || claim.lines.some(({ amount }) => amount !== undefined)) return false;
  const input = { ...claim, lines: [{ orderLineId: line.id }] };
  const answer = await desk.tryAct(shopper, "openDispute", { input, codes: expected });
  if (answer === null) return false;
  const { disputeId = "", items = [] } = answer;
  await refuseClaim(desk, record, { disputeId, merchant });
  await desk.act(shopper, "requestIntervention", { disputeId, statement: "It is the same again." });
  const mediator = await pass(turn);
  await desk.act(mediator, "mergeDisputes", { disputeId: standing.id, mergedDisputeId: disputeId });
  desk.merged.push(disputeId);
  played.items = [...played.items, ...items];
  played.lookAt(at, 2);
  return true;
}
