import { randomUUID } from "node:crypto";
import pino from "pino";
import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { takeSimulation } from "../../src/persistence/simulation.store.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { startWorker } from "../../src/server/worker.js";
import { cancelSimulation } from "../../src/services/simulation/cancel-simulation.js";
import { resumeSimulations, runSimulation } from "../../src/services/simulation/run-simulation.js";
import { simulateRulebook } from "../../src/services/simulation/simulate-rulebook.js";
import { everyDispute } from "../../src/domain/simulation/sample.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../support/database.js";
import { eventually } from "../support/dispute-log.js";
import { person } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { SimulationStage } from "../support/simulation-stage.js";
import type { Story } from "../support/story.js";

let database: Database;
let stage: SimulationStage;
let silent: Story;
let settled: Story;

beforeAll(async () => {
  database = await openTestDatabase();
  stage = new SimulationStage(database);
  silent = await stage.story();
  await silent.runOut();
  settled = await stage.story();
  await settled.offer(settled.merchant);
  await settled.acceptLatest(settled.shopper);
  await (await stage.story()).playTo("PERFORMING");
  await (await stage.story()).playTo("CLOSED");
  await (await stage.story()).playTo("NEGOTIATING");
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const toPlatform = () =>
  stage.draft(({ reasons }) => (reasons["NOT_RECEIVED"]!.onMerchantSilence = ["PLATFORM"]));

describe("a simulation", () => {
  it("tells what the draft would have changed, and by which clause", async () => {
    const id = await stage.simulate(await toPlatform());
    const { status, done, total, totals } = await stage.simulation(id);
    expect({ status, done, total }).toEqual({ status: "DONE", done: 5, total: 5 });
    const [result, ...others] = await stage.results(id);
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      ...{ dispute_id: silent.disputeId, position: 1, clause: "R-NOT_RECEIVED", currency: "CNY" },
      ...{ outcome_before: "DEFAULTED", outcome_after: "UNDECIDED" },
      ...{ money_before_minor: "10500", money_after_minor: "0", lasted_after_ms: null },
    });
    expect(totals).toMatchObject({
      ...{ disputes: 5, changed: 1, unlikeRecord: 1, decidedInBoth: 4 },
      byClause: [{ clause: "R-NOT_RECEIVED", disputes: 1 }],
    });
  });

  it("changes nothing under the rules that were in force", async () => {
    const id = await stage.simulate(await stage.draft(() => undefined));
    expect(await stage.results(id)).toEqual([]);
    const { totals } = await stage.simulation(id);
    // One dispute was still being negotiated; its window has passed since, which its replay knows and its row does not.
    expect(totals).toMatchObject({ disputes: 5, changed: 0, unlikeRecord: 1 });
  });

  it("finds the same every time", async () => {
    const draft = await stage.draft(({ reasons, timers }) => {
      reasons["NOT_RECEIVED"]!.remedies = ["REPLACEMENT"];
      timers["offer"]!.hours = 1;
    });
    const [one, other] = [await stage.simulate(draft), await stage.simulate(draft)];
    const plain = async (id: string) =>
      (await stage.results(id)).map((row) => ({ ...row, simulation_id: null }));
    expect(await plain(one)).toEqual(await plain(other));
    expect(await plain(one)).toHaveLength(5);
    expect((await stage.simulation(one))["totals"]).toEqual((await stage.simulation(other))["totals"]);
  });

  it("leaves no trace in the disputes, not even a lock", async () => {
    const before = await stage.trace();
    await stage.simulate(await toPlatform());
    expect(await stage.trace()).toBe(before);
  });

  it("takes only what the sample names", async () => {
    const draft = await toPlatform();
    const { merchantId } = silent.merchant;
    const counts = [];
    for (const sample of [
      { merchantId },
      { reasons: ["PROMISE_BROKEN"] },
      { openedFrom: new Date("2026-11-22T00:00:00.000Z"), openedUntil: new Date("2026-11-23T00:00:00.000Z") },
      { openedUntil: new Date("2026-11-22T06:00:00.000Z") },
    ]) {
      counts.push((await stage.simulation(await stage.simulate(draft, sample)))["total"]);
    }
    expect(counts).toEqual([1, 0, 5, 0]);
  });

  it("knows the draft as it was when it was asked for", async () => {
    const draft = await toPlatform();
    const id = await stage.request(draft);
    await database.query("UPDATE rulebook SET document = '{}' WHERE version = $1", [draft.version]);
    await runSimulation(stage.system, id);
    expect(await stage.results(id)).toHaveLength(1);
    await database.query("DELETE FROM rulebook WHERE version = $1", [draft.version]);
  });

  it("needs a bounded number of statements, however many disputes a batch holds", async () => {
    const id = await stage.request(await toPlatform());
    const texts: string[] = [];
    database.onStatement = (text) => void texts.push(text);
    await runSimulation(stage.system, id);
    database.onStatement = undefined;
    // Lock, take, clear, count, mediators, one batch, two writes.
    expect(texts).toHaveLength(8);
  });
});

