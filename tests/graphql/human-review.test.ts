import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { decideHumanReview } from "../../src/services/disputes/decide-human-review.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let story: Story;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  const senior = await factory.mediator({ level: 2, role: Role.SENIOR_MEDIATOR });
  const mediator = await factory.mediator();
  const purchase = await factory.purchase();
  story = await (await Story.open(factory, { purchase, senior, mediator })).toHumanReview();
  const decision = { outcome: "UPHELD", reason: "The mail log shows it." } as const;
  await decideHumanReview(factory.as(mediator), { ...story.input(), ...decision });
});
afterAll(() => closeTestDatabase(database));

const source = `query ($id: ID!) { dispute(id: $id) {
  status outcome
  automaticOutcome {
    outcome reason rulebookVersion clause effects decidedAt reviewableUntil
    awarded { kind amount { amount currency } orderLine { id } } formulaTraces { formula inputs { name value } }
  }
  humanReview {
    side grounds statement status requestedAt decideUntil outcome reason decidedAt decidedBy { publicName }
    recommendedOutcome recommendedByClause
  }
  events(last: 9) { edges { node { type payload } } }
} }`;

async function read(viewer: Viewer) {
  const { data, errors } = await execute(factory.as(viewer), source, {
    id: toGlobalId("Dispute", story.disputeId),
  });
  expect(errors).toBeUndefined();
  return data!["dispute"] as Record<string, never>;
}

it("shows both sides what the clock went by, and what a person made of it", async () => {
  for (const side of [story.shopper, story.merchant]) {
    expect(await read(side)).toMatchObject({
      ...{ status: "PERFORMING", outcome: "DEFAULTED" },
      automaticOutcome: {
        ...{ outcome: "DEFAULTED", reason: "NOT_RECEIVED", clause: "R-NOT_RECEIVED", effects: ["REFUND"] },
        awarded: [{ kind: "REFUND", orderLine: { id: toGlobalId("OrderLine", story.lines[0]!) } }],
        formulaTraces: [],
      },
      humanReview: {
        ...{ side: "MERCHANT", grounds: ["COULD_NOT_ACT"], status: "DECIDED", outcome: "UPHELD" },
        decidedBy: { publicName: `Mediator ${story.cast.mediator.id.slice(0, 4)}` },
      },
    });
  }
});

it("shows what the rulebook recommends then to staff alone, in the log too", async () => {
  const staff = await read(story.cast.senior);
  expect(staff["humanReview"]).toMatchObject({
    recommendedByClause: expect.stringMatching(/^\w/) as unknown,
  });
  expect(JSON.stringify(staff["events"])).toContain('"recommended"');
  for (const side of [story.shopper, story.merchant]) {
    const seen = await read(side);
    expect(seen["humanReview"]).toMatchObject({ recommendedOutcome: null, recommendedByClause: null });
    expect(JSON.stringify(seen["events"])).not.toContain("recommended");
  }
});
