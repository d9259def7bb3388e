import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { acceptClaim } from "../../src/services/disputes/accept-claim.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => closeTestDatabase(database));

async function openedStory(): Promise<{ story: Story; clock: TestClock }> {
  const clock = new TestClock();
  const factory = new Factory(database, clock);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await factory.purchase(), senior, mediator: await factory.mediator() };
  return { story: await Story.open(factory, cast), clock };
}

describe("who acts after the deadline while no worker runs", () => {
  it("finds that the clock went first, and what the clock did stays although the act is refused", async () => {
    const { story, clock } = await openedStory();
    clock.pass(100);
    await expect(story.refuse()).rejects.toThrow("STATE_CONFLICT");
    expect((await story.load()).dispute).toMatchObject({
      status: "PERFORMING",
      outcome: "DEFAULTED",
      version: 2,
    });
  });

  it("with a stale version is told the version that the clock made, which is there to be read", async () => {
    const { story, clock } = await openedStory();
    clock.pass(100);
    const stale = acceptClaim(story.factory.as(story.merchant), { ...story.input(), expectedVersion: 1 });
    await expect(stale).rejects.toMatchObject({
      refusals: [{ code: "VERSION_CONFLICT", details: { currentVersion: 2 } }],
    });
    expect((await story.load()).dispute.version).toBe(2);
  });

  it("leaves a log that folds to the disputes", async () => {
    expect(await expectFolded(database)).toBe(2);
  });
});
