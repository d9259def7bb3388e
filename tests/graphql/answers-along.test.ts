import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { MutationStage, type OpenedScene } from "../support/mutation-stage.js";

let stage: MutationStage;
beforeAll(async () => {
  stage = new MutationStage(await openTestDatabase());
});
afterAll(() => expectFolded(stage.database));
afterAll(() => closeTestDatabase(stage.database));

function offer(scene: OpenedScene) {
  const terms = [{ kind: "PARTIAL_REFUND", orderLineId: scene.line, amount: "40.00" }];
  return { clientMutationId: randomUUID(), disputeId: scene.disputeId, terms };
}

function makeOffer(viewer: Viewer, asked: string, input: object) {
  const source = `mutation ($input: MakeOfferInput!) { makeOffer(input: $input) { userErrors { code } ${asked} } }`;
  return execute(stage.contextOf(viewer), source, { input });
}

describe("what a mutation's answer shows", () => {
  it("is the state after the commit, each field as its alias asked", async () => {
    const scene = await stage.openedScene();
    const asked = "one: dispute { version } other: dispute { status id } event { sequence } offer { status }";
    const { data, errors } = await makeOffer(scene.merchant, asked, offer(scene));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      makeOffer: {
        one: { version: scene.version + 1 },
        other: { status: "NEGOTIATING", id: scene.disputeId },
        event: { sequence: 2 },
        offer: { status: "OPEN" },
      },
    });
  });

  it("cannot undo the mutation by being unreadable", async () => {
    const scene = await stage.openedScene();
    const asked = "dispute { events(first: 1000) { nodes { id } } } offer { status }";
    const { data, errors } = await makeOffer(scene.merchant, asked, offer(scene));
    expect(errors?.map(({ path }) => path)).toEqual([["makeOffer", "dispute"]]);
    expect(data).toMatchObject({ makeOffer: { dispute: null, offer: { status: "OPEN" }, userErrors: [] } });
  });

  it("is read anew for a replay, which shows how things stand by then", async () => {
    const scene = await stage.openedScene();
    const input = offer(scene);
    await makeOffer(scene.merchant, "dispute { version }", input);
    await makeOffer(scene.shopper, "dispute { version }", offer(scene));
    const { data } = await makeOffer(scene.merchant, "dispute { version } event { sequence }", input);
    expect(data).toMatchObject({
      makeOffer: { dispute: { version: scene.version + 2 }, event: { sequence: 2 } },
    });
  });

  it("holds for as many offers at once as there are, each answer with its own", async () => {
    const scenes = await Promise.all(Array.from({ length: 12 }, () => stage.openedScene()));
    const answers = await Promise.all(
      scenes.map((scene) => makeOffer(scene.merchant, "dispute { id }", offer(scene))),
    );
    const ids = answers.map(
      ({ data }) => (data as { makeOffer: { dispute: { id: string } } }).makeOffer.dispute.id,
    );
    expect(ids).toEqual(scenes.map(({ disputeId }) => disputeId));
  });
});
