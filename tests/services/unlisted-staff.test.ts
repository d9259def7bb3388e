import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { linkDisputes, unlinkDisputes } from "../../src/services/disputes/link-disputes.js";
import { mergeDisputes } from "../../src/services/disputes/merge-disputes.js";
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

describe("a senior who is on no list of staff", () => {
  it("gives no case to anybody, neither from the queue nor from who has it", async () => {
    const { story } = await storyAt(database, "QUEUED");
    const { factory, cast } = story;
    const input = () => ({ ...story.input(), mediatorId: cast.mediator.id });
    const stranger = factory.as(person(Role.SENIOR_MEDIATOR));
    expect(await codeOf(assignMediator(stranger, input()))).toBe("NOT_FOUND");
    await story.assign();
    const mediatorId = cast.senior.id;
    const handOn = { ...input(), mediatorId, reason: "My desk is full." };
    expect(await codeOf(transferCase(stranger, handOn))).toBe("NOT_FOUND");
    expect(await codeOf(transferCase(factory.as(cast.senior), handOn))).toBe("accepted");
  });

  it("neither merges disputes nor links them, or takes that back", async () => {
    const { story: first } = await storyAt(database, "QUEUED", { lines: 2 });
    const { factory, cast, disputeId } = first;
    const lines = [{ orderLineId: cast.purchase.lines[1]!, amount: null }];
    const second = await (await Story.open(factory, cast, { lines })).playTo("QUEUED");
    const stranger = factory.as(person(Role.SENIOR_MEDIATOR));
    const link = { disputeId, otherId: second.disputeId, kind: "REPEAT", reason: "Again." } as const;
    const tried = { ...link, clientMutationId: "linked" };
    expect(await codeOf(linkDisputes(stranger, tried))).toBe("NOT_FOUND");
    expect(await codeOf(linkDisputes(factory.as(cast.senior), tried))).toBe("accepted");
    expect(await codeOf(unlinkDisputes(stranger, { ...tried, clientMutationId: "apart" }))).toBe("NOT_FOUND");
    const merging = { ...first.input(), mergedDisputeId: second.disputeId };
    expect(await codeOf(mergeDisputes(stranger, merging))).toBe("NOT_FOUND");
    expect(await codeOf(mergeDisputes(factory.as(cast.senior), merging))).toBe("accepted");
  });
});
