import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { isDue } from "../../src/domain/dispute/deadlines.js";
import { DisputeStatus } from "../../src/domain/dispute/dispute.js";
import { PREVIOUS, SAME } from "../../src/domain/dispute/transition.js";
import { transitions } from "../../src/domain/dispute/transitions.js";
import { RefusedError } from "../../src/domain/errors.js";
import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { loadDispute } from "../../src/persistence/dispute.store.js";
import { NestedDatabase } from "../../src/persistence/nested-database.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { fireDue } from "../../src/services/clock/fire-due.js";
import { createPlatformClock } from "../../src/services/clock/platform-clock.js";
import { acceptClaim } from "../../src/services/disputes/accept-claim.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import type { Sandbox } from "../../src/services/sandbox/sandbox.js";
import { listScenarios, sandboxScenario } from "../../src/services/sandbox/sandbox-scenario.js";
import { scenarios } from "../../src/services/sandbox/scenarios.js";
import { nextEnd } from "../../src/services/sandbox/stage.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";

let database: Database;
let factory: Factory;
const integration = person(Role.INTEGRATION);
const sandbox: Sandbox = { issueToken: ({ id }) => Promise.resolve(`token of ${id}`) };

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database, await createPlatformClock(database, () => storyBegin, { movable: true }));
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

function build(name: string, clientMutationId: string = randomUUID(), viewer = integration) {
  return sandboxScenario(factory.as(viewer), sandbox, { clientMutationId, name });
}

async function load(disputeId: string) {
  return (await loadDispute(database, disputeId))!.dispute;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  return error instanceof RefusedError ? error.refusals[0].code : "accepted";
}

async function count(table: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return row!.count;
}

/** The statuses that rows which the platform offers lead to, from the opening on. */
function offeredStatuses(): ReadonlySet<DisputeStatus> {
  const offered = transitions.filter((row) => row.offered);
  const reached = new Set<DisputeStatus>();
  const enter = (targets: (typeof offered)[number]["to"]) => {
    for (const target of targets) if (target !== SAME && target !== PREVIOUS) reached.add(target);
  };
  for (const row of offered) if (row.from.length === 0) enter(row.to);
  // A set hands out what is added while it is walked through.
  for (const status of reached) for (const row of offered) if (row.from.includes(status)) enter(row.to);
  return reached;
}

describe("the scenarios", () => {
  it("cover every status that the platform offers, and these are not offered yet", () => {
    const offered = offeredStatuses();
    const played = new Set(scenarios.map(({ status }) => status));
    expect([...played].toSorted()).toEqual([...offered].toSorted());
    const notYet = Object.values(DisputeStatus).filter((status) => !offered.has(status));
    expect(notYet).toEqual(["BLOCKED"]);
  });

  it("have names of their own", () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const { name } of scenarios) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    "%s ends as it says, at its time, with nothing overdue",
    async (name, scenario) => {
      const { disputeId } = await build(name);
      const dispute = await load(disputeId);
      const { status, outcome, updatedAt, openedAt } = dispute;
      expect({ status, outcome }).toEqual({ status: scenario.status, outcome: scenario.outcome });
      const now = factory.clock.now();
      const { when } = scenario;
      const [is, wanted] =
        "dueInHours" in when
          ? [nextEnd(dispute), addHours(now, when.dueInHours)]
          : [updatedAt, addHours(now, -when.endedHoursAgo)];
      expect(is).toEqual(wanted);
      expect(isDue(dispute, now)).toBe(false);
      expect(openedAt <= updatedAt && updatedAt <= now).toBe(true);
      const later = await database.query(
        "SELECT 1 FROM dispute_event WHERE dispute_id = $1 AND occurred_at > $2",
        [disputeId, now],
      );
      expect(later).toEqual([]);
    },
  );

  it("hold the evidence that they tell of", async () => {
    const of = async (name: string) => {
      const { evidence } = await load((await build(name)).disputeId);
      const items = evidence.items.filter(({ source }) => source === "UPLOAD");
      return { round: evidence.rounds.at(-1)!, items: items.map(({ status, side }) => `${side} ${status}`) };
    };
    const sealed = ["SHOPPER SUBMITTED"];
    expect(await of("evidence-due-in-two-hours")).toMatchObject({
      items: sealed,
      round: { completedBy: [] },
    });
    expect(await of("one-side-complete")).toMatchObject({
      items: sealed,
      round: { completedBy: ["SHOPPER"] },
    });
    expect((await of("evidence-absent")).round.absences).toEqual([
      { side: "MERCHANT", slot: "CARRIER_STATEMENT" },
    ]);
    expect((await of("rebuttal-open")).round).toMatchObject({ absences: [], rebuttedBy: ["MERCHANT"] });
    const late = await load((await build("late-evidence")).disputeId);
    expect(late.evidence.items.filter(({ lateGround }) => lateGround !== null)).toMatchObject([
      { side: "SHOPPER", status: "EXCHANGED" },
    ]);
  });

  it("leave an unbroken log and one timer for each dispute that is open", async () => {
    expect((await verifyLog(database)).broken).toBeNull();
    const [row] = await database.query<{ open: number; timers: number; past: number }>(
      `SELECT (SELECT count(*)::int FROM dispute WHERE status <> 'CLOSED') AS open,
         count(*)::int AS timers, count(*) FILTER (WHERE run_at <= $1)::int AS past
       FROM graphile_worker.jobs WHERE key LIKE 'deadline:%'`,
      [factory.clock.now()],
    );
    expect(row).toMatchObject({ timers: row!.open, past: 0 });
  });
});

