import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { getNamedType, isObjectType, parse, subscribe, type ExecutionResult } from "graphql";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { Role } from "../../src/domain/access/viewer.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { nodeTypeNames } from "../../src/persistence/read/selection.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import {
  blindViewers,
  createHiddenWorld,
  publicTypes,
  type CaseIds,
  type HiddenWorld,
} from "../support/hidden-world.js";
import { codesOf, essence } from "../support/refusals-in.js";
import { askedOnce, idOf, idTypeAt, lastOf, nameSlots, sampler, texts, untold } from "../support/samples.js";
import {
  callOf,
  everythingOf,
  rootFields,
  Several,
  slotsOf,
  type Sampler,
  type Slot,
} from "../support/schema-walk.js";

const schema = createSchema();
const roots = rootFields(schema);
/** Marketplace records come in by names of the marketplace's own, from one role alone. */
const machineOnly = new Set(["importOrders", "advanceClock", "recordPartyTraits", "sandboxScenario"]);

let database: Database;
let world: HiddenWorld;
let hub: EventHub;
let strangers: readonly { readonly viewer: Viewer; readonly own: CaseIds | null }[];

beforeAll(async () => {
  database = await openTestDatabase();
  world = await createHiddenWorld(database);
  hub = createEventHub(database, () => undefined);
  database.onCommit((ids) => {
    hub.wake(ids);
  });
  strangers = [...world.others, ...blindViewers.map((viewer) => ({ viewer, own: null }))];
});
afterAll(() => expectFolded(database));
afterAll(async () => {
  hub.close();
  await closeTestDatabase(database);
});

const unknownIds = new Map(nodeTypeNames.map((type) => [type, toGlobalId(type, randomUUID())]));

const unknownAt = (path: string) =>
  path in nameSlots ? "nothing-by-this-name" : unknownIds.get(idTypeAt(path));

/** Those who make rules see drafts and simulate them, and nobody else may know of it; of disputes they see nothing. */
const ruleMakers: ReadonlySet<Role> = new Set([Role.RULE_EDITOR, Role.RULE_APPROVER]);

/** @param place the path of an argument or the name of a type */
const isOfRules = (place: string) =>
  ["rulebookVersion.version", "RulebookVersion"].includes(place) ||
  /simulat/i.test(place) ||
  (place.includes(".") && !(place in nameSlots) && idTypeAt(place) === "RulebookVersion");

const strangersTo = (place: string) =>
  strangers.filter(({ viewer }) => !(isOfRules(place) && ruleMakers.has(viewer.role)));

const slots = roots
  .filter(({ field }) => !machineOnly.has(field.name))
  .flatMap((root) => [
    ...slotsOf(root, "ID").filter(({ path }) => !publicTypes.has(idTypeAt(path))),
    ...slotsOf(root, "String").filter(({ path }) => path in nameSlots),
  ]);

function selectionFor({ kind, field }: Pick<Slot, "kind" | "field">): string {
  const type = getNamedType(field.type);
  if (kind === "mutation") {
    const errors = "userErrors { code message field details }";
    const reportsEach = isObjectType(type) && "results" in type.getFields();
    return reportsEach ? `{ ${errors} results { ${errors} } }` : `{ ${errors} }`;
  }
  if (field.name === "node" || field.name === "nodes") return "{ __typename id }";
  if (kind === "subscription") {
    if (type.name === "CasePresence") return "{ people { role } }";
    return ["Dossier", "RulebookSimulation"].includes(type.name) ? "{ id }" : "{ event { id } }";
  }
  return everythingOf(
    schema,
    type,
    nodeTypeNames.filter((name) => name !== type.name),
  );
}

function ask(viewer: Viewer, slot: Slot, id: (path: string) => unknown): Promise<ExecutionResult> {
  const how = { sample: sampler(id), selection: selectionFor(slot), include: [slot.path] };
  const { source, variables } = callOf(slot, how);
  return execute(world.factory.as(viewer), source, variables);
}

/** API ids and UUIDs of the hidden case that stand in an answer. */
function leaksIn(answer: unknown, hidden: ReadonlySet<string>): string[] {
  const text = JSON.stringify(answer);
  return [...hidden].filter((id) => text.includes(id));
}

/** Places that are a list themselves, not a field of what a list holds. */
const listsOfIds: ReadonlySet<string> = new Set([
  ...["evidenceItemIds", "fileIds", "ids", "orderLineIds", "orderLines"],
]);

const isFilter = (path: string) => path.includes(".filter.");

describe("every id that the API takes", () => {
  it("has a sample, and so has every text", () => {
    for (const { path } of slots) expect(path in nameSlots || idTypeAt(path)).toBeTruthy();
    for (const root of roots.filter(({ field }) => !machineOnly.has(field.name))) {
      const places = slotsOf(root, "String").map(({ path }) => path);
      expect(places.filter((path) => !(path in nameSlots) && texts[lastOf(path)] === undefined)).toEqual([]);
    }
    expect(slots.length).toBeGreaterThan(30);
  });

  const operations = slots.filter(({ kind, path }) => kind !== "subscription" && !untold.has(path));
  it.each(operations.map((slot) => [slot.path, slot] as const))(
    "%s: what a stranger may not see does not exist",
    async (path, slot) => {
      for (const { viewer } of strangersTo(path)) {
        const hidden = await ask(viewer, slot, (place) => idOf(world.hidden, place));
        expect(essence(hidden)).toEqual(essence(await ask(viewer, slot, unknownAt)));
        if (isFilter(path)) expect(leaksIn(hidden.data, world.hidden.all)).toEqual([]);
        else expect([viewer.role, ...codesOf(hidden)]).toEqual([viewer.role, "NOT_FOUND"]);
      }
    },
  );

  it.each(
    operations
      .filter(({ path }) => !isFilter(path) && !askedOnce.has(path))
      .map((slot) => [slot.path, slot] as const),
  )("%s: beside ids of one's own it does not exist either", async (path, slot) => {
    for (const { viewer, own } of strangers) {
      if (own === null) continue;
      const beside = (other: (place: string) => unknown) => (place: string) => {
        if (place !== path) return idOf(own, place);
        if (!slot.inList) return other(place);
        const both = [idOf(own, place), other(place)];
        return listsOfIds.has(lastOf(place)) ? both : new Several(both);
      };
      const hidden = await ask(
        viewer,
        slot,
        beside((place) => idOf(world.hidden, place)),
      );
      expect([viewer.role, essence(hidden)]).toEqual([
        viewer.role,
        essence(await ask(viewer, slot, beside(unknownAt))),
      ]);
      expect(codesOf(hidden)).not.toEqual([]);
    }
  });
});

