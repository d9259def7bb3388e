import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parse, subscribe, type ExecutionResult } from "graphql";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { showPresence } from "../../src/persistence/presence.store.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { followPresence } from "../../src/services/stream/follow-presence.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { Story } from "../support/story.js";

/** Two processes: each has a hub of its own, and the second hears nothing of the commits but by looking. */
let hubs: readonly EventHub[];
let database: Database;
let factory: Factory;
let story: Story;
let poll: NodeJS.Timeout;
const agent = person(Role.FRONTLINE_AGENT);

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  hubs = [createEventHub(database, () => undefined), createEventHub(database, () => undefined)];
  database.onCommit((ids) => {
    hubs[0]!.wake(ids);
  });
  poll = setInterval(() => {
    for (const hub of hubs) hub.poll();
  }, 100);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  story = await Story.open(factory, {
    ...{ purchase: await factory.purchase(), senior, mediator: await factory.mediator() },
  });
  await story.playTo("IN_REVIEW");
});
afterEach(async () => {
  expect(hubs.map(({ size }) => size)).toEqual([0, 0]);
  expect(await database.query("SELECT id FROM case_presence")).toEqual([]);
});
afterAll(async () => {
  clearInterval(poll);
  for (const hub of hubs) hub.close();
  await closeTestDatabase(database);
});

const document = parse(readFileSync("schema/operations/case-presence.graphql", "utf8"));
const schema = createSchema();

type Following = AsyncGenerator<ExecutionResult, undefined>;

async function start(viewer: Viewer, process = 0): Promise<Following | ExecutionResult> {
  const contextValue: GraphQLContext = { viewer, useCase: factory.as(viewer), events: hubs[process]! };
  const variableValues = { disputeId: toGlobalId("Dispute", story.disputeId) };
  return (await subscribe({ schema, document, variableValues, contextValue })) as Following | ExecutionResult;
}

async function open(viewer: Viewer, process = 0): Promise<Following> {
  const answer = await start(viewer, process);
  if (!("next" in answer)) throw new Error(JSON.stringify(answer.errors));
  return answer;
}

interface Person {
  readonly role: string;
  readonly publicName: string | null;
}

async function others(following: Following): Promise<readonly Person[]> {
  const { value } = await following.next();
  expect(value?.errors).toBeUndefined();
  const { people } = value!.data!["casePresence"] as { people: readonly (Person & { since: string })[] };
  for (const { since } of people) expect(Math.abs(Date.now() - Date.parse(since))).toBeLessThan(90_000);
  return people.map(({ role, publicName }) => ({ role, publicName }));
}

const desk = { role: "FRONTLINE_AGENT", publicName: null };
const named = ({ id, role }: Viewer) => ({ role, publicName: `Mediator ${id.slice(0, 4)}` });

it("tells who else has the case open, in whichever process, when they come and when they go", async () => {
  const { mediator } = story.cast;
  const mine = await open(mediator);
  expect(await others(mine)).toEqual([]);
  const theirs = await open(agent, 1);
  expect(await others(theirs)).toEqual([named(mediator)]);
  expect(await others(mine)).toEqual([desk]);
  // A second window of the same person changes nothing, and closing one of two neither.
  const window = await open(agent);
  expect(await others(window)).toEqual([named(mediator)]);
  await theirs.return(undefined);
  const leaving = others(mine);
  await window.return(undefined);
  expect(await leaving).toEqual([]);
  await mine.return(undefined);
});

it("forgets within 30 seconds whose process was killed", async () => {
  const mine = await open(story.cast.mediator);
  expect(await others(mine)).toEqual([]);
  // A process that shows its presence, and then no more.
  await showPresence(database, { id: randomUUID(), disputeId: story.disputeId, viewer: agent });
  expect(await others(mine)).toEqual([desk]);
  await database.query(
    "UPDATE case_presence SET since = since - interval '1 minute', seen_at = seen_at - interval '24 seconds' WHERE viewer_id = $1",
    [agent.id],
  );
  const gone = others(mine);
  const waited = Date.now();
  expect(await gone).toEqual([]);
  expect(Date.now() - waited).toBeGreaterThan(500);
  expect(Date.now() - waited).toBeLessThan(5_000);
  // Whoever comes next clears away what it left.
  await (await open(agent)).return(undefined);
  await mine.return(undefined);
});

/** The heartbeat that is started meanwhile, to be called by hand. */
async function heartbeatOf<Result>(starts: () => Promise<Result>): Promise<[Result, () => void]> {
  const whole = globalThis.setInterval;
  const beats: (() => void)[] = [];
  globalThis.setInterval = ((work: () => void, pause: number) => {
    if (pause === 10_000) beats.push(work);
    return whole(work, pause);
  }) as typeof setInterval;
  try {
    return [await starts(), beats[0]!];
  } finally {
    globalThis.setInterval = whole;
  }
}

it("is not brought back by a heartbeat that is on its way when somebody leaves", async () => {
  let underway: Promise<unknown> = Promise.resolve();
  const query: Database["query"] = async (text, values) => {
    await underway;
    return database.query(text, values);
  };
  const slow = Object.create(database, { query: { value: query } }) as Database;
  const context = { ...factory.as(agent), database: slow };
  const [following, beat] = await heartbeatOf(() => followPresence(context, hubs[0]!, story.disputeId));
  await following.next();
  underway = pause(500);
  beat();
  await following.return!();
  await underway;
  // What the heartbeat does is done by the time that another look comes back.
  await pause(100);
  expect(await database.query("SELECT id FROM case_presence")).toEqual([]);
});

it("is for staff who see the case, and ends for a mediator who has it no more", async () => {
  const { shopper, merchant, cast } = story;
  for (const viewer of [shopper, merchant, person(Role.INTEGRATION), await factory.mediator()]) {
    const answer = await start(viewer);
    expect("next" in answer ? null : answer.errors![0]!.message).toContain("There is no such dispute.");
  }
  const mine = await open(cast.mediator);
  expect(await others(mine)).toEqual([]);
  const ending = mine.next();
  const input = { ...story.input(), mediatorId: cast.senior.id, reason: "Away." };
  await transferCase(factory.as(cast.mediator), input);
  await expect(ending).rejects.toThrow("There is no such dispute.");
});