describe("building a scenario", () => {
  it("hands out people who can go on from there, with tokens", async () => {
    const { disputeId, players } = await build("merchant-silent-tomorrow");
    expect(players.map(({ viewer }) => viewer.role)).toEqual([
      ...["SHOPPER", "MERCHANT_AGENT", "MEDIATOR", "SENIOR_MEDIATOR"],
    ]);
    for (const { viewer, token } of players) expect(token).toBe(`token of ${viewer.id}`);
    await acceptClaim(factory.as(players[1]!.viewer), { clientMutationId: randomUUID(), disputeId });
    expect((await load(disputeId)).status).toBe("PERFORMING");
  });

  it("gives the first situation to the same key, and another one to another key", async () => {
    const key = randomUUID();
    const first = await build("claim-refused", key);
    const disputes = await count("dispute");
    const again = await Promise.all([build("claim-refused", key), build("claim-refused", key)]);
    for (const { disputeId, players } of again) {
      expect(disputeId).toBe(first.disputeId);
      expect(players.map(({ viewer }) => viewer)).toEqual(first.players.map(({ viewer }) => viewer));
    }
    expect(await count("dispute")).toBe(disputes);
    expect(await codeOf(build("case-in-review", key))).toBe("IDEMPOTENCY_MISMATCH");
  });

  it("works many times at once, each with people and an order of its own", async () => {
    const names = ["appeal-window-ends-tomorrow", "breaching-in-two-hours", "appeal-window-ends-tomorrow"];
    const built = await Promise.all([...names, ...names, ...names].map((name) => build(name)));
    const people = built.flatMap(({ players }) => players.map(({ viewer }) => viewer.id));
    expect(new Set(people).size).toBe(built.length * 4);
    const disputes = await Promise.all(built.map(({ disputeId }) => load(disputeId)));
    expect(new Set(disputes.map(({ orderId }) => orderId)).size).toBe(built.length);
    expect(disputes.map(({ status }) => status)).toEqual(built.map(({ scenario }) => scenario.status));
  });

  it("keeps its past from a worker that looks for overdue timers meanwhile", async () => {
    const now = factory.clock.now();
    const standAt = () => Promise.resolve(now);
    const built = new AbortController();
    const sweeping = (async () => {
      const fired: number[] = [];
      while (!built.signal.aborted)
        fired.push(
          (await fireDue(factory.as(integration), { until: now, fire: fireDeadline, standAt })).fired,
        );
      return fired;
    })();
    const situations = [];
    for (const name of ["closed-lapsed", "appeal-window-ends-tomorrow", "performing-ruling"])
      situations.push(await build(name));
    built.abort();
    const sweeps = await sweeping;
    expect(sweeps.length).toBeGreaterThan(situations.length);
    expect(sweeps.filter((fired) => fired > 0)).toEqual([]);
    const disputes = await Promise.all(situations.map(({ disputeId }) => load(disputeId)));
    expect(disputes.map(({ status }) => status)).toEqual(["CLOSED", "RULED", "PERFORMING"]);
  });

  it("does not move the platform's clock, and leaves nothing of its rehearsal", async () => {
    const tables = ["dispute", '"order"', "shopper", "merchant", "merchant_member", "mediator"];
    const counts = () => Promise.all(tables.map(count));
    const [before, now] = [await counts(), factory.clock.now()];
    await build("closed-not-proven");
    expect(factory.clock.now()).toEqual(now);
    expect(await counts()).toEqual(
      before.map((rows, index) => rows + (tables[index] === "mediator" ? 2 : 1)),
    );
  });

  it("is refused for other roles, for names that do not exist, and where there is no sandbox", async () => {
    const before = await count("dispute");
    for (const role of Object.values(Role)) {
      if (role === Role.INTEGRATION) continue;
      expect([role, await codeOf(build("claim-refused", randomUUID(), person(role)))]).toEqual([
        role,
        "FORBIDDEN",
      ]);
    }
    expect(await codeOf(build("nothing"))).toBe("NOT_FOUND");
    const input = { clientMutationId: randomUUID(), name: "claim-refused" };
    expect(await codeOf(sandboxScenario(factory.as(integration), null, input))).toBe("SANDBOX_OFF");
    const clock = await createPlatformClock(database, () => storyBegin, { movable: false });
    const fixed = { ...factory.as(integration), clock };
    expect(await codeOf(sandboxScenario(fixed, sandbox, input))).toBe("SANDBOX_OFF");
    expect([listScenarios(fixed, sandbox), listScenarios(factory.as(integration), null)]).toEqual([[], []]);
    expect(await count("dispute")).toBe(before);
  });
});

describe("a transaction inside an open one", () => {
  it("is taken back alone when it throws, and with the whole when the whole does", async () => {
    const add = (on: Database, id: string) =>
      inTransaction(on, (tx) =>
        tx.query(
          "INSERT INTO shopper (id, reference, display_name, created_at) VALUES ($1::uuid, $1::text, 'x', now())",
          [id],
        ),
      );
    const [kept, taken, lost] = [randomUUID(), randomUUID(), randomUUID()];
    await inTransaction(database, async (tx) => {
      const inner = new NestedDatabase(database, tx);
      await add(inner, kept);
      await expect(
        inTransaction(inner, async (part) => {
          await add(new NestedDatabase(inner, part), taken);
          await part.query("SELECT 1 / 0");
        }),
      ).rejects.toThrow(/division by zero/);
    });
    await expect(
      inTransaction(database, async (tx) => {
        await add(new NestedDatabase(database, tx), lost);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    const rows = await database.query<{ id: string }>("SELECT id FROM shopper WHERE id = ANY ($1)", [
      [kept, taken, lost],
    ]);
    expect(rows.map(({ id }) => id)).toEqual([kept]);
  });
});
