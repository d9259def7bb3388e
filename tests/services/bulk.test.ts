import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { RefusedError } from "../../src/domain/errors.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { runBulk, type BulkAct, type BulkItem } from "../../src/services/bulk/run-bulk.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import { sendMessage } from "../../src/services/disputes/send-message.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story, type ReachableStatus } from "../support/story.js";

let database: Database;
let factory: Factory;
let mediator: Viewer;
let senior: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

async function at(status: ReachableStatus, by = mediator): Promise<Story> {
  const story = await Story.open(factory, { purchase: await factory.purchase(), senior, mediator: by });
  return story.playTo(status);
}

const say =
  (text: string): BulkAct =>
  (context, item) =>
    sendMessage(context, { ...item, channel: "PARTIES", text });

async function said(text: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM message WHERE text = $1",
    [text],
  );
  return row!.count;
}

const itemOf = ({ disputeId }: Story): BulkItem => ({ disputeId });

describe("an act on many disputes", () => {
  it("turns away those that it may, and says of each other why not; again, it closes the rest alone", async () => {
    const [mine, other, closed] = [await at("IN_REVIEW"), await at("QUEUED"), await at("PERFORMING")];
    const hidden = await at("IN_REVIEW", await factory.mediator());
    const input = {
      ...{
        clientMutationId: randomUUID(),
        ground: "OUT_OF_TIME",
        statement: "Too late.",
        clause: "R-WRONG_ITEM",
      },
      disputes: [mine, other, closed, hidden].map(({ disputeId }) => ({
        disputeId: toGlobalId("Dispute", disputeId),
      })),
    };
    const source = `mutation ($input: BulkDeclareInadmissibleInput!) { bulkDeclareInadmissible(input: $input) {
      results { dispute { outcome inadmissibility { ground clause } } userErrors { code } } } }`;
    const answered = async (by: Viewer) =>
      (await execute(factory.as(by), source, { input })).data!["bulkDeclareInadmissible"];
    const done = {
      dispute: {
        outcome: "INADMISSIBLE",
        inadmissibility: { ground: "OUT_OF_TIME", clause: "R-WRONG_ITEM" },
      },
      userErrors: [],
    };
    const refused = (code: string) => ({ dispute: null, userErrors: [{ code }] });
    const first = {
      results: [done, refused("STATE_CONFLICT"), refused("STATE_CONFLICT"), refused("NOT_FOUND")],
    };
    expect(await answered(mediator)).toEqual(first);
    await assignMediator(factory.as(senior), { ...other.input(), mediatorId: mediator.id });
    expect(await answered(mediator)).toEqual({ results: [done, done, ...first.results.slice(2)] });
    const [row] = await database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM dispute_event WHERE dispute_id = $1 AND type = 'DISPUTE_DECLARED_INADMISSIBLE'",
      [mine.disputeId],
    );
    expect(row).toEqual({ count: 1 });
  });

  it("is done to each by itself: what is refused for one leaves the others alone", async () => {
    const [mine, other] = [await at("IN_REVIEW"), await at("IN_REVIEW", await factory.mediator())];
    const stale = await at("IN_REVIEW");
    const input = {
      ...{
        clientMutationId: randomUUID(),
        text: "Show it.",
        slots: [{ side: "SHOPPER", slot: "PHOTO_OF_ITEM" }],
      },
      disputes: [
        { disputeId: toGlobalId("Dispute", mine.disputeId) },
        { disputeId: toGlobalId("Dispute", other.disputeId) },
        { disputeId: "nonsense" },
        { disputeId: toGlobalId("Dispute", stale.disputeId), expectedVersion: 1 },
      ],
    };
    const mutation = `mutation ($input: BulkRequestEvidenceInput!) { bulkRequestEvidence(input: $input) {
      userErrors { code } results { index dispute { id status } userErrors { code field } } } }`;
    const { data, errors } = await execute(factory.as(mediator), mutation, { input });
    expect(errors).toBeUndefined();
    expect(data!["bulkRequestEvidence"]).toEqual({
      userErrors: [],
      results: [
        {
          index: 0,
          dispute: { id: toGlobalId("Dispute", mine.disputeId), status: "EVIDENCE" },
          userErrors: [],
        },
        { index: 1, dispute: null, userErrors: [{ code: "NOT_FOUND", field: ["disputeId"] }] },
        {
          index: 2,
          dispute: null,
          userErrors: [{ code: "INVALID_ID", field: ["disputes", "2", "disputeId"] }],
        },
        { index: 3, dispute: null, userErrors: [{ code: "VERSION_CONFLICT", field: ["expectedVersion"] }] },
      ],
    });
    expect((await other.load()).dispute.status).toBe("IN_REVIEW");
  });

  it("reads all disputes of the answer in one statement", async () => {
    const stories = [await at("IN_REVIEW"), await at("IN_REVIEW"), await at("IN_REVIEW")];
    const input = {
      ...{ clientMutationId: randomUUID(), channel: "PARTIES", text: randomUUID() },
      disputes: stories.map(({ disputeId }) => ({ disputeId: toGlobalId("Dispute", disputeId) })),
    };
    const texts: string[] = [];
    database.onStatement = (text) => void texts.push(text);
    await execute(
      factory.as(mediator),
      `mutation ($input: BulkSendMessageInput!) { bulkSendMessage(input: $input) { results { dispute { id number } } } }`,
      { input },
    );
    database.onStatement = undefined;
    expect(texts.filter((text) => text.includes("AS data"))).toHaveLength(1);
    expect(await said(input.text)).toBe(3);
  });

  it("that was cut off in the middle goes on where it was, and does nothing twice", async () => {
    const stories = [await at("IN_REVIEW"), await at("IN_REVIEW"), await at("IN_REVIEW")];
    const call = { clientMutationId: randomUUID(), disputes: stories.map(itemOf) };
    const text = randomUUID();
    const context = factory.as(mediator);
    let acts = 0;
    const dying: BulkAct = async (use, item) => {
      const change = await say(text)(use, item);
      acts += 1;
      if (acts === 2) throw new Error("killed after the commit, before the answer");
      return change;
    };
    // A fault leaves the others their turn, and is a fault of the call.
    await expect(runBulk(context, call, dying)).rejects.toThrow("killed");
    expect([acts, await said(text)]).toEqual([3, 3]);
    const first = await runBulk(context, call, say(text));
    expect(first.map(({ refusals }) => refusals)).toEqual([[], [], []]);
    expect(await runBulk(context, call, say(text))).toEqual(first);
    expect(await said(text)).toBe(3);
  });

  it("tries again what was refused, and refuses another act under the same key", async () => {
    const [open, closed] = [await at("IN_REVIEW"), await at("IN_REVIEW", await factory.mediator())];
    const call = { clientMutationId: randomUUID(), disputes: [open, closed].map(itemOf) };
    const text = randomUUID();
    const codes = async (act: BulkAct, by = mediator) =>
      (await runBulk(factory.as(by), call, act)).map(({ refusals }) => refusals[0]?.code);
    expect(await codes(say(text))).toEqual([undefined, "NOT_FOUND"]);
    expect(await codes(say(`${text}!`))).toEqual(["IDEMPOTENCY_MISMATCH", "NOT_FOUND"]);
    expect(await said(`${text}!`)).toBe(0);
    // Keys belong to the viewer: the senior's are others.
    expect(await codes(say(text), senior)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  it("is refused whole for no dispute, too many, one twice, or a bad key", async () => {
    const [one, id] = [{ disputeId: randomUUID() }, randomUUID()];
    const many = Array.from({ length: 101 }, () => ({ disputeId: randomUUID() }));
    for (const [clientMutationId, disputes, field] of [
      [id, [], ["disputes"]],
      [id, many, ["disputes"]],
      [id, [one, one], ["disputes", "1", "disputeId"]],
      ["", [one], ["clientMutationId"]],
    ] as const) {
      const error = await runBulk(factory.as(mediator), { clientMutationId, disputes }, say("x")).catch(
        (thrown: unknown) => thrown as RefusedError,
      );
      expect((error as RefusedError).refusals).toMatchObject([{ code: "VALIDATION", field }]);
    }
  });
});
