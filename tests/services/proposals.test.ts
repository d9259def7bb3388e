import type { Viewer } from "../../src/domain/access/viewer.js";
import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { acceptProposal, declineProposal } from "../../src/services/disputes/answer-proposal.js";
import { withdrawDispute } from "../../src/services/disputes/withdraw-dispute.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { person } from "../support/person.js";
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

const question = `query ($id: ID!) { dispute(id: $id) { version updatedAt viewerState waitingOn
  proposals { status acceptedBy expiresAt decidedAt terms { amount { amount } } }
  allowedActions { action dueAt } events(first: 50) { totalCount nodes { type sequence payload } } } }`;

async function seen({ factory, disputeId }: Story, viewer: Viewer): Promise<Record<string, unknown>> {
  const variables = { id: toGlobalId("Dispute", disputeId) };
  const { data, errors } = await execute(factory.as(viewer), question, variables);
  expect(errors).toBeUndefined();
  return data!["dispute"] as Record<string, unknown>;
}

describe("a proposal", () => {
  it("that one side has accepted looks to the other, and to machines, as if nobody had", async () => {
    const { story } = await storyAt(database, "PROPOSED");
    const { shopper, merchant } = story;
    const others = [merchant, person(Role.INTEGRATION)];
    const before = await Promise.all(others.map((viewer) => seen(story, viewer)));
    await story.acceptProposal(shopper);
    expect(await Promise.all(others.map((viewer) => seen(story, viewer)))).toEqual(before);
    const proposals = [{ status: "HALF_ACCEPTED", acceptedBy: ["SHOPPER"] }];
    expect(await seen(story, shopper)).toMatchObject({ proposals, viewerState: "WAITING_FOR_OTHER" });
    expect(await seen(story, story.cast.mediator)).toMatchObject({ proposals });
    await story.declineProposal(merchant);
    const afterwards = [{ status: "DECLINED", acceptedBy: [], expiresAt: null }];
    expect(await seen(story, merchant)).toMatchObject({ proposals: afterwards });
  });

  it("settles with the second acceptance, and is superseded when the sides settle otherwise", async () => {
    const { story } = await storyAt(database, "PROPOSED");
    await story.acceptProposal(story.merchant);
    await story.acceptProposal(story.shopper);
    const { dispute } = await story.load();
    expect(dispute).toMatchObject({ status: "PERFORMING", outcome: "MEDIATED" });
    expect(dispute.obligations).toHaveLength(1);
    const { story: other } = await storyAt(database, "PROPOSED");
    await other.offer(other.merchant);
    await other.acceptLatest(other.shopper);
    expect((await other.load()).dispute).toMatchObject({
      ...{ outcome: "SETTLED", proposals: [{ status: "SUPERSEDED" }] },
    });
  });

  it("ends with the clock of its status, and another can follow", async () => {
    const { story } = await storyAt(database, "PROPOSED");
    expect(await story.runOut()).toBe(true);
    expect((await story.load()).dispute).toMatchObject({
      ...{ status: "DECIDING", proposals: [{ status: "EXPIRED" }] },
    });
    await story.propose("30.00");
    expect((await story.load()).dispute.proposals.map(({ status }) => status)).toEqual(["EXPIRED", "SENT"]);
  });

  it("is settled, declined or withdrawn once, whoever comes first", async () => {
    const { story } = await storyAt(database, "PROPOSED");
    const { factory, shopper, merchant } = story;
    const { proposalId, termsHash } = await story.latestProposal();
    const acts = Array.from({ length: 24 }, (_, index) => () => {
      const input = { ...story.input(), proposalId, termsHash };
      const by = factory.as(index % 2 === 0 ? shopper : merchant);
      if (index % 8 === 6) return withdrawDispute(factory.as(shopper), story.input());
      return index % 8 === 7 ? declineProposal(by, input) : acceptProposal(by, input);
    });
    const codes = await Promise.all(acts.map((act) => codeOf(act())));
    const { dispute } = await story.load();
    const types = await database.query<{ type: string }>(
      `SELECT type FROM dispute_event WHERE dispute_id = $1 AND type ~ '^(PROPOSAL|DISPUTE_W)' ORDER BY sequence`,
      [story.disputeId],
    );
    const counts = (type: string): number => types.filter((event) => event.type === type).length;
    expect(counts("PROPOSAL_HALF_ACCEPTED")).toBeLessThanOrEqual(1);
    expect(counts("PROPOSAL_ACCEPTED") + counts("DISPUTE_WITHDRAWN")).toBe(1);
    expect(codes.filter((code) => code === "accepted")).toHaveLength(types.length);
    expect(dispute.obligations).toHaveLength(counts("PROPOSAL_ACCEPTED"));
  });
});
