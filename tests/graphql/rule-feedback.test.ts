import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parse, subscribe, type ExecutionResult } from "graphql";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let hub: EventHub;
let story: Story;
let feedbackId: string;

const editor = person(Role.RULE_EDITOR);
const operation = (name: string) => readFileSync(`schema/operations/${name}.graphql`, "utf8");

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  hub = createEventHub(database, () => undefined);
  database.onCommit((ids) => {
    hub.wake(ids);
  });
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await factory.purchase(), mediator: await factory.mediator(), senior };
  story = await Story.open(factory, cast);
  feedbackId = await give(story.shopper, { disputeId: toGlobalId("Dispute", story.disputeId) });
});
afterAll(async () => {
  hub.close();
  await closeTestDatabase(database);
});

interface Payload {
  readonly feedback: { readonly id: string; readonly status: string; readonly version: number } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

async function mutate(viewer: Viewer, name: string, input: object): Promise<Payload> {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const variables = { input: { clientMutationId: randomUUID(), ...input } };
  const { data, errors } = await execute(factory.as(viewer), operation(kebab), variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as Record<string, Payload>)[name]!;
}

async function give(viewer: Viewer, change: object = {}): Promise<string> {
  const input = { clause: "R-NOT_RECEIVED", wrong: "Who proves it?", instead: "The merchant.", ...change };
  const { feedback, userErrors } = await mutate(viewer, "submitRuleFeedback", input);
  if (feedback === null) throw new Error(JSON.stringify(userErrors));
  return feedback.id;
}

async function nodes(viewer: Viewer, filter: object, fields: string): Promise<Record<string, unknown>[]> {
  const source = `query ($filter: RuleFeedbackFilter) { ruleFeedbacks(filter: $filter, first: 50) { nodes { ${fields} } } }`;
  const { data, errors } = await execute(factory.as(viewer), source, { filter });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as { ruleFeedbacks: { nodes: Record<string, unknown>[] } }).ruleFeedbacks.nodes;
}

describe("the public list of rule feedback", () => {
  const secret = "mine authorRole authorId disputeNumber dispute { id } steps { status actorRole }";
  const hiddenFrom = [
    Role.SHOPPER,
    Role.MERCHANT_AGENT,
    Role.MEDIATOR,
    Role.FRONTLINE_AGENT,
    Role.INTEGRATION,
  ];

  it.each(hiddenFrom)("shows %s what was said and not who said it or where", async (role) => {
    const merchant = { ...story.merchant, role };
    const viewer = role === Role.MERCHANT_AGENT ? merchant : person(role);
    const [found] = await nodes(viewer, {}, `id wrong status ${secret}`);
    expect(found).toEqual({
      ...{ id: feedbackId, wrong: "Who proves it?", status: "NEW", mine: false },
      ...{ authorRole: null, authorId: null, disputeNumber: null, dispute: null },
      steps: [{ status: "NEW", actorRole: null }],
    });
  });

  it("shows the author all of it", async () => {
    const { number } = (await story.load()).dispute;
    const [found] = await nodes(story.shopper, {}, secret);
    expect(found).toEqual({
      ...{ mine: true, authorRole: "SHOPPER", authorId: story.shopper.id, disputeNumber: number },
      dispute: { id: toGlobalId("Dispute", story.disputeId) },
      steps: [{ status: "NEW", actorRole: "SHOPPER" }],
    });
  });

  it("shows rule staff the author and the dispute's number, and the dispute to whom it is open", async () => {
    const { number } = (await story.load()).dispute;
    const whole = { mine: false, authorRole: "SHOPPER", authorId: story.shopper.id, disputeNumber: number };
    expect((await nodes(editor, {}, secret))[0]).toMatchObject({ ...whole, dispute: null });
    const dispute = { id: toGlobalId("Dispute", story.disputeId) };
    expect((await nodes(person(Role.AUDITOR), {}, secret))[0]).toMatchObject({ ...whole, dispute });
  });

  it("can be narrowed by status, kind, clause and to one's own, and is paged", async () => {
    const shopper = person(Role.SHOPPER);
    const mine = [await give(shopper, { kind: "UNFAIR" }), await give(shopper, { clause: "T-OFFER" })];
    const ids = async (filter: object) => (await nodes(shopper, filter, "id")).map(({ id }) => id);
    expect((await ids({ mine: true })).toSorted()).toEqual(mine.toSorted());
    expect(await ids({ mine: true, kind: ["UNFAIR"] })).toEqual([mine[0]]);
    expect(await ids({ mine: true, clause: "T-OFFER" })).toEqual([mine[1]]);
    expect(await ids({ mine: true, status: ["ACCEPTED"] })).toEqual([]);
    expect(await ids({ mine: false })).not.toContain(mine[0]);
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const { data } = await execute(factory.as(shopper), operation("rule-feedbacks"), { first: 1, after });
      const { edges, pageInfo } = (data as { ruleFeedbacks: Page }).ruleFeedbacks;
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.toSorted()).toEqual((await ids({})).toSorted());
    expect(seen).toContain(feedbackId);
  });

  it("reads one by its id", async () => {
    const source = "query ($id: ID!) { node(id: $id) { id ... on RuleFeedback { clause } } }";
    const { data } = await execute(factory.as(person(Role.CARRIER)), source, { id: feedbackId });
    expect(data).toEqual({ node: { id: feedbackId, clause: "R-NOT_RECEIVED" } });
  });
});

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface Delivered {
  readonly cursor: string;
  readonly sequence: number;
  readonly status: string;
  readonly feedback: { readonly id: string; readonly version: number };
}

