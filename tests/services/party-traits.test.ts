import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { TraitKind } from "../../src/domain/conflict/conflict.js";
import { TraitBearer, type PartyTraits } from "../../src/domain/conflict/party-traits.js";
import type { Database } from "../../src/persistence/database.js";
import { recordPartyTraits } from "../../src/services/conflict/record-party-traits.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
});
afterAll(() => closeTestDatabase(database));

const shared = "a".repeat(64);
const other = "b".repeat(64);

const address = (bearer: TraitBearer, personId: string, ...hashes: string[]): PartyTraits => ({
  ...{ bearer, personId, kind: TraitKind.ADDRESS, hashes },
});

function record(...traits: PartyTraits[]) {
  const integration = factory.as(person(Role.INTEGRATION));
  return recordPartyTraits(integration, { clientMutationId: randomUUID(), traits });
}

const refusal = (code: string, field: string[]) => ({ refusals: [expect.objectContaining({ code, field })] });

describe("recordPartyTraits", () => {
  it("keeps a case from a mediator who shares an address with a party, until one of them has moved", async () => {
    const mediator = await factory.mediator();
    const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    const purchase = await factory.purchase();
    const story = await Story.open(factory, { purchase, senior, mediator });
    await story.callPlatform(story.merchant);
    await record(
      address(TraitBearer.MEDIATOR, mediator.id, shared, shared),
      address(TraitBearer.SHOPPER, story.shopper.id, other, shared),
      address(TraitBearer.MERCHANT, story.merchant.merchantId!, other),
    );
    await expect(story.assign()).rejects.toMatchObject({
      refusals: [{ details: { grounds: ["SAME_ADDRESS"] } }],
    });
    await record(address(TraitBearer.SHOPPER, story.shopper.id, other));
    await expect(story.assign()).resolves.toBeDefined();
  });

  it("takes the whole call or nothing of it, and says what is wrong where", async () => {
    const { shopper } = await factory.purchase();
    const moved = address(TraitBearer.SHOPPER, shopper.id, shared);
    const nobody = address(TraitBearer.SHOPPER, randomUUID(), shared);
    await expect(record(moved, nobody)).rejects.toMatchObject(
      refusal("NOT_FOUND", ["traits", "1", "personId"]),
    );
    const sells = { ...moved, bearer: TraitBearer.MERCHANT, kind: TraitKind.PAYMENT };
    await expect(record(moved, sells)).rejects.toMatchObject(
      refusal("NOT_FOUND", ["traits", "1", "personId"]),
    );
    await expect(record(moved, moved)).rejects.toMatchObject(refusal("VALIDATION", ["traits", "1"]));
    await expect(record({ ...moved, hashes: [other, "Rua Augusta 1"] })).rejects.toMatchObject(
      refusal("VALIDATION", ["traits", "0", "hashes", "1"]),
    );
    await expect(record({ ...moved, hashes: Array<string>(101).fill(other) })).rejects.toMatchObject(
      refusal("VALIDATION", ["traits", "0", "hashes"]),
    );
    await expect(record(...Array<PartyTraits>(501).fill(moved))).rejects.toMatchObject(
      refusal("VALIDATION", ["traits"]),
    );
    expect(await database.query("SELECT 1 FROM party_trait WHERE person_id = $1", [shopper.id])).toEqual([]);
  });

  it("leaves what one of many calls at once told of a person, never a mixture", async () => {
    const { shopper } = await factory.purchase();
    const pairs = Array.from({ length: 10 }, (_, index) =>
      [`${index}`, `f${index}`].map((tail) => tail.padStart(64, "0")),
    );
    await Promise.all(pairs.map((hashes) => record(address(TraitBearer.SHOPPER, shopper.id, ...hashes))));
    const rows = await database.query<{ hash: string }>("SELECT hash FROM party_trait WHERE person_id = $1", [
      shopper.id,
    ]);
    expect(pairs.map((pair) => [...pair].sort())).toContainEqual(rows.map(({ hash }) => hash).sort());
  });
});
