import { readFileSync } from "node:fs";
import { parse, subscribe, type ExecutionResult } from "graphql";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { runSimulation } from "../../src/services/simulation/run-simulation.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { person } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { SimulationStage } from "../support/simulation-stage.js";

let database: Database;
let stage: SimulationStage;
beforeAll(async () => {
  database = await openTestDatabase();
  stage = new SimulationStage(database);
  await stage.story();
});
afterAll(() => closeTestDatabase(database));

interface Progress {
  readonly status: string;
  readonly progress: { readonly done: number; readonly total: number };
}

const document = parse(readFileSync("schema/operations/simulation-progress.graphql", "utf8"));

async function follow(
  viewer: Viewer,
  id: string,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const useCase = stage.factory.as(viewer);
  // A simulation is followed by its row; the hub of the dispute events is not asked.
  const contextValue = { viewer, useCase } as GraphQLContext;
  const variableValues = { simulationId: toGlobalId("RulebookSimulation", id) };
  return subscribe({ schema: createSchema(), document, variableValues, contextValue });
}

describe("a simulation", () => {
  it("tells in the form of rulebookDiff where the draft differs", async () => {
    const draft = await stage.draft(({ reasons, timers }) => {
      timers["offer"]!.hours += 1;
      delete reasons["PROMISE_BROKEN"];
    });
    const id = toGlobalId("RulebookSimulation", await stage.request(draft));
    const source =
      "query ($id: ID!) { simulation(id: $id) { clauseDiff { path kind clause before after } } }";
    const { data } = await execute(stage.factory.as(stage.editor), source, { id });
    const { clauseDiff } = (data as { simulation: { clauseDiff: { path: string }[] } }).simulation;
    // The draft of these tests gives no advice, and its groups name only the reasons that it has.
    const apart = clauseDiff.filter(({ path }) => /\.recommendations$|^reasonGroups\./.test(path));
    expect(clauseDiff.filter((change) => !apart.includes(change))).toMatchObject([
      { path: "reasons.PROMISE_BROKEN", kind: "REMOVED", clause: "R-PROMISE_BROKEN", after: null },
      { path: "timers.offer.hours", kind: "CHANGED", clause: "T-OFFER", before: 72, after: 73 },
    ]);
  });
});

describe("simulationProgress", () => {
  it("tells at once how far it is, then what has come, and ends when it is over", async () => {
    const id = await stage.request(await stage.draft(() => undefined));
    const answer = await follow(stage.editor, id);
    if (!("next" in answer)) throw new Error(JSON.stringify(answer.errors));
    const seen: Progress[] = [];
    for await (const { data } of answer) {
      seen.push((data as { simulationProgress: Progress }).simulationProgress);
      if (seen.length === 1) await runSimulation(stage.system, id);
    }
    expect(seen[0]).toMatchObject({ status: "QUEUED" });
    expect(seen.at(-1)).toMatchObject({ status: "DONE", progress: { done: 1, total: 1 } });
  });

  it("lets a client go that does not wait for the end", async () => {
    const answer = await follow(
      person(Role.AUDITOR),
      await stage.request(await stage.draft(() => undefined)),
    );
    if (!("next" in answer)) throw new Error(JSON.stringify(answer.errors));
    await answer.next();
    const waiting = answer.next();
    await answer.return(undefined);
    expect(await waiting).toMatchObject({ done: true });
  });

  it("does not exist for those who do not work on the rules", async () => {
    const id = await stage.request(await stage.draft(() => undefined));
    for (const role of [Role.SHOPPER, Role.MERCHANT_AGENT, Role.MEDIATOR]) {
      const answer = await follow(person(role), id);
      expect(JSON.stringify(answer)).toMatch(/NOT_FOUND/);
    }
  });
});
