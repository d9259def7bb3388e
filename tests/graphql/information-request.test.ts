import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

async function act(story: Story, viewer: Viewer, name: string, input: object): Promise<unknown> {
  const all = { clientMutationId: randomUUID(), disputeId: toGlobalId("Dispute", story.disputeId), ...input };
  const { data, errors } = await execute(story.factory.as(viewer), operationOf(name), { input: all });
  expect(errors).toBeUndefined();
  return (data as Record<string, unknown>)[name];
}

describe("requestInformation and provideInformation", () => {
  it("tell the question and the answer, whose move it is, and until when", async () => {
    const { story, clock } = await storyAt(database, "MERCHANT_RESPONSE");
    const askedAt = clock.now().toISOString();
    const question = "Which name stands on your door?";
    const answerUntil = new Date(clock.now().getTime() + 48 * 3_600_000).toISOString();
    expect(await act(story, story.merchant, "requestInformation", { question })).toMatchObject({
      dispute: {
        ...{ status: "MERCHANT_RESPONSE", waitingOn: "SHOPPER" },
        informationRequest: { question, askedAt, answerUntil, answer: null, answeredAt: null },
      },
      event: { type: "INFORMATION_REQUESTED" },
      userErrors: [],
    });
    expect(await act(story, story.shopper, "provideInformation", { answer: "None yet." })).toMatchObject({
      dispute: {
        waitingOn: "MERCHANT",
        informationRequest: { question, answer: "None yet.", answeredAt: askedAt },
      },
      userErrors: [],
    });
    expect(await act(story, story.merchant, "requestInformation", { question })).toMatchObject({
      dispute: null,
      userErrors: [{ code: "ATTEMPT_LIMIT" }],
    });
  });
});
