import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import {
  MutationStage,
  opening,
  type Input,
  type OpenedScene,
  type Scene,
} from "../support/mutation-stage.js";

let stage: MutationStage;
beforeAll(async () => {
  stage = new MutationStage(await openTestDatabase());
});
afterAll(() => expectFolded(stage.database));
afterAll(() => closeTestDatabase(stage.database));

describe("bad input to openDispute", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await stage.orderScene();
  });

  const unknownLine = toGlobalId("OrderLine", "01890000-0000-7000-8000-000000000001");
  const line = (change: Input) => ({ lines: [{ orderLineId: scene.line, amount: "100.00", ...change }] });

  it.each<[string, () => Input, string, string[]]>([
    ["an unknown order line", () => line({ orderLineId: unknownLine }), "NOT_FOUND", ["lines"]],
    [
      "the id of another type",
      () => line({ orderLineId: toGlobalId("Order", randomUUID()) }),
      "INVALID_ID",
      ["lines", "0", "orderLineId"],
    ],
    [
      "something that is no id",
      () => line({ orderLineId: "1 OR 1=1" }),
      "INVALID_ID",
      ["lines", "0", "orderLineId"],
    ],
    ["an amount above what is refundable", () => line({ amount: "100.01" }), "AMOUNT_TOO_HIGH", ["lines"]],
    ["a negative amount", () => line({ amount: "-1.00" }), "INVALID_AMOUNT", ["lines", "0", "amount"]],
    ["an over-precise amount", () => line({ amount: "1.001" }), "INVALID_AMOUNT", ["lines", "0", "amount"]],
    [
      "an amount beyond all numbers",
      () => line({ amount: "999999999999999999" }),
      "INVALID_AMOUNT",
      ["lines", "0", "amount"],
    ],
    ["no lines", () => ({ lines: [] }), "VALIDATION", ["lines"]],
    [
      "one line twice",
      () => ({ lines: [{ orderLineId: scene.line }, { orderLineId: scene.line }] }),
      "VALIDATION",
      ["lines"],
    ],
    ["an unknown reason", () => ({ reason: "BAD_MOOD" }), "VALIDATION", ["reason"]],
    [
      "a reason that every JavaScript object has",
      () => ({ reason: "constructor" }),
      "VALIDATION",
      ["reason"],
    ],
    [
      "a remedy that the reason does not allow",
      () => ({ remedy: "REPAIR" }),
      "REMEDY_NOT_ALLOWED",
      ["remedy"],
    ],
    ["a statement of 1 MB", () => ({ statement: "x".repeat(1_048_576) }), "INVALID_TEXT", ["statement"]],
    ["an empty statement", () => ({ statement: " \n" }), "INVALID_TEXT", ["statement"]],
    ["a NUL in the statement", () => ({ statement: "a\u0000b" }), "INVALID_TEXT", ["statement"]],
    [
      "a control character in the statement",
      () => ({ statement: "a\u001b[31mb" }),
      "INVALID_TEXT",
      ["statement"],
    ],
    ["half a surrogate pair", () => ({ statement: "a\ud83d" }), "INVALID_TEXT", ["statement"]],
    ["what invalid UTF-8 decodes to", () => ({ statement: "caf\ufffd" }), "INVALID_TEXT", ["statement"]],
    ["an empty key", () => ({ clientMutationId: "" }), "VALIDATION", ["clientMutationId"]],
    ["a key with a NUL", () => ({ clientMutationId: "a\u0000" }), "VALIDATION", ["clientMutationId"]],
  ])("%s is refused and nothing is written", async (_, change, code, field) => {
    await stage.expectRefused(
      () => stage.mutate(scene.shopper, "openDispute", opening(scene.line, change())),
      code,
      field,
    );
  });

  it("another shopper's order does not exist", async () => {
    const { shopper } = await stage.orderScene();
    await stage.expectRefused(() => stage.mutate(shopper, "openDispute", opening(scene.line)), "NOT_FOUND");
  });

  it("a reason whose window has passed is refused", async () => {
    const later = new Date("2027-11-22T06:00:00.000Z");
    await stage.expectRefused(
      () => stage.mutate(scene.shopper, "openDispute", opening(scene.line), later),
      "WINDOW_CLOSED",
      ["reason"],
    );
  });

  it("a second open dispute on a line is refused", async () => {
    const opened = await stage.openedScene();
    await stage.expectRefused(
      () => stage.mutate(opened.shopper, "openDispute", opening(opened.line)),
      "ALREADY_DISPUTED",
      ["lines"],
    );
  });
});

