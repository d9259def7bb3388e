import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { Story } from "../support/story.js";

// What ends performance comes with a later issue; here a dispute is simply taken to be done.
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => closeTestDatabase(database));

it("a line's money is never promised twice: 110.00 paid, 5.00 refunded, 60.00 owed, so 45.00 is left", async () => {
  const own = new Factory(database);
  const senior = await own.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await own.purchase(), senior, mediator: await own.mediator() };
  const first = await Story.open(own, cast);
  await first.offer(first.merchant, "60.00");
  await first.acceptLatest(first.shopper);
  await expect(Story.open(own, cast, { reason: "SIGNED_NOT_RECEIVED" })).rejects.toThrow("ALREADY_DISPUTED");
  await database.query("UPDATE dispute SET status = 'CLOSED', deadline_at = NULL, waiting_on = 'NONE'");
  await database.query("UPDATE dispute_line SET open = false");

  const change = { reason: "TRACKING_STALLED", remedy: "REFUND" as const };
  const lines = [{ orderLineId: cast.purchase.lines[0]!, amount: "45.01" }];
  await expect(Story.open(own, cast, { ...change, lines })).rejects.toThrow("AMOUNT_TOO_HIGH");
  const second = await Story.open(own, cast, change);
  expect((await second.load()).dispute.claim.items).toMatchObject([{ amountMinor: 4_500n }]);
  await expect(second.offer(second.merchant, "45.01")).rejects.toThrow("AMOUNT_TOO_HIGH");
  await second.offer(second.merchant, "45.00");

  // The marketplace reports a refund of its own while the offer is on the table.
  const { draft } = cast.purchase;
  const [line] = draft.lines;
  const refund = { reference: "late", amount: "10.00", refundedAt: own.clock.now() };
  await own.import({ ...draft, lines: [{ ...line!, refunds: [...line!.refunds, refund] }] });
  await expect(second.acceptLatest(second.shopper)).rejects.toThrow("AMOUNT_TOO_HIGH");
  await second.offer(second.merchant, "35.00");
  await second.acceptLatest(second.shopper);
  const sums = await database.query(
    `SELECT (SELECT sum(amount_minor)::int FROM refund) AS refunded,
       (SELECT sum(amount_minor)::int FROM obligation WHERE kind = 'REFUND') AS owed`,
  );
  expect(sums).toEqual([{ refunded: 1_500, owed: 9_500 }]);
});
