import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { challengeMediator } from "../../src/services/disputes/challenge-mediator.js";
import { escalateDispute } from "../../src/services/disputes/escalate-dispute.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
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
  story = await Story.open(factory, { purchase: await factory.purchase(), senior, mediator });
  await story.playTo("DECIDING");
  const reason = "It is dear.";
  const note = "SECRET-NOTE";
  await transferCase(factory.as(mediator), { ...story.input(), mediatorId: senior.id, reason, note });
  const why = { ground: "RUDENESS" as const, statement: "They shouted." };
  await challengeMediator(factory.as(story.shopper), { ...story.input(), ...why });
  await escalateDispute(factory.as(story.merchant), { ...story.input(), reason });
});
afterAll(() => closeTestDatabase(database));

const source = `query ($id: ID!) { dispute(id: $id) {
  mediator { publicName }
  desk { challengeUntil stepsToConfirm requiredLevel challenges { side ground statement decideUntil outcome } }
  handovers { fromMediator { id } toMediator { id } note deadlines { code subject at } }
  conflictChecks { act conflict findings { ground result } inputs }
  events(last: 9) { edges { node { type payload } } }
  blockedActions { action code }
} }`;

async function read(viewer: Viewer) {
  const id = toGlobalId("Dispute", story.disputeId);
  const { data, errors } = await execute(factory.as(viewer), source, { id });
  expect(errors).toBeUndefined();
  return data!["dispute"] as Record<string, never>;
}

it("tells both sides who has the case, what is open about that and until when they may challenge", async () => {
  for (const side of [story.shopper, story.merchant]) {
    const answer = await read(side);
    expect(answer).toMatchObject({
      mediator: { publicName: `Mediator ${story.cast.senior.id.slice(0, 4)}` },
      desk: {
        challengeUntil: "2026-11-23T06:00:00.000Z",
        requiredLevel: 2,
        challenges: [{ side: "SHOPPER", ground: "RUDENESS", outcome: null }],
      },
    });
  }
});

it("keeps hand-overs and checks for staff, in the log too", async () => {
  for (const side of [story.shopper, story.merchant]) {
    const answer = await read(side);
    expect(answer).toMatchObject({ handovers: [], conflictChecks: [] });
    expect(JSON.stringify(answer)).not.toMatch(/SECRET|capsuleHash|handoverId/);
  }
  const answer = await read(story.cast.senior);
  expect(answer).toMatchObject({
    handovers: [
      { note: "SECRET-NOTE", fromMediator: { id: toGlobalId("Mediator", story.cast.mediator.id) } },
    ],
    // Of the senior there is one too, for the hand-over; nobody reads what was found about oneself.
    conflictChecks: [{ act: "ASSIGN_MEDIATOR", conflict: false }],
  });
  expect(answer["blockedActions"]).toContainEqual({ action: "DECIDE_CHALLENGE", code: "FOUR_EYES_REQUIRED" });
});

it("answers who hands a case on, and sees it no more, without it", async () => {
  const [from, to] = [await factory.mediator(), await factory.mediator()];
  const { senior } = story.cast;
  const handed = await Story.open(factory, { purchase: await factory.purchase(), senior, mediator: from });
  await handed.playTo("IN_REVIEW");
  const transfer = `mutation ($input: TransferCaseInput!) { transferCase(input: $input) {
    dispute { number } event { type } userErrors { code }
  } }`;
  const input = {
    clientMutationId: "hand on",
    disputeId: toGlobalId("Dispute", handed.disputeId),
    mediatorId: toGlobalId("Mediator", to.id),
    reason: "It is yours.",
  };
  const { data, errors } = await execute(factory.as(from), transfer, { input });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ transferCase: { dispute: null, event: null, userErrors: [] } });
});
