import { randomInt } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { requestIntervention } from "../../src/services/disputes/request-intervention.js";
import { openDispute } from "../../src/services/disputes/open-dispute.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { DeskClient, tokenOf, type Desk } from "../support/desk-crash.js";
import { ApiClient } from "../support/api-client.js";
import { Factory, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { openDurableDatabase, type DurableDatabase } from "../support/kill-stage.js";
import { ended, runProgram, written, type Program } from "../support/program.js";

/** For the whole size: OMBUD_DESK_CRASH=2000x50 npm test -- kill-desk */
const [CASES, MEDIATORS] = (process.env["OMBUD_DESK_CRASH"] ?? "300x20").split("x").map(Number) as [
  number,
  number,
];
/** How many of them take cases and are not heard of any more. */
const SILENT = Math.floor(MEDIATORS / 5);
/** Of each silent one. */
const HELD = Math.floor(CASES / 10 / SILENT);
const MERCHANTS = 10;
const CAPACITY = Math.ceil((CASES / (MEDIATORS - SILENT)) * 1.15);

let durable: DurableDatabase;
let silent: Viewer[];
let active: Viewer[];
const programs: Program[] = [];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

beforeAll(async () => {
  durable = await openDurableDatabase();
  const now = new Date();
  const seniors = (count: number) => {
    const factory = new Factory(durable.database);
    const registered = { level: 3, capacity: CAPACITY, role: Role.SENIOR_MEDIATOR } as const;
    return Promise.all(Array.from({ length: count }, () => factory.mediator(registered)));
  };
  [silent, active] = [await seniors(SILENT), await seniors(MEDIATORS - SILENT)];
  const began = performance.now();
  await queue(new TestClock(addHours(now, -51)), SILENT * HELD);
  const factory = new Factory(durable.database, new TestClock(addHours(now, -50)));
  for (const mediator of silent)
    for (let count = 0; count < HELD; count += 1)
      await claimNextCase(factory.as(mediator), { clientMutationId: `silent-${count}` });
  await queue(new TestClock(addHours(now, -1)), CASES - SILENT * HELD);
  await trace();
  print(`${CASES} cases were queued in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}, 300_000);
afterAll(async () => {
  for (const { child } of programs) child.kill("SIGKILL");
  await Promise.all(programs.map(ended));
  await durable.close();
});

/** Puts so many cases into the queue, of shoppers who are not alike. */
async function queue(clock: TestClock, count: number): Promise<void> {
  const factory = new Factory(durable.database, clock);
  const orders = Array.from({ length: Math.ceil(count / MERCHANTS) }, (_, index) => index);
  const next = async (): Promise<void> => {
    for (let index = orders.pop(); index !== undefined; index = orders.pop())
      await order(factory, Math.min(MERCHANTS, count - index * MERCHANTS));
  };
  await Promise.all([next(), next(), next(), next()]);
}

async function order(factory: Factory, merchants: number): Promise<void> {
  const { shopper, lines, merchants: agents, draft } = await factory.purchase({ merchants });
  const standing = { vulnerable: randomInt(4) === 0, tier: ["GOLD", null][randomInt(2)]! };
  await factory.import({ ...draft, shopper: { ...draft.shopper, ...standing } });
  for (const [index, orderLineId] of lines.entries()) {
    const claim = { reason: "NOT_RECEIVED", remedy: "REFUND" as const, statement: "It never came." };
    const { disputeId } = await openDispute(factory.as(shopper), {
      ...{ ...claim, clientMutationId: `open-${orderLineId}`, lines: [{ orderLineId, amount: null }] },
    });
    const call = { clientMutationId: `call-${disputeId}`, disputeId, statement: "Please look." };
    await requestIntervention(factory.as(agents[index]!), call);
  }
}

/** Notes each time that a case enters or leaves the queue, with its rank then. */
async function trace(): Promise<void> {
  await durable.database.query(`CREATE TABLE queue_trace
    (step bigint GENERATED ALWAYS AS IDENTITY, dispute_id uuid, ranks_since timestamptz, entered boolean)`);
  await durable.database.query(`INSERT INTO queue_trace (dispute_id, ranks_since, entered)
    SELECT id, ranks_since, true FROM dispute WHERE status = 'QUEUED'`);
  await durable.database.query(`CREATE FUNCTION trace_queue() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO queue_trace (dispute_id, ranks_since, entered)
      VALUES (NEW.id, CASE NEW.status WHEN 'QUEUED' THEN NEW.ranks_since ELSE OLD.ranks_since END, NEW.status = 'QUEUED');
    RETURN NEW; END $$`);
  await durable.database.query(`CREATE TRIGGER trace_queue AFTER UPDATE ON dispute FOR EACH ROW
    WHEN ((OLD.status = 'QUEUED') <> (NEW.status = 'QUEUED')) EXECUTE FUNCTION trace_queue()`);
}

async function serve(): Promise<{ readonly program: Program; readonly url: string }> {
  const program = runProgram("main", {
    ...{ DATABASE_URL: durable.url, OMBUD_MODE: "test", WORKER: "true", REQUEST_TIMEOUT_MS: "60000" },
    ...{ RATE_LIMIT_ADDRESS_PER_MINUTE: "1000000", RATE_LIMIT_VIEWER_PER_MINUTE: "1000000" },
  });
  programs.push(program);
  const [found] = await written(program, [/answers at (http:\/\/\S+)\/graphql/]);
  return { program, url: found![1]! };
}

/** What the worker does every minute. */
const release = () => durable.database.query("SELECT graphile_worker.add_job('release-cases')");

async function waiting(): Promise<number> {
  const [row] = await durable.database.query<{ count: number }>(
    "SELECT count(*)::integer AS count FROM dispute WHERE status = 'QUEUED' OR mediator_id = ANY ($1)",
    [silent.map(({ id }) => id)],
  );
  return row!.count;
}

async function until(
  holds: (left: number) => boolean,
  { what, desk }: { readonly what: string; readonly desk: Desk },
): Promise<void> {
  const end = performance.now() + 60_000 + CASES * 50;
  for (let left = await waiting(); !holds(left); left = await waiting()) {
    // One of them has failed, which is told when all are waited for.
    if (desk.done) return;
    if (performance.now() > end) throw new Error(`never happened: ${what}; ${left} cases wait`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** How many cases that ranked before it each case that left the queue has overtaken. */
async function displacements(): Promise<number[]> {
  const steps = await durable.database.query<{ dispute_id: string; rank: string; entered: boolean }>(
    `SELECT dispute_id, to_char(ranks_since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS ') || dispute_id AS rank, entered
     FROM queue_trace ORDER BY step`,
  );
  const queued = new Map<string, string>();
  const found: number[] = [];
  for (const { dispute_id: id, rank, entered } of steps) {
    if (entered) queued.set(id, rank);
    else {
      queued.delete(id);
      found.push([...queued.values()].filter((other) => other < rank).length);
    }
  }
  expect(queued.size).toBe(0);
  return found;
}

it(`gives each of ${CASES} cases to one of ${MEDIATORS} mediators, though one of two servers is killed among them`, async () => {
  const [first, second] = await Promise.all([serve(), serve()]);
  const desk: Desk = {
    ...{ urls: [first.url, second.url], colleagues: active, random: (below) => randomInt(below) },
    ...{ acknowledged: [], broken: 0, done: false },
  };
  const began = performance.now();
  const clients = await Promise.all(active.map((mediator, place) => DeskClient.of(desk, mediator, place)));
  const working = Promise.all(clients.map((client) => client.work()));
  // A failure of one ends all, here and not when they are waited for.
  working.catch(() => (desk.done = true));
  await until((left) => left < CASES * 0.8, { desk, what: "the first fifth is taken" });
  await release();
  await until((left) => left < CASES * 0.5, { desk, what: "half is taken" });
  first.program.child.kill("SIGKILL");
  await ended(first.program);
  const killed = performance.now();
  await release();
  await until((left) => left === 0, { desk, what: "all is taken" });
  desk.done = true;
  await working;
  const over = performance.now();

  await expectOneEach();
  const acts = await expectEachKeyOnce(desk);
  const found = await displacements();
  const most = Math.max(...found);
  // Only what somebody else is just taking is passed over; the two workers just give some back.
  expect(most).toBeLessThan(MEDIATORS + 2);
  expect((await verifyLog(durable.database)).broken).toBeNull();
  await expectFolded(durable.database);
  const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
  print(
    `${acts} acts in ${seconds(began, over)} (one server killed after ${seconds(began, killed)}), ` +
      `${desk.broken} connections broke; a claim overtook ${(found.reduce((sum, one) => sum + one, 0) / found.length).toFixed(2)} cases on average, ${most} at most`,
  );
}, 600_000);

/** Every case has one mediator, who is at work, and nobody has more than fit. */
async function expectOneEach(): Promise<void> {
  const rows = await durable.database.query<{ mediator_id: string; cases: number }>(
    "SELECT mediator_id, count(*)::integer AS cases FROM dispute WHERE status = 'IN_REVIEW' GROUP BY mediator_id",
  );
  const ids = new Set(active.map(({ id }) => id));
  expect(rows.filter(({ mediator_id: id, cases }) => !ids.has(id) || cases > CAPACITY)).toEqual([]);
  expect(rows.reduce((sum, { cases }) => sum + cases, 0)).toBe(CASES);
}

/** Each answer that somebody got is one event of the log, there is none beside, and who asks again gets the same. */
async function expectEachKeyOnce({ acknowledged, urls }: Desk): Promise<number> {
  const events = await durable.database.query<{ type: string }>(
    "SELECT type FROM dispute_event WHERE type IN ('MEDIATOR_ASSIGNED', 'CASE_TRANSFERRED')",
  );
  const told = new Set(acknowledged.map(({ answer }) => answer.event!.id));
  expect(told.size).toBe(acknowledged.length);
  expect(events).toHaveLength(told.size + SILENT * HELD);
  const released = await durable.database.query("SELECT 1 FROM dispute_event WHERE type = 'CASE_RELEASED'");
  expect(released).toHaveLength(SILENT * HELD);
  for (const { mediator, name, input, answer } of acknowledged.filter((_, index) => index % 20 === 0)) {
    const api = new ApiClient(urls[1]!, await tokenOf(mediator), () => {
      throw new Error("Nobody subscribes here.");
    });
    expect((await api.mutate(name, input)).event?.id).toBe(answer.event!.id);
  }
  return acknowledged.length;
}
