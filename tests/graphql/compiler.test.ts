import { execute, Kind, parse, validate, type FieldNode, type GraphQLObjectType } from "graphql";
import { maySeeDispute } from "../../src/domain/access/policy.js";
import {
  allowedActions,
  blockedActions,
  ifNothingHappens,
  viewerState,
} from "../../src/domain/dispute/advice.js";
import { stageOf } from "../../src/domain/dispute/statuses.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { selectionOf } from "../../src/graphql/selection.js";
import { loadDispute } from "../../src/persistence/dispute.store.js";
import { readCaseRecord } from "../../src/persistence/case-records.store.js";
import { SelectionCompiler } from "../../src/persistence/read/compiler.js";
import { compileObjects } from "../../src/persistence/read/read.js";
import { Scope } from "../../src/persistence/read/scope.js";
import type { Selection } from "../../src/persistence/read/selection.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { RandomQuery } from "../support/random-query.js";
import type { Item } from "../support/oracle-rows.js";
import { plainSchema, ReadOracle } from "../support/read-oracle.js";
import { ask, readContext, readNow } from "../support/read-query.js";
import type { World } from "../support/read-world-parts.js";
import { createReadWorld, readViewers } from "../support/read-world.js";

/** Raise it to look harder: 40 a viewer took five minutes and found nothing. */
const QUERIES_A_VIEWER = 8;

let database: Database;
let world: World;
const plain = plainSchema(createSchema());

/** Everything that a relation leads to from a dispute, two steps far. */
const IMPLIED_QUERY = `{ node { id
  order { id shopper { id } lines { id merchant { id } order { id } refunds { id } } payments { id } reviews { id }
    shipments { id merchant { id } trackingEvents { id } } disputes { nodes { id } } }
  lines { id merchant { id } order { id } refunds { id } }
  merchant { id members { id } } shopper { id } mediator { id }
  evidence { nodes { id dispute { id } orderLines { id } } }
  offers { nodes { id dispute { id } terms { orderLine { id } } } } messages { nodes { id dispute { id } } }
  events { nodes { id sequence dispute { id } } } obligations { id orderLine { id } dispute { id } }
  ruling { id mediator { id } dispute { id } remedies { orderLine { id } } } rulings { id mediator { id } } } }`;

/** The selection of the type Dispute that a document's one field stands for. */
function selectionFor(source: string): Selection {
  const { fields } = parseNode(source);
  const schema = createSchema();
  return selectionOf({
    fieldNodes: fields,
    fragments: {},
    variableValues: {},
    schema,
    returnType: schema.getType("Dispute") as GraphQLObjectType,
  });
}

function parseNode(source: string): { fields: FieldNode[] } {
  const [definition] = parse(source).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("one operation");
  return { fields: definition.selectionSet.selections.filter((node) => node.kind === Kind.FIELD) };
}

beforeAll(async () => {
  database = await openTestDatabase();
  world = await createReadWorld(database, 30);
});
afterAll(() => closeTestDatabase(database));

describe("the selection compiler against plain execution on rows in memory", () => {
  for (const viewer of readViewers) {
    it(`answers random queries alike for ${viewer.role} ${viewer.id.slice(-3)}`, async () => {
      const oracle = new ReadOracle(world, viewer);
      for (let seed = 1; seed <= QUERIES_A_VIEWER; seed += 1) {
        const source = new RandomQuery(plain, seed).text(seed % 3 === 0 ? "orders" : "disputes");
        const document = parse(source);
        expect(validate(plain, document)).toEqual([]);
        const variableValues = { yes: true, no: false, size: 3 + (seed % 4) };
        const rootValue = { $type: "Query" } as Item;
        const { fieldResolver } = oracle;
        const expected = await execute({
          schema: plain,
          document,
          variableValues,
          rootValue,
          fieldResolver,
        });
        const actual = await ask(database, viewer, source, variableValues);
        expect(actual.errors).toBeUndefined();
        try {
          expect(JSON.parse(JSON.stringify(actual))).toEqual(JSON.parse(JSON.stringify(expected)));
        } catch (error) {
          throw new Error(`seed ${seed}\n${source}`, { cause: error });
        }
      }
    });
  }
});

describe("predicates that are left out because the parent implies them", () => {
  it("make no difference to any answer", async () => {
    for (const viewer of readViewers) {
      const selection = selectionFor(IMPLIED_QUERY);
      const ids = world["dispute"]!.map(({ id }) => id);
      const answers: unknown[] = [];
      for (const trustImplied of [true, false]) {
        const compiler = new SelectionCompiler(new Scope(viewer), { trustImplied });
        const { text, values } = compileObjects(viewer, { type: "Dispute", ids, selection }, compiler);
        answers.push(
          (await database.query<{ id: string }>(text, values)).sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
      }
      expect(answers[0]).toEqual(answers[1]);
    }
  });
});

describe("what the domain works out", () => {
  it("is what the domain's own functions say about the loaded dispute", async () => {
    const source = `query Q($id: ID!) { dispute(id: $id) { stage viewerState allowedActions { action dueAt mandatory }
      blockedActions { action code message } ifNothingHappens { at action status outcome clause } } }`;
    for (const viewer of readViewers.slice(0, 5)) {
      const { useCase } = readContext(database, viewer);
      for (const { id, ...row } of world["dispute"]!) {
        if (
          !maySeeDispute(viewer, {
            ...row,
            shopperId: row["shopper_id"],
            merchantId: row["merchant_id"],
            mediatorId: row["mediator_id"],
          } as never)
        )
          continue;
        const { dispute, lines } = (await loadDispute(database, id))!;
        const rulebook = await useCase.rulebook(dispute.rulebookVersion);
        const { records } = await readCaseRecord(database, id);
        const advice = { viewer, rulebook, now: readNow, evidence: { records } };
        const answer = await ask(database, viewer, source, { id: toGlobalId("Dispute", id) });
        expect(answer.errors).toBeUndefined();
        expect(JSON.parse(JSON.stringify(answer.data!["dispute"]))).toEqual(
          JSON.parse(
            JSON.stringify({
              stage: stageOf(dispute),
              viewerState: viewerState(dispute, viewer),
              allowedActions: allowedActions(dispute, advice),
              blockedActions: blockedActions(dispute, advice),
              ifNothingHappens: ifNothingHappens(dispute, lines, rulebook),
            }),
          ),
        );
      }
    }
  });
});
