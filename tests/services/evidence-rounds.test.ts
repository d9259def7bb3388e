import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { requestEvidence } from "../../src/services/evidence/request-evidence.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { demands } from "../support/story-evidence.js";
import { codeOf, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

const roundOf = async (story: Story) => (await story.load()).dispute.evidence.rounds.at(-1)!;

describe("an evidence round", () => {
  it("has one end for both sides, and what was in it is exchanged then, with what is missing recorded", async () => {
    const { story, clock } = await storyAt(database, "IN_REVIEW");
    const { evidence, shopper } = story;
    await evidence.request();
    const { deadlineAt, status, waitingOn } = (await story.load()).dispute;
    expect({ deadlineAt, status, waitingOn }).toEqual({
      ...{ deadlineAt: addHours(clock.now(), 48), status: "EVIDENCE", waitingOn: "BOTH" },
    });
    await evidence.handIn(shopper, "It was open.", { slot: "PHOTO_OF_PACKAGE" });
    await evidence.fireAt();
    expect(await roundOf(story)).toMatchObject({
      ...{ number: 1, completedBy: [], exchangedAt: deadlineAt },
      absences: [{ side: "MERCHANT", slot: "CARRIER_STATEMENT" }],
    });
  });

  it("ends when both are done; what each had prepared is handed in with it", async () => {
    const { story } = await storyAt(database, "IN_REVIEW");
    const { evidence, shopper, merchant } = story;
    await evidence.request();
    await evidence.draft(shopper, "It was open.", { slot: "PHOTO_OF_PACKAGE" });
    await evidence.complete(shopper);
    expect(await evidence.ofSides()).toMatchObject([{ side: "SHOPPER", status: "SUBMITTED", round: 1 }]);
    expect(await codeOf(evidence.complete(shopper))).toBe("STATE_CONFLICT");
    expect(await codeOf(evidence.draft(shopper, "More."))).toBe("STATE_CONFLICT");
    await evidence.draft(merchant, "The driver says so.", { slot: "CARRIER_STATEMENT" });
    await evidence.complete(merchant);
    const items = await evidence.ofSides();
    expect(items.map(({ status, round }) => ({ status, round }))).toEqual([
      ...[
        { status: "EXCHANGED", round: 1 },
        { status: "EXCHANGED", round: 1 },
      ],
    ]);
    expect(await roundOf(story)).toMatchObject({ absences: [] });
  });

  it("records no absence of what the mediator dropped", async () => {
    const { story } = await storyAt(database, "EVIDENCE");
    const { evidence } = story;
    expect(await codeOf(evidence.waive("SHOPPER", "INVOICE"))).toBe("NOT_FOUND");
    await evidence.waive("MERCHANT", "CARRIER_STATEMENT");
    expect(await codeOf(evidence.waive("MERCHANT", "CARRIER_STATEMENT"))).toBe("STATE_CONFLICT");
    for (const { id, side } of await evidence.ofSides())
      await evidence.withdraw(side === "SHOPPER" ? story.shopper : story.merchant, id);
    await evidence.fireAt();
    expect((await roundOf(story)).absences).toEqual([{ side: "SHOPPER", slot: "PHOTO_OF_PACKAGE" }]);
  });

  it("is extended once by each side, for both, and the timer goes with it", async () => {
    const { story, clock } = await storyAt(database, "EVIDENCE");
    const { evidence, shopper, merchant } = story;
    await evidence.extend(shopper);
    expect(await codeOf(evidence.extend(shopper))).toBe("ATTEMPT_LIMIT");
    await evidence.extend(merchant);
    const { deadlineAt } = (await story.load()).dispute;
    expect(deadlineAt).toEqual(addHours(clock.now(), 48 * 3));
    const [job] = await database.query<{ run_at: Date }>(
      "SELECT run_at FROM graphile_worker.jobs WHERE key = $1",
      [`deadline:${story.disputeId}`],
    );
    expect(job!.run_at <= deadlineAt!).toBe(true);
    clock.pass(48);
    expect(await codeOf(evidence.handIn(shopper, "After the first end."))).toBe("accepted");
    await evidence.fireAt();
    expect((await story.load()).dispute.status).toBe("REBUTTAL");
  });

  it("is followed by one answer of each side, or by the end of the time for it", async () => {
    const { story } = await storyAt(database, "REBUTTAL");
    await story.evidence.rebut(story.shopper);
    expect(await codeOf(story.evidence.rebut(story.shopper))).toBe("STATE_CONFLICT");
    await story.evidence.rebut(story.merchant, null);
    expect((await story.load()).dispute.status).toBe("DECIDING");
    const { story: silent } = await storyAt(database, "REBUTTAL");
    await silent.evidence.fireAt();
    expect((await silent.load()).dispute).toMatchObject({ status: "DECIDING" });
  });

  it("can be asked for as often as the rules say, by the mediator of the case alone", async () => {
    const { story } = await storyAt(database, "IN_REVIEW");
    const { evidence, cast, factory } = story;
    const input = { ...story.input(), text: "Show it.", demands };
    const stranger = await factory.mediator();
    expect(await codeOf(requestEvidence(factory.as(stranger), input))).toBe("NOT_FOUND");
    expect(await codeOf(requestEvidence(factory.as(cast.senior), input))).toMatch(/FORBIDDEN|NOT_ASSIGNED/);
    expect(await codeOf(evidence.request([]))).toBe("VALIDATION");
    expect(await codeOf(evidence.request([...demands, ...demands]))).toBe("VALIDATION");
    await evidence.hear();
    await evidence.request();
    await evidence.fireAt();
    await evidence.fireAt();
    expect((await story.load()).dispute.evidence.rounds).toHaveLength(2);
    expect(await codeOf(evidence.request())).toBe("ATTEMPT_LIMIT");
  });
});
