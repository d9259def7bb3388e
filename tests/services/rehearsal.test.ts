import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { readRehearsal } from "../../src/services/rehearsal/read-rehearsal.js";
import { startRehearsal } from "../../src/services/rehearsal/start-rehearsal.js";
import { submitRehearsal } from "../../src/services/rehearsal/submit-rehearsal.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let mediator: Viewer;
let trainee: Viewer;
let story: Story;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
  trainee = await factory.mediator();
  const purchase = await factory.purchase();
  const { id } = purchase.shopper;
  const statement = `I am Shopper ${id}, call 138 1234 5678 or me@example.com about TRACK-${purchase.merchants[0]!.merchantId}.`;
  story = await Story.open(factory, { purchase, senior, mediator }, { statement });
  await story.playTo("PERFORMING");
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const start = (by: Viewer, reason = "NOT_RECEIVED") =>
  startRehearsal(factory.as(by), { clientMutationId: randomUUID(), reason });

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return ((await work.catch((error: unknown) => error)) as RefusedError).refusals[0].code;
}

describe("a rehearsal", () => {
  it("is for mediators who had nothing to do with the case, once each", async () => {
    expect(await codeOf(start(mediator))).toBe("NOT_FOUND");
    expect(await codeOf(start(trainee, "WRONG_ITEM"))).toBe("NOT_FOUND");
    expect(await codeOf(start(person(Role.MEDIATOR)))).toBe("NOT_FOUND");
    expect(await codeOf(start(story.shopper))).toBe("FORBIDDEN");
    const both = await Promise.allSettled([start(trainee), start(trainee)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await codeOf(readRehearsal(factory.as(mediator), 1))).toBe("NOT_FOUND");
  });

  it("shows nothing by which anybody of the case is known, nor its ruling, nor private words", async () => {
    const everything = `{ rehearsal(number: 1) { number score { total } case { reason remedy statement refusalCode refusalStatement
      openedOnDay lines { number title category claimed { amount } paid { amount } freightPaid { amount } }
      shipments { handedOverOnDay deliveredOnDay } messages { by text } evidence { side slot narrative } } } }`;
    const { data, errors } = await execute(factory.as(trainee), everything);
    expect(errors).toBeUndefined();
    const shown = JSON.stringify(data);
    expect(shown).toContain("I am ███");
    const { dispute } = await story.load();
    const { shopper, merchant, lines, cast } = story;
    for (const known of [
      ...[shopper.id, merchant.id, merchant.merchantId!, dispute.id, dispute.number, cast.purchase.reference],
      ...[mediator.id, cast.senior.id, ...lines, "1234", "example.com", "TRACK", "SECRET", "Lamp-1"],
      ...[dispute.ruling!.id, dispute.ruling!.reasons, dispute.ruling!.findings[0]!.text],
    ]) {
      expect(shown.toLowerCase()).not.toContain(known.toLowerCase());
    }
  });

  it("is scored against the ruling that stood, once", async () => {
    const context = factory.as(trainee);
    const input = {
      ...{
        clientMutationId: randomUUID(),
        number: 1,
        outcome: "RULED_SPLIT" as const,
        clauses: ["R-NOT_RECEIVED"],
      },
      remedies: [{ kind: "PARTIAL_REFUND" as const, line: 1, amount: "60.00" }],
    };
    const [remedy] = input.remedies;
    const fresh = () => ({ ...input, clientMutationId: randomUUID() });
    const wrongLine = submitRehearsal(context, { ...fresh(), remedies: [{ ...remedy!, line: 2 }] });
    expect(await codeOf(wrongLine)).toBe("VALIDATION");
    expect(await codeOf(submitRehearsal(context, { ...fresh(), number: 2 }))).toBe("NOT_FOUND");
    expect(await codeOf(submitRehearsal(factory.as(mediator), fresh()))).toBe("NOT_FOUND");
    await submitRehearsal(context, input);
    expect((await readRehearsal(context, 1)).score).toMatchObject({ total: 10_000 });
    expect(await submitRehearsal(context, input)).toEqual({ number: 1 });
    expect(await codeOf(submitRehearsal(context, fresh()))).toBe("STATE_CONFLICT");
  });
});
