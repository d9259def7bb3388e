import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

describe("what the platform attaches when a dispute is opened", () => {
  interface Attached {
    readonly id: string;
    readonly slot: string;
    readonly audience: string;
    readonly record: unknown;
    readonly content_hash: string;
  }

  const sha256 = (value: unknown) => createHash("sha256").update(canonicalize(value)!).digest("hex");

  async function attachedTo(disputeId: string): Promise<Map<string, Attached>> {
    const rows = await database.query<Attached>(
      "SELECT * FROM evidence_item WHERE dispute_id = $1 AND source = 'SYSTEM'",
      [disputeId],
    );
    for (const { id, slot, record, content_hash } of rows) {
      expect([slot, sha256({ itemId: id, slot, record })]).toEqual([slot, content_hash]);
    }
    return new Map(rows.map((row) => [row.slot, row]));
  }

  async function openedOn(merchants: number): Promise<Story> {
    const factory = new Factory(database);
    const purchase = await factory.purchase({ merchants });
    const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    return Story.open(factory, { purchase, senior, mediator: await factory.mediator() });
  }

  it("is its record of the order, the goods as sold, payments, shipments and promises, each under its hash", async () => {
    const story = await openedOn(1);
    const attached = await attachedTo(story.disputeId);
    expect([...attached.keys()].sort()).toEqual([
      ...["LISTING_SNAPSHOT", "PLATFORM_RECORD", "POLICY_DISCLOSURE", "PROOF_OF_SHIPMENT", "RECEIPT"],
    ]);
    const { reference } = story.cast.purchase;
    expect(attached.get("PLATFORM_RECORD")!.record).toMatchObject({
      order: { reference, paidMinor: "11000" },
    });
    expect(attached.get("LISTING_SNAPSHOT")!.record).toMatchObject({
      listing: [{ quantity: 1, unitPriceMinor: "10000", freightMinor: "1000" }],
    });
    expect(attached.get("RECEIPT")!).toMatchObject({
      audience: "ALL",
      record: { payments: [{ amountMinor: "11000" }] },
    });
    expect(attached.get("PROOF_OF_SHIPMENT")!.record).toMatchObject({
      shipments: [
        { trackingNumber: `TRACK-${story.merchant.merchantId!}`, tracking: [{ status: "IN_TRANSIT" }] },
      ],
    });
    expect(attached.get("POLICY_DISCLOSURE")!.record).toMatchObject({
      promises: [{ promise: { kind: "FREE_RETURN" } }],
    });
  });

  it("is the shopper's alone where payments are for the goods of others too, and holds no parcel of others", async () => {
    const story = await openedOn(2);
    const attached = await attachedTo(story.disputeId);
    const { audience, record } = attached.get("RECEIPT")!;
    expect({ audience, record }).toMatchObject({
      ...{ audience: "SHOPPER", record: { payments: [{ amountMinor: "11000" }, { amountMinor: "11000" }] } },
    });
    const others = [...attached.values()].filter(({ slot }) => slot !== "RECEIPT");
    expect(others.map((item) => item.audience)).toEqual(others.map(() => "ALL"));
    const foreign = story.cast.purchase.merchants[1]!.merchantId!;
    expect(JSON.stringify(others)).not.toContain(foreign);
    expect(JSON.stringify(others)).not.toContain("22000");
  });

  it("holds what the two wrote to each other about the order before, and no private word", async () => {
    const first = await openedOn(1);
    await first.refuse();
    await first.say(first.shopper, "PARTIES", "Where is it?");
    await first.say(first.shopper, "SHOPPER_PRIVATE", "Between us.");
    await first.withdraw();
    const again = await Story.open(first.factory, first.cast);
    const { record, audience } = (await attachedTo(again.disputeId)).get("COMMUNICATION_LOG")!;
    expect({ record, audience }).toMatchObject({
      audience: "ALL",
      record: { messages: [{ text: "Where is it?" }] },
    });
    expect(JSON.stringify(record)).not.toContain("Between us.");
  });

  it("says what was so then, whatever the marketplace says later", async () => {
    const story = await openedOn(1);
    const { draft } = story.cast.purchase;
    const [line] = draft.lines;
    await story.factory.import({ ...draft, lines: [{ ...line!, title: "Another title" }] });
    const { record } = (await attachedTo(story.disputeId)).get("LISTING_SNAPSHOT")!;
    expect(JSON.stringify(record)).not.toContain("Another title");
  });
});