describe("asking for a simulation", () => {
  const ask = (role: Role, change: object = {}) =>
    simulateRulebook(stage.at(stage.factory.as(person(role))), {
      ...{ clientMutationId: randomUUID(), draftId: randomUUID(), all: true, sample: everyDispute },
      ...change,
    });

  it("is for those who work on the rules; for others there is no draft", async () => {
    const { id } = await toPlatform();
    await expect(ask(Role.RULE_APPROVER, { draftId: id })).resolves.toMatch(/-/);
    await expect(ask(Role.AUDITOR, { draftId: id })).rejects.toThrow("NOT_FOUND");
    await expect(ask(Role.SHOPPER, { draftId: id })).rejects.toThrow("NOT_FOUND");
    await expect(ask(Role.RULE_EDITOR, { draftId: randomUUID() })).rejects.toThrow("NOT_FOUND");
  });

  it("names a sample: everything, or conditions that something can meet", async () => {
    const { id } = await toPlatform();
    const refused = (change: object) =>
      expect(ask(Role.RULE_EDITOR, { draftId: id, ...change })).rejects.toThrow("VALIDATION");
    const instant = new Date("2026-11-22T00:00:00.000Z");
    await refused({ all: false });
    await refused({ sample: { ...everyDispute, reasons: ["NOT_RECEIVED"] } });
    await refused({ all: false, sample: { ...everyDispute, reasons: [] } });
    await refused({ all: false, sample: { ...everyDispute, openedFrom: instant, openedUntil: instant } });
  });

  it("twice with one key gives one simulation", async () => {
    const draft = await toPlatform();
    const input = { clientMutationId: randomUUID(), draftId: draft.id, all: true, sample: everyDispute };
    const context = stage.at(stage.factory.as(stage.editor));
    const [one, other] = await Promise.all([
      simulateRulebook(context, input),
      simulateRulebook(context, input),
    ]);
    expect(one).toBe(other);
  });
});

describe("a simulation that does not run to its end", () => {
  const cancel = (simulationId: string, role: Role = Role.RULE_EDITOR) =>
    cancelSimulation(stage.at(stage.factory.as(person(role))), {
      clientMutationId: randomUUID(),
      simulationId,
    });
  const take = (id: string, silentSeconds = 60) =>
    inTransaction(database, (tx) => takeSimulation(tx, id, { now: new Date(), silentSeconds }));

  it("can be cancelled, once, by those who work on the rules", async () => {
    const id = await stage.request(await toPlatform());
    await expect(cancel(id, Role.AUDITOR)).rejects.toThrow("FORBIDDEN");
    await expect(cancel(id, Role.MEDIATOR)).rejects.toThrow("NOT_FOUND");
    await cancel(id);
    expect(await runSimulation(stage.system, id)).toBe(false);
    await expect(cancel(id)).rejects.toThrow("STATE_CONFLICT");
    expect((await stage.simulation(id))["status"]).toBe("CANCELLED");
    await expect(cancel(randomUUID())).rejects.toThrow("NOT_FOUND");
  });

  it("stops with its next batch when it is cancelled while it runs", async () => {
    const id = await stage.request(await toPlatform());
    const { system } = stage;
    const rulebook: typeof system.rulebook = async (version, sql) => {
      if ((await stage.simulation(id))["status"] === "RUNNING") await cancel(id);
      return system.rulebook(version, sql);
    };
    await runSimulation({ ...system, rulebook }, id);
    expect((await stage.simulation(id))["status"]).toBe("CANCELLED");
    expect(await stage.results(id)).toEqual([]);
  });

  it("is failed if a replay fails, and says so", async () => {
    const id = await stage.request(await toPlatform());
    const rulebook = () => Promise.reject(new Error("no rulebook"));
    await expect(runSimulation({ ...stage.system, rulebook }, id)).rejects.toThrow("no rulebook");
    expect((await stage.simulation(id))["status"]).toBe("FAILED");
  });

  it("is run by one worker alone, and one simulation at a time", async () => {
    const id = await stage.request(await toPlatform());
    const taken = await Promise.all([take(id), take(id), take(id)]);
    expect(taken.filter((each) => each !== null)).toHaveLength(1);
    const next = await stage.request(await toPlatform());
    expect(await take(next)).toBeNull();
    await cancel(id);
    expect(await take(next)).not.toBeNull();
    await cancel(next);
  });

  it("is begun anew when its worker was killed; the dead one's writes count no more", async () => {
    const id = await stage.request(await toPlatform());
    const dead = await take(id);
    expect(dead).toMatchObject({ attempt: 1 });
    expect(await runSimulation(stage.system, id)).toBe(false);
    await database.query("DELETE FROM graphile_worker._private_jobs");
    expect(await resumeSimulations(stage.system, 60)).toBe(0);
    expect(await resumeSimulations(stage.system, 0)).toBeGreaterThan(0);
    expect(await runSimulation(stage.system, id, 0)).toBe(true);
    expect(await stage.simulation(id)).toMatchObject({ status: "DONE", attempt: 2, done: 5 });
    expect(await stage.results(id)).toHaveLength(1);
  });

  it("is run by the worker of the platform", async () => {
    const ids = [await stage.request(await toPlatform()), await stage.request(await toPlatform())];
    const worker = await startWorker({
      databaseUrl: testDatabaseUrl(database),
      context: { ...stage.factory.as(stage.editor), ...stage.system },
      log: pino({ level: "silent" }),
      fire: () => Promise.resolve(false),
    });
    await eventually(async () => {
      const statuses = await Promise.all(ids.map(async (id) => (await stage.simulation(id))["status"]));
      return statuses.every((status) => status === "DONE");
    }, "both simulations are done");
    await worker.stop();
  });
});