describe("bad input to other mutations", () => {
  let scene: OpenedScene;
  beforeAll(async () => {
    scene = await stage.openedScene();
  });

  const terms = (amount: string) => [{ kind: "PARTIAL_REFUND", orderLineId: scene.line, amount }];
  const strangeDispute = toGlobalId("Dispute", "01890000-0000-7000-8000-000000000001");

  it.each<[string, string, () => Input, string, string[]?]>([
    ["acceptClaim", "a stale version", () => ({ expectedVersion: scene.version + 7 }), "VERSION_CONFLICT"],
    ["acceptClaim", "an unknown dispute", () => ({ disputeId: strangeDispute }), "NOT_FOUND"],
    ["acceptClaim", "the id of another type", () => ({ disputeId: scene.line }), "INVALID_ID", ["disputeId"]],
    [
      "refuseClaim",
      "an empty statement",
      () => ({ code: "OTHER", statement: "" }),
      "INVALID_TEXT",
      ["statement"],
    ],
    [
      "refuseClaim",
      "a long statement",
      () => ({ code: "OTHER", statement: "x".repeat(10_001) }),
      "INVALID_TEXT",
      ["statement"],
    ],
    ["makeOffer", "no terms", () => ({ terms: [] }), "VALIDATION", ["terms"]],
    [
      "makeOffer",
      "an amount above what is refundable",
      () => ({ terms: terms("100.01") }),
      "AMOUNT_TOO_HIGH",
      ["terms"],
    ],
    [
      "makeOffer",
      "an over-precise amount",
      () => ({ terms: terms("0.005") }),
      "INVALID_AMOUNT",
      ["terms", "0", "amount"],
    ],
    [
      "makeOffer",
      "a long note",
      () => ({ terms: terms("50.00"), message: "x".repeat(5_001) }),
      "INVALID_TEXT",
      ["message"],
    ],
    [
      "acceptOffer",
      "an unknown offer",
      () => ({ offerId: toGlobalId("Offer", randomUUID()), termsHash: "00" }),
      "OFFER_NOT_OPEN",
    ],
    ["declineOffer", "the id of another type", () => ({ offerId: scene.line }), "INVALID_ID", ["offerId"]],
    [
      "sendMessage",
      "a control character",
      () => ({ channel: "PARTIES", text: "a\u0007" }),
      "INVALID_TEXT",
      ["text"],
    ],
    ["sendMessage", "a channel of others", () => ({ channel: "STAFF", text: "Hello." }), "FORBIDDEN"],
    ["closeSubmissions", "the wrong role", () => ({ reason: "Enough." }), "FORBIDDEN"],
    ["withdrawDispute", "the wrong side", () => ({}), "FORBIDDEN"],
  ])("%s with %s is refused and nothing is written", async (...[mutation, , change, code, field]) => {
    const input = { disputeId: scene.disputeId, ...change() };
    await stage.expectRefused(() => stage.mutate(scene.merchant, mutation, input), code, field);
  });

  it("a stale version is told the current one", async () => {
    const input = { disputeId: scene.disputeId, expectedVersion: scene.version + 7 };
    const { userErrors } = await stage.mutate(scene.merchant, "acceptClaim", input);
    expect(userErrors[0]!.details).toMatchObject({ currentVersion: scene.version });
  });

  it("a stranger's dispute does not exist", async () => {
    const { merchant } = await stage.orderScene();
    await stage.expectRefused(
      () => stage.mutate(merchant, "acceptClaim", { disputeId: scene.disputeId }),
      "NOT_FOUND",
    );
  });
});
