import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { mergeDisputes } from "../../src/services/disputes/merge-disputes.js";
import { reopenDispute } from "../../src/services/disputes/reopen-dispute.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { person } from "../support/person.js";
import { codeOf, outcomesAtOnce, storyAt } from "../support/story-at.js";
import { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const frontline = person(Role.FRONTLINE_AGENT);

/** Two disputes about two lines of one order: the same claim, filed twice, the second a few hours later. */
async function two(change: { reason?: string } = {}) {
  const { story: first, clock } = await storyAt(database, "QUEUED", { lines: 2 });
  clock.pass(5);
  const lines = [{ orderLineId: first.cast.purchase.lines[1]!, amount: null }];
  const second = await Story.open(first.factory, first.cast, { lines, ...change });
  await second.playTo("QUEUED");
  return { first, second, clock };
}

const merge = (goesOn: Story, ends: Story, by = frontline) =>
  mergeDisputes(goesOn.factory.as(by), { ...goesOn.input(), mergedDisputeId: ends.disputeId });

describe("mergeDisputes", () => {
  it("ends one, and the other goes on with its lines and the earlier end", async () => {
    const { first, second } = await two();
    const { deadlineAt } = (await first.load()).dispute;
    const input = {
      clientMutationId: randomUUID(),
      disputeId: toGlobalId("Dispute", second.disputeId),
      mergedDisputeId: toGlobalId("Dispute", first.disputeId),
    };
    const source = operationOf("mergeDisputes");
    const { data, errors } = await execute(second.factory.as(frontline), source, { input });
    expect(errors).toBeUndefined();
    expect((data as Record<string, unknown>)["mergeDisputes"]).toMatchObject({
      dispute: {
        ...{ id: input.disputeId, status: "QUEUED", deadlineAt: deadlineAt!.toISOString() },
        mergedDisputes: [{ id: input.mergedDisputeId, status: "CLOSED", outcome: "MERGED" }],
      },
      event: { type: "DISPUTES_JOINED" },
      userErrors: [],
    });
    expect(
      (await second.load()).dispute.claim.items.map(({ orderLineId }) => orderLineId).toSorted(),
    ).toEqual([...first.cast.purchase.lines].toSorted());
    expect((await first.load()).dispute).toMatchObject({
      ...{ status: "CLOSED", outcome: "MERGED", mergedIntoId: second.disputeId },
    });
    const question = `query ($id: ID!) { dispute(id: $id) { mergedInto { id } messages(first: 1) { totalCount } } }`;
    const read = await execute(first.factory.as(first.shopper), question, { id: input.mergedDisputeId });
    expect(read.data).toMatchObject({ dispute: { mergedInto: { id: input.disputeId } } });
    // What is merged goes on elsewhere, where its line is still taken.
    const again = { ...first.input(), ground: "NEW_EVIDENCE", statement: "There is more." } as const;
    expect(await codeOf(reopenDispute(first.factory.as(first.shopper), again))).toBe("ALREADY_DISPUTED");
    expect(await codeOf(Story.open(first.factory, first.cast))).toBe("ALREADY_DISPUTED");
  });

  it("lets a settlement or ruling of the one that goes on answer both, and whoever decides read both", async () => {
    const { first, second } = await two();
    await second.assign();
    expect(await codeOf(merge(second, first, first.cast.mediator))).toBe("accepted");
    expect((await first.load()).dispute.mediatorId).toBe(first.cast.mediator.id);
    await second.close();
    await second.rule();
    expect((await second.load()).dispute.ruling).not.toBeNull();
  });

  it("of each into the other at once: one wins, and nobody waits for ever", async () => {
    const { first, second } = await two();
    const works = [() => merge(first, second), () => merge(second, first)];
    expect(await outcomesAtOnce(works)).toEqual(["STATE_CONFLICT", "accepted"]);
    const ended = [first, second].map(async (story) => (await story.load()).dispute.outcome);
    expect((await Promise.all(ended)).toSorted()).toEqual(["MERGED", null]);
  });

  it("gives the clock of either the first word", async () => {
    const { first, second, clock } = await two();
    clock.pass(20);
    expect((await first.load()).dispute.deadlineAt).toEqual(addHours(clock.now(), -1));
    await merge(second, first);
    expect((await second.load()).dispute.level).toBe(2);
  });

  it("is for the same claim only, for two disputes that one sees, and not for another mediator's case", async () => {
    const { first, second } = await two({ reason: "SIGNED_NOT_RECEIVED" });
    expect(await codeOf(merge(first, second))).toBe("VALIDATION");
    expect(await codeOf(merge(first, first))).toBe("VALIDATION");
    const { story: other } = await storyAt(database, "IN_REVIEW");
    expect(await codeOf(merge(first, other))).toBe("VALIDATION");
    expect(await codeOf(merge(first, other, first.cast.mediator))).toBe("NOT_FOUND");
    expect(await codeOf(merge(first, second, first.shopper))).toBe("FORBIDDEN");
  });
});