describe("ruleFeedbackUpdated", () => {
  const open: AsyncGenerator<ExecutionResult>[] = [];

  async function follow(viewer: Viewer, after?: string): Promise<() => Promise<Delivered>> {
    const contextValue: GraphQLContext = { viewer, useCase: factory.as(viewer), events: hub };
    const answer = await subscribe({
      schema: createSchema(),
      document: parse(operation("rule-feedback-updated")),
      variableValues: { after },
      contextValue,
    });
    if (!("next" in answer)) throw new Error(JSON.stringify(answer.errors));
    open.push(answer as AsyncGenerator<ExecutionResult>);
    return async () => {
      const { value } = (await answer.next()) as { value: ExecutionResult };
      return (value.data as { ruleFeedbackUpdated: Delivered }).ruleFeedbackUpdated;
    };
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map((answer) => answer.return(undefined)));
    expect(hub.size).toBe(0);
  });

  it("tells the author each step live, staff the steps of all, and nobody else anything", async () => {
    const author = person(Role.SHOPPER);
    const told = await follow(author);
    const staff = await follow(editor);
    const heard: unknown[] = [];
    void (await follow(person(Role.SHOPPER)))().then(
      (delivery) => heard.push(delivery),
      () => undefined,
    );
    const id = await give(author);
    await mutate(editor, "answerRuleFeedback", { feedbackId: id, status: "TRIAGED" });
    const other = await give(person(Role.MEDIATOR));
    const seen = [await told(), await told()];
    expect(seen.map(({ status, sequence, feedback }) => [status, sequence, feedback.id])).toEqual([
      ["NEW", 1, id],
      ["TRIAGED", 2, id],
    ]);
    const all = [await staff(), await staff(), await staff()];
    expect(all.map(({ feedback }) => feedback.id)).toEqual([id, id, other]);
    await pause(100);
    expect(heard).toEqual([]);
  });

  it("goes on after a cursor with what happened meanwhile, while many write at once", async () => {
    const author = person(Role.SHOPPER);
    const told = await follow(author);
    const first = await give(author);
    const { cursor } = await told();
    const ids = await Promise.all([give(author), give(author), give(author), give(person(Role.SHOPPER))]);
    const resumed = await follow(author, cursor);
    const seen = [await resumed(), await resumed(), await resumed()].map(({ feedback }) => feedback.id);
    expect(seen.toSorted()).toEqual(ids.slice(0, 3).toSorted());
    expect(seen).not.toContain(first);
    expect([await told(), await told(), await told()].map(({ feedback }) => feedback.id)).toEqual(seen);
  });

  it("loses no step in between whatever commits last, for places are given out in the order of the commits", async () => {
    const staff = await follow(editor);
    const authors = Array.from({ length: 12 }, () => person(Role.SHOPPER));
    const given = Promise.all(authors.map((author) => give(author)));
    const seen = [];
    for (let count = 0; count < authors.length; count += 1) seen.push((await staff()).feedback.id);
    expect(seen.toSorted()).toEqual((await given).toSorted());
  });

  it("finds with the poll what no wake-up told of", async () => {
    const author = person(Role.SHOPPER);
    const told = await follow(author);
    const id = await give(author);
    await told();
    // As another process does whose NOTIFY was lost.
    await database.query(
      `INSERT INTO rule_feedback_step (feedback_id, sequence, status, actor_role, actor_id, occurred_at)
       SELECT id, 2, 'TRIAGED', 'RULE_EDITOR', $2, submitted_at FROM rule_feedback WHERE author_id = $1`,
      [author.id, editor.id],
    );
    hub.poll();
    expect(await told()).toMatchObject({ sequence: 2, status: "TRIAGED", feedback: { id } });
  });

  it("refuses a cursor of another stream", async () => {
    const foreign = Buffer.from("feed 1 1").toString("base64url");
    await expect(follow(editor, foreign)).rejects.toThrow(/no cursor of this stream/);
  });
});
