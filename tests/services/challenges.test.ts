import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { complainAboutMediator } from "../../src/services/conflict/complain-about-mediator.js";
import { declareRelation } from "../../src/services/conflict/declare-relation.js";
import { challengeMediator } from "../../src/services/disputes/challenge-mediator.js";
import { decideChallenge } from "../../src/services/disputes/decide-challenge.js";
import { recuse } from "../../src/services/disputes/recuse.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { person } from "../support/person.js";
import { codeOf, storyAt } from "../support/story-at.js";
import { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const senior = { level: 3, role: Role.SENIOR_MEDIATOR } as const;

describe("a challenge", () => {
  /** Whose mediator is challenged, with a try of somebody to decide on that. */
  async function challenged() {
    const { story } = await storyAt(database, "IN_REVIEW");
    const { factory, cast, shopper } = story;
    const challenge = (statement: string) =>
      challengeMediator(factory.as(shopper), { ...story.input(), ground: "PREJUDGED", statement });
    const decided = (by: Viewer) =>
      codeOf(decideChallenge(factory.as(by), { ...story.input(), upheld: false, reason: "It is not so." }));
    return { story, factory, cast, challenge, decided, someone: await factory.mediator(senior) };
  }

  it("is decided by nobody with a relation to a side, or whom a side complained about", async () => {
    const { story, factory, cast, challenge, decided, someone } = await challenged();
    const relation = { side: "SHOPPER", partyId: story.shopper.id, kind: "FAMILY", until: null } as const;
    await declareRelation(factory.as(someone), { clientMutationId: "uncle", ...relation });
    const again = { purchase: await factory.purchase({ merchant: story.merchant }), mediator: cast.senior };
    const earlier = await Story.open(factory, { ...again, senior: someone });
    await (await earlier.playTo("QUEUED")).assign();
    const complaint = { ground: "BRIBE", statement: "They were paid for it." } as const;
    const { disputeId } = earlier;
    await complainAboutMediator(factory.as(story.merchant), {
      ...{ clientMutationId: "paid", disputeId, ...complaint },
    });
    await challenge("They were rude.");
    expect(await decided(someone)).toBe("CONFLICT_OF_INTEREST");
    expect(await decided(cast.senior)).toBe("CONFLICT_OF_INTEREST");
    expect((await story.load()).dispute.desk.challenges.at(-1)?.outcome).toBeNull();
    const apart = await factory.mediator(senior);
    expect(await decided(apart)).toBe("accepted");
  });

  it("is decided by nobody who had the case and handed it on, or left it", async () => {
    const { story, factory, cast, challenge, decided, someone } = await challenged();
    const give = (from: Viewer, to: Viewer) =>
      transferCase(factory.as(from), { ...story.input(), mediatorId: to.id, reason: "My desk is full." });
    await give(cast.mediator, someone);
    const gone = await factory.mediator(senior);
    await give(someone, gone);
    await recuse(factory.as(gone), { ...story.input(), reason: "I know the merchant." });
    await story.assign();
    await challenge("They had made up their mind.");
    expect(await decided(someone)).toBe("CONFLICT_OF_INTEREST");
    expect(await decided(gone)).toBe("CONFLICT_OF_INTEREST");
    // Who only gave the case to somebody had no part in it.
    expect(await decided(cast.senior)).toBe("accepted");
  });

  it("is decided by nobody who is on no list of staff", async () => {
    const { challenge, decided } = await challenged();
    await challenge("They were rude.");
    expect(await decided(person(Role.SENIOR_MEDIATOR))).toBe("NOT_FOUND");
  });
});