describe("every type that has an id", () => {
  it.each(nodeTypeNames)("%s does not exist for strangers, by node and by nodes", async (type) => {
    const known = world.hidden.ids[type];
    const unknown = unknownIds.get(type);
    for (const { viewer } of strangersTo(type)) {
      // Mediators know each other, and some things are public.
      if (type === "Mediator" && viewer.role === Role.MEDIATOR) continue;
      if (publicTypes.has(type)) continue;
      const context = world.factory.as(viewer);
      const one = "query ($id: ID!) { node(id: $id) { id } }";
      const found = await execute(context, one, { id: known });
      expect([viewer.role, ...codesOf(found)]).toEqual([viewer.role, "NOT_FOUND"]);
      expect(essence(found)).toEqual(essence(await execute(context, one, { id: unknown })));
      const several = await execute(context, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
        ids: [known, unknown],
      });
      expect(several.data).toEqual({ nodes: [null, null] });
      expect(codesOf(several)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    }
  });

  it("covers the schema", () => {
    const node = schema.getType("Node");
    const types =
      node && "getInterfaces" in node && "astNode" in node ? schema.getPossibleTypes(node as never) : [];
    expect(types.map(({ name }) => name).sort()).toEqual([...nodeTypeNames].sort());
  });
});

describe("fields without an id", () => {
  const free = roots.filter(
    (root) =>
      root.kind !== "subscription" &&
      slotsOf(root, "ID").length === 0 &&
      !slots.some(({ field }) => field === root.field),
  );
  const lists = roots.filter(({ field }) =>
    field.args.some(({ name }) => name === "first" || name === "groupBy"),
  );
  const asked = [...new Set([...free, ...lists])];

  it.each(asked.map((root) => [root.field.name, root] as const))(
    "%s shows strangers nothing of the case",
    async (name, root) => {
      const fresh: Sampler = (path, named) =>
        lastOf(path) === "clientMutationId" ? `isolation ${name}` : sampler(() => undefined)(path, named);
      // Those who see nothing at all are alike here, and the question is long.
      for (const { viewer } of strangers.slice(0, world.others.length + 1)) {
        if (name === "mediators" && viewer.role === Role.MEDIATOR) continue; // They know each other.
        const type = getNamedType(root.field.type);
        const selection = root.kind === "mutation" ? "{ userErrors { code } }" : everythingOf(schema, type);
        const sample: Sampler = (path, named) =>
          machineOnly.has(name) && named.name === "String" ? "x" : fresh(path, named);
        const { source, variables } = callOf(root, { sample, selection });
        const answer = await execute(world.factory.as(viewer), source, variables);
        expect(leaksIn(answer, world.hidden.all)).toEqual([]);
        if (machineOnly.has(name)) expect(codesOf(answer)).toEqual(["FORBIDDEN"]);
        else for (const code of codesOf(answer)) expect(["FORBIDDEN", "NOT_FOUND"]).toContain(code);
      }
    },
  );
});

describe("subscriptions", () => {
  const watching = slots.filter(({ kind }) => kind === "subscription");

  type Started = AsyncGenerator<ExecutionResult> | ExecutionResult;

  async function start(viewer: Viewer, slot: Slot): Promise<Started> {
    const sample = sampler((path) => idOf(world.hidden, path));
    const { source, variables } = callOf(slot, {
      sample,
      selection: selectionFor(slot),
      include: [slot.path],
    });
    const contextValue: GraphQLContext = { viewer, useCase: world.factory.as(viewer), events: hub };
    return (await subscribe({
      schema,
      document: parse(source),
      variableValues: variables,
      contextValue,
    })) as never;
  }

  it.each(watching.map((slot) => [slot.path, slot] as const))(
    "%s tells strangers nothing",
    async (path, slot) => {
      const heard: unknown[] = [];
      const open: AsyncGenerator<ExecutionResult>[] = [];
      for (const { viewer } of strangersTo(path)) {
        const answer = await start(viewer, slot);
        if ("next" in answer) {
          open.push(answer);
          void answer.next().then(({ value, done }) => done === true || heard.push(value));
        } else expect([viewer.role, ...codesOf(answer)]).toEqual([viewer.role, "NOT_FOUND"]);
      }
      expect(open).toHaveLength(isFilter(path) ? strangers.length : 0);
      await world.story.say(world.story.shopper, "PARTIES", "Does anybody listen?");
      await pause(open.length > 0 ? 300 : 0);
      for (const subscription of open) await subscription.return(undefined);
      expect(heard).toEqual([]);
    },
  );
});
