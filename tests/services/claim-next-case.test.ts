import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { authorityBounds } from "../../src/domain/rulebook/authority.js";
import type { Database } from "../../src/persistence/database.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { Story, type Cast } from "../support/story.js";

/** One more than the use case looks at before it gives up. */
const ABOVE_AUTHORITY = 51;

let database: Database;
let factory: Factory;
let people: Omit<Cast, "purchase">;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  people = { senior, mediator: await factory.mediator() };
});
afterAll(() => closeTestDatabase(database));

async function queued(merchant?: Viewer): Promise<Story> {
  const purchase = await factory.purchase(merchant && { merchant });
  const story = await Story.open(factory, { purchase, ...people });
  await story.refuse();
  await story.callPlatform();
  return story;
}

const claim = async (level: 1 | 2) => {
  const viewer = await factory.mediator({ level });
  return claimNextCase(factory.as(viewer), { clientMutationId: randomUUID() });
};

const claimBy = async (viewer: Viewer) =>
  (await claimNextCase(factory.as(viewer), { clientMutationId: randomUUID() })).disputeId;

describe("claimNextCase", () => {
  it("finds the case that fits behind more urgent ones above the mediator's authority", async () => {
    const above = new Set<string>();
    while (above.size < ABOVE_AUTHORITY) above.add((await queued()).disputeId);
    // One fen more than level 1 may rule on.
    const { minorByCurrency } = authorityBounds(await factory.as(people.senior).currentRulebook(), 1);
    const dear = (minorByCurrency["CNY"]! + 1n).toString();
    await database.query("UPDATE dispute SET claimed_minor = $1", [dear]);
    await database.query("UPDATE dispute_line SET claimed_minor = $1", [dear]);
    const { disputeId } = await queued();
    expect((await claim(1)).disputeId).toBe(disputeId);
    await expect(claim(1)).rejects.toMatchObject({ refusals: [{ code: "NOT_FOUND" }] });
    expect(above).toContain((await claim(2)).disputeId);
  });

  it("finds a case behind more of one merchant than it looks at, where the mediator had too many of that merchant", async () => {
    const [merchant] = (await factory.purchase()).merchants;
    await database.query("UPDATE dispute SET claimed_minor = $1 WHERE status = 'QUEUED'", ["900000000"]);
    const swarm: Story[] = [];
    while (swarm.length < ABOVE_AUTHORITY + 10) swarm.push(await queued(merchant));
    const { disputeId } = await queued();
    await database.query("UPDATE dispute SET ranks_since = now() WHERE id = $1", [disputeId]);
    const viewer = await factory.mediator({ level: 1 });
    const next = () => claimNextCase(factory.as(viewer), { clientMutationId: randomUUID() });
    const ids = new Set(swarm.map((story) => story.disputeId));
    // The rulebook allows ten of one merchant within its days.
    for (let count = 0; count < 10; count += 1) expect(ids).toContain((await next()).disputeId);
    expect((await next()).disputeId).toBe(disputeId);
  });

  it("finds a case behind more than it looks at whose sides complained or live with the mediator, in as many statements", async () => {
    const { disputeId } = await queued();
    await database.query("UPDATE dispute SET ranks_since = now() WHERE id = $1", [disputeId]);
    await database.query("UPDATE dispute SET claimed_minor = 100");
    await database.query("UPDATE dispute_line SET claimed_minor = 100");
    const [free, barred] = [await factory.mediator({ level: 2 }), await factory.mediator({ level: 2 })];
    const before = `SELECT id, shopper_id, row_number() OVER (ORDER BY ranks_since, id) AS place FROM dispute
      WHERE status = 'QUEUED' AND id <> '${disputeId}'`;
    await database.query(
      `INSERT INTO mediator_complaint (id, dispute_id, mediator_id, side, party_id, ground, statement, made_at)
       SELECT gen_random_uuid(), id, $1, 'SHOPPER', shopper_id, 'BIAS', 'They took sides.', $2 FROM (${before}) WHERE place % 2 = 0`,
      [barred.id, new Date()],
    );
    await database.query(
      `INSERT INTO party_trait SELECT id, 'ADDRESS', repeat('a', 64), now() FROM (
         SELECT $1::uuid AS id UNION SELECT shopper_id FROM (${before}) WHERE place % 2 = 1)`,
      [barred.id],
    );
    const [queue] = await database.query<{ count: number }>(`SELECT count(*)::int FROM (${before})`);
    expect(queue?.count).toBeGreaterThanOrEqual(60);
    const statements: string[] = [];
    database.onStatement = (text) => void statements.push(text);
    expect(await claimBy(free)).not.toBe(disputeId);
    const ofFree = statements.splice(0);
    expect(await claimBy(barred)).toBe(disputeId);
    database.onStatement = undefined;
    expect(statements).toEqual(ofFree);
  });
});
