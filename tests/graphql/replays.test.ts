import { randomUUID } from "node:crypto";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { MutationStage, opening } from "../support/mutation-stage.js";

let stage: MutationStage;
beforeAll(async () => {
  stage = new MutationStage(await openTestDatabase());
});
afterAll(() => expectFolded(stage.database));
afterAll(() => closeTestDatabase(stage.database));

describe("replays", () => {
  it("the same key and input give the same answer and no second event", async () => {
    const scene = await stage.openedScene();
    const input = {
      clientMutationId: randomUUID(),
      disputeId: scene.disputeId,
      expectedVersion: scene.version,
      terms: [{ kind: "PARTIAL_REFUND", orderLineId: scene.line, amount: "40.00" }],
      message: "Keep it for less?",
    };
    const first = await stage.mutate(scene.merchant, "makeOffer", input);
    expect(first.userErrors).toEqual([]);
    expect(first.offer).toMatchObject({ status: "OPEN" });
    const before = await stage.writtenRows();
    expect(await stage.mutate(scene.merchant, "makeOffer", input)).toEqual(first);
    expect(await stage.writtenRows()).toEqual(before);

    const changed = { ...input, message: "Another note." };
    await stage.expectRefused(
      () => stage.mutate(scene.merchant, "makeOffer", changed),
      "IDEMPOTENCY_MISMATCH",
      ["clientMutationId"],
    );
  });

  it("opening twice with one key opens one dispute", async () => {
    const scene = await stage.orderScene();
    const input = opening(scene.line, { clientMutationId: randomUUID() });
    const [one, other] = await Promise.all([
      stage.mutate(scene.shopper, "openDispute", input),
      stage.mutate(scene.shopper, "openDispute", input),
    ]);
    expect(one.userErrors).toEqual([]);
    expect(other.dispute!.id).toBe(one.dispute!.id);
    expect(other.event?.id).toBe(one.event?.id);
  });

  it("a refused key can be used again with corrected input", async () => {
    const scene = await stage.orderScene();
    const clientMutationId = randomUUID();
    const bad = opening(scene.line, { clientMutationId, statement: "" });
    await stage.expectRefused(() => stage.mutate(scene.shopper, "openDispute", bad), "INVALID_TEXT");
    const good = await stage.mutate(scene.shopper, "openDispute", opening(scene.line, { clientMutationId }));
    expect(good).toMatchObject({
      clientMutationId,
      userErrors: [],
      dispute: { status: "MERCHANT_RESPONSE" },
    });
  });
});
