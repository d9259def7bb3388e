import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { reopenDispute } from "../../src/services/disputes/reopen-dispute.js";
import { operationOf } from "../support/api-client.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf, outcomesAtOnce, storyAt } from "../support/story-at.js";
import { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

async function act(story: Story, viewer: Viewer, name: string, input: object = {}): Promise<unknown> {
  const all = { clientMutationId: randomUUID(), disputeId: toGlobalId("Dispute", story.disputeId), ...input };
  const { data, errors } = await execute(story.factory.as(viewer), operationOf(name), { input: all });
  expect(errors).toBeUndefined();
  return (data as Record<string, unknown>)[name];
}

const court = { reason: "EXTERNAL_PROCEEDING", statement: "A court was called in." };

describe("suspendDispute and resumeDispute", () => {
  it("hold an evidence round: nothing is exchanged, and what was left is left", async () => {
    const { story, clock } = await storyAt(database, "EVIDENCE");
    const { mediator } = story.cast;
    const before = (await story.load()).dispute;
    const reviewAt = addHours(clock.now(), 100).toISOString();
    expect(await act(story, mediator, "suspendDispute", { ...court, reviewAt })).toMatchObject({
      dispute: {
        ...{ status: "SUSPENDED", waitingOn: "PLATFORM", deadlineAt: reviewAt },
        suspensions: [{ ...court, reviewAt, endedAt: null }],
        ifNothingHappens: { at: reviewAt, action: "RESUME_DISPUTE", status: "EVIDENCE" },
      },
      event: { type: "DISPUTE_SUSPENDED" },
      userErrors: [],
    });
    clock.pass(99);
    expect((await story.load()).dispute.evidence).toEqual(before.evidence);
    await story.runOut();
    const after = (await story.load()).dispute;
    expect(after).toMatchObject({ status: "EVIDENCE", evidence: before.evidence, mediatorId: mediator.id });
    expect(after.deadlineAt).toEqual(addHours(before.deadlineAt!, 100));
    expect(await act(story, mediator, "resumeDispute")).toMatchObject({
      userErrors: [{ code: "STATE_CONFLICT" }],
    });
  });
});

/** A dispute that lapsed because nobody called the platform in. */
async function lapsed() {
  const { story, clock } = await storyAt(database, "NEGOTIATING");
  const { deadlineAt } = (await story.load()).dispute;
  clock.pass((deadlineAt!.getTime() - clock.now().getTime()) / 3_600_000);
  await story.runOut();
  return { story, clock };
}

const found = { ground: "NEW_EVIDENCE", statement: "The carrier has written that it was lost." } as const;
const reopen = (story: Story) =>
  reopenDispute(story.factory.as(story.shopper), { ...story.input(), ...found });

describe("reopenDispute", () => {
  it("takes the lines again and tells how it had ended", async () => {
    const { story } = await lapsed();
    const { closedAt } = (await story.load()).dispute;
    expect(await act(story, story.shopper, "reopenDispute", found)).toMatchObject({
      dispute: {
        ...{ status: "QUEUED", outcome: null, closedAt: null },
        reopenings: [
          { ...found, reopenedBy: "SHOPPER", closedAt: closedAt!.toISOString(), outcome: "LAPSED" },
        ],
      },
      event: { type: "DISPUTE_REOPENED" },
      userErrors: [],
    });
    expect(await codeOf(Story.open(story.factory, story.cast))).toBe("ALREADY_DISPUTED");
    await story.assign();
  });

  it("gives the case to another mediator than before", async () => {
    const { story } = await storyAt(database, "DECIDING");
    await story.rule(null);
    await story.runOut();
    const senior = story.factory.as(story.cast.senior);
    const { closedAt } = (await story.load()).dispute;
    const at = { ...senior, clock: { now: () => addHours(closedAt!, 1) } };
    await reopenDispute(at, { ...story.input(), ...found, ground: "FRAUD" });
    const assign = (mediatorId: string) => assignMediator(at, { ...story.input(), mediatorId });
    expect(await codeOf(assign(story.cast.mediator.id))).toBe("CONFLICT_OF_INTEREST");
    expect(await codeOf(assign(story.cast.senior.id))).toBe("accepted");
  });

  it("is refused where a line was disputed since", async () => {
    const { story } = await lapsed();
    const next = await Story.open(story.factory, story.cast);
    expect(await codeOf(reopen(story))).toBe("ALREADY_DISPUTED");
    await next.withdraw();
    expect(await codeOf(reopen(story))).toBe("ALREADY_DISPUTED");
  });

  it("and opening a new dispute on its line at once: one of the two wins", async () => {
    const { story } = await lapsed();
    expect(await outcomesAtOnce([() => reopen(story), () => Story.open(story.factory, story.cast)])).toEqual([
      "ALREADY_DISPUTED",
      "accepted",
    ]);
  });

  it("of both sides at once happens once", async () => {
    const { story } = await lapsed();
    const byMerchant = () => reopenDispute(story.factory.as(story.merchant), { ...story.input(), ...found });
    expect(await outcomesAtOnce([() => reopen(story), byMerchant])).toEqual(["STATE_CONFLICT", "accepted"]);
  });

  it("is not for what was withdrawn, which is filed again once instead", async () => {
    const { story } = await storyAt(database, "CLOSED");
    expect(await codeOf(reopen(story))).toBe("STATE_CONFLICT");
    const again = await Story.open(story.factory, story.cast);
    await again.withdraw();
    expect(await codeOf(Story.open(story.factory, story.cast))).toBe("ATTEMPT_LIMIT");
  });
});
