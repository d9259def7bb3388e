import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { addToCaseSwarm } from "../../src/services/swarms/add-to-case-swarm.js";
import { createCaseSwarm } from "../../src/services/swarms/create-case-swarm.js";
import { removeFromCaseSwarm } from "../../src/services/swarms/remove-from-case-swarm.js";
import { execute } from "../support/graphql.js";
import type { Story } from "../support/story.js";
import { itemsOf, linkAll, togetherBy } from "../support/swarm-play.js";
import {
  codeOf,
  codesOf,
  database,
  factory,
  look,
  mediator,
  optOut,
  senior,
  swarmOf,
  tell,
  useSwarmStage,
} from "../support/swarm-stage.js";

useSwarmStage();

describe("a case swarm", () => {
  it("is opened of linked disputes, each of which tells its sides how many there are and of nobody else", async () => {
    const stories = [await tell(), await tell(), await tell()] as const;
    const [first, second, third] = stories;
    const { swarmId, outcomes } = await togetherBy(mediator, stories);
    expect(outcomes.map(({ refusals }) => refusals)).toEqual([[], [], []]);
    expect(await swarmOf(third)).toMatchObject({ swarmId, finding: null, optOut: null });
    const shown = await look(first.shopper, first);
    expect(shown.swarm).toMatchObject({
      findingCounts: false,
      sharedFinding: null,
      swarm: {
        memberCount: 3,
        members: { nodes: [{ id: toGlobalId("Dispute", first.disputeId) }], totalCount: 1 },
      },
    });
    const told = JSON.stringify(shown);
    for (const { disputeId, shopper, merchant, cast } of [second, third]) {
      for (const secret of [disputeId, toGlobalId("Dispute", disputeId), shopper.id, cast.purchase.reference])
        expect(told).not.toContain(secret);
      expect(told).not.toContain(merchant.merchantId);
    }
    expect((await look(mediator, first)).swarm).toMatchObject({ swarm: { members: { totalCount: 3 } } });
    // Nobody from elsewhere finds it.
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    const stranger = await tell(await factory.mediator());
    for (const viewer of [stranger.shopper, stranger.merchant, stranger.cast.mediator]) {
      const { errors } = await execute(factory.as(viewer), node, { id: shown.swarm.swarm.id });
      expect(errors?.[0]?.originalError).toMatchObject({ refusals: [{ code: "NOT_FOUND" }] });
    }
  });

  it("is opened by mediators who see all of it, of disputes that hang together, in words that name nobody", async () => {
    const [one, other, alone] = [await tell(), await tell(), await tell()];
    const hidden = await tell(await factory.mediator());
    await linkAll(mediator, [one, other]);
    await linkAll(senior, [one, hidden]);
    const open = (stories: readonly Story[], by = mediator, commonCause = "One lot.") =>
      codeOf(
        createCaseSwarm(factory.as(by), {
          ...{ clientMutationId: randomUUID(), commonCause, disputes: itemsOf(stories) },
        }),
      );
    expect(await open([one, hidden])).toBe("NOT_FOUND");
    expect(await open([one, other], one.shopper)).toBe("NOT_FOUND");
    expect(await open([one], one.shopper)).toBe("FORBIDDEN");
    expect(await open([one])).toBe("VALIDATION");
    expect(await open([one, alone])).toBe("VALIDATION");
    expect(await open([one, other], mediator, `As in ${other.cast.purchase.reference}.`)).toBe("VALIDATION");
    expect(await open([one, other], mediator, " ")).toBe("INVALID_TEXT");
    expect(await open([one, other])).toBe("ACCEPTED");
    expect(await open([one, other])).toBe("ACCEPTED");
    // The second swarm gets neither, for both belong to the first.
    const [row] = await database.query(
      "SELECT count(DISTINCT swarm_id)::int AS count FROM dispute WHERE id = ANY ($1)",
      [[one.disputeId, other.disputeId]],
    );
    expect(row).toEqual({ count: 1 });
  });

  it("takes and loses disputes, each by itself", async () => {
    const [one, other] = [await tell(), await tell()];
    const { swarmId } = await togetherBy(mediator, [one, other]);
    const [linked, unlinked] = [await tell(), await tell()];
    const ruled = await tell();
    await ruled.close();
    await ruled.rule(null);
    for (const story of [linked, ruled]) await linkAll(mediator, [one, story]);
    const call = {
      clientMutationId: randomUUID(),
      swarmId,
      disputes: itemsOf([linked, unlinked, ruled, one]),
    };
    const added = await addToCaseSwarm(factory.as(mediator), call);
    expect(codesOf(added)).toEqual(["DONE", "VALIDATION", "STATE_CONFLICT", "STATE_CONFLICT"]);
    expect(await addToCaseSwarm(factory.as(mediator), call)).toEqual(added);
    await optOut(other, other.merchant);
    const removing = { ...call, clientMutationId: randomUUID(), reason: "Another lot." };
    const removed = await removeFromCaseSwarm(factory.as(mediator), {
      ...{ ...removing, disputes: itemsOf([linked, other, unlinked]) },
    });
    // What a side opted out of stays on record: nobody takes it out and puts it in again.
    expect(codesOf(removed)).toEqual(["DONE", "STATE_CONFLICT", "STATE_CONFLICT"]);
    expect(await swarmOf(linked)).toBeNull();
    expect(await codeOf(addToCaseSwarm(factory.as(one.shopper), call))).toBe("FORBIDDEN");
    expect(await codeOf(addToCaseSwarm(factory.as(unlinked.shopper), call))).toBe("NOT_FOUND");
  });
});
