import { randomUUID } from "node:crypto";
import { parse, subscribe, type ExecutionResult } from "graphql";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { createPlatformClock } from "../../src/services/clock/platform-clock.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import {
  appendEvent,
  contextFor,
  createDispute,
  createParties,
  staff,
  type Parties,
} from "../support/dispute-log.js";
import { execute } from "../support/graphql.js";

let database: Database;
let hub: EventHub;
let parties: Parties;
let disputeId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  hub = createEventHub(database, () => undefined);
  database.onCommit((ids) => {
    hub.wake(ids);
  });
});
beforeEach(async () => {
  parties = await createParties(database);
  disputeId = await createDispute(database, parties);
});
afterEach(() => {
  expect(hub.size).toBe(0);
});
afterAll(() => closeTestDatabase(database));

const disputeEvents = `subscription ($disputeId: ID!, $after: String) {
  disputeEvents(disputeId: $disputeId, after: $after) {
    cursor event { id sequence type } dispute { id status }
  }
}`;
const disputesUpdated = `subscription ($filter: DisputeFilter, $after: String) {
  disputesUpdated(filter: $filter, after: $after) { cursor event { id } dispute { id status } }
}`;

interface Delivered {
  readonly cursor: string;
  readonly event: { readonly id: string; readonly sequence: number; readonly type: string };
  readonly dispute: { readonly id: string; readonly status: string };
}

type Answer = AsyncGenerator<ExecutionResult, undefined>;

async function start(
  viewer: Viewer,
  source: string,
  variableValues: Record<string, unknown>,
): Promise<Answer | ExecutionResult> {
  const contextValue: GraphQLContext = { viewer, useCase: contextFor(database, viewer), events: hub };
  return (await subscribe({
    schema: createSchema(),
    document: parse(source),
    variableValues,
    contextValue,
  })) as Answer | ExecutionResult;
}

async function follow(viewer: Viewer, source: string, variables: Record<string, unknown>): Promise<Answer> {
  const answer = await start(viewer, source, variables);
  if ("errors" in answer) throw new Error(JSON.stringify(answer.errors));
  return answer as Answer;
}

async function next(answer: Answer, field: string): Promise<Delivered> {
  const { value } = await answer.next();
  expect(value?.errors).toBeUndefined();
  return value?.data?.[field] as Delivered;
}

function shopper(): Viewer {
  return { role: Role.SHOPPER, id: parties.shopperId, merchantId: null };
}

it("delivers the event and the dispute as selected, and goes on after a cursor", async () => {
  const id = toGlobalId("Dispute", disputeId);
  const live = await follow(shopper(), disputeEvents, { disputeId: id });
  await appendEvent(database, disputeId, { audience: "STAFF" });
  const eventId = await appendEvent(database, disputeId);
  const first = await next(live, "disputeEvents");
  expect(first).toMatchObject({
    event: { id: toGlobalId("DisputeEvent", eventId), sequence: 2, type: "OFFER_MADE" },
    dispute: { id, status: "NEGOTIATING" },
  });
  await live.return(undefined);
  const missed = await appendEvent(database, disputeId, { audience: "SHOPPER" });
  const resumed = await follow(shopper(), disputeEvents, { disputeId: id, after: first.cursor });
  expect((await next(resumed, "disputeEvents")).event).toMatchObject({
    id: toGlobalId("DisputeEvent", missed),
    sequence: 3,
  });
  await resumed.return(undefined);
});

it("delivers all disputes of the viewer that the filter takes", async () => {
  const queued = await createDispute(database, parties, { status: "QUEUED" });
  const merchant = { role: Role.MERCHANT_ADMIN, id: randomUUID(), merchantId: parties.merchantId };
  const filter = { status: ["QUEUED"], merchantId: toGlobalId("Merchant", parties.merchantId) };
  const live = await follow(merchant, disputesUpdated, { filter });
  await appendEvent(database, disputeId);
  await appendEvent(database, queued);
  expect((await next(live, "disputesUpdated")).dispute).toEqual({
    id: toGlobalId("Dispute", queued),
    status: "QUEUED",
  });
  await live.return(undefined);
});

it.each([
  ["of a stranger", () => ({ ...shopper(), id: randomUUID() }), {}, "NOT_FOUND"],
  ["with a malformed cursor", shopper, { after: "abc" }, "INVALID_CURSOR"],
  ["with the id of another type", shopper, { disputeId: toGlobalId("Order", randomUUID()) }, "INVALID_ID"],
])("refuses a subscription %s at its start", async (_name, viewer, variables, code) => {
  const disputeGlobalId = toGlobalId("Dispute", disputeId);
  const answer = await start(viewer(), disputeEvents, { disputeId: disputeGlobalId, ...variables });
  expect("errors" in answer && answer.errors[0]?.originalError).toMatchObject({ refusals: [{ code }] });
});

it("moves the clock for INTEGRATION and shows it to everybody", async () => {
  const real = new Date();
  const clock = await createPlatformClock(database, () => real, { movable: true });
  const machine = { ...contextFor(database, staff(Role.INTEGRATION)), clock };
  const to = "2030-01-01T00:00:00.000Z";
  const mutation = `mutation ($input: AdvanceClockInput!) {
    advanceClock(input: $input) { clientMutationId now fired failed userErrors { code field } }
  }`;
  // The disputes of these tests cannot be fired by the real rules: they are closed first.
  await database.query("UPDATE dispute SET status = 'CLOSED', outcome = 'LAPSED', deadline_at = NULL");
  expect((await execute(machine, mutation, { input: { clientMutationId: "1", to } })).data).toEqual({
    advanceClock: { clientMutationId: "1", now: to, fired: 0, failed: 0, userErrors: [] },
  });
  const refused = await execute(machine, mutation, { input: { clientMutationId: "2", byHours: -1 } });
  expect(refused.data).toEqual({
    advanceClock: {
      ...{ clientMutationId: "2", now: null, fired: null, failed: null },
      userErrors: [{ code: "VALIDATION", field: ["byHours"] }],
    },
  });
  const shown = await execute({ ...machine, viewer: shopper() }, "{ platformClock { now movable } }");
  expect(shown.data).toEqual({ platformClock: { now: to, movable: true } });
});
