import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import type { DisputeEventType } from "../../src/domain/dispute/event.js";
import type { RefusedError } from "../../src/domain/errors.js";
import { readClauseCounts } from "../../src/persistence/clause-health.store.js";
import type { Database } from "../../src/persistence/database.js";
import { answerRuleFeedback } from "../../src/services/rule-feedback/answer-rule-feedback.js";
import { readClauseHealth, type ClauseHealth } from "../../src/services/rule-feedback/read-clause-health.js";
import { submitRuleFeedback } from "../../src/services/rule-feedback/submit-rule-feedback.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
const editor = person(Role.RULE_EDITOR);

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
});
afterAll(() => closeTestDatabase(database));

async function tell(): Promise<Story> {
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await factory.purchase(), mediator: await factory.mediator(), senior };
  return Story.open(factory, cast);
}

/** A ruling that cites R-NOT_RECEIVED, after which the two settle all the same. */
async function overturned(): Promise<void> {
  const story = await (await tell()).playTo("RULED");
  await story.offer(story.merchant);
  await story.acceptLatest(story.shopper);
}

async function health(minimumOverturned: number, first = 20): Promise<readonly ClauseHealth[]> {
  return readClauseHealth(factory.as(editor), { first, minimumOverturned });
}

describe("clause health", () => {
  it("knows nothing where nothing was ruled", async () => {
    expect(await health(0)).toEqual([]);
  });

  it("lists a clause once rulings on it were replaced by settlements as often as asked for", async () => {
    await overturned();
    // Settled before any ruling, and ruled and left at that: neither overturns anything.
    const settled = await tell();
    await settled.offer(settled.merchant);
    await settled.acceptLatest(settled.shopper);
    await (await tell()).playTo("PERFORMING");
    expect(await health(2)).toEqual([]);
    expect(await health(1)).toEqual([
      {
        ...{ clause: "R-NOT_RECEIVED", rulings: 2, overturnedRulings: 1, overturnRate: 0.5 },
        ...{ automaticActs: 0, overturnedActs: 0, feedbackOpen: 0, feedbackAccepted: 0 },
        title: (await factory.as(editor).currentRulebook()).clauses["R-NOT_RECEIVED"]!.title,
      },
    ]);
    await overturned();
    await overturned();
    expect((await health(3)).map((row) => [row.clause, row.rulings, row.overturnRate])).toEqual([
      ["R-NOT_RECEIVED", 4, 0.75],
    ]);
  });

  it("counts the acts of the clock that rest on a clause, and the feedback on it", async () => {
    const silent = await tell();
    await silent.runOut();
    const ids = [];
    for (const clause of ["R-NOT_RECEIVED", "R-NOT_RECEIVED", "R-NOT_RECEIVED", "T-FINANCE"]) {
      const said = { kind: "UNCLEAR" as const, wrong: "Who proves it?", instead: "The merchant." };
      const input = { clientMutationId: randomUUID(), clause, ...said };
      ids.push((await submitRuleFeedback(factory.as(person(Role.SHOPPER)), input)).feedbackId);
    }
    const answers = { answer: "Yes.", shippedVersion: null };
    for (const [feedbackId, statuses] of [
      [ids[0]!, ["TRIAGED"]],
      [ids[1]!, ["TRIAGED", "ACCEPTED"]],
      [ids[2]!, ["TRIAGED", "REJECTED"]],
    ] as const) {
      for (const status of statuses) {
        const input = { clientMutationId: randomUUID(), feedbackId, status, ...answers };
        await answerRuleFeedback(factory.as(editor), input);
      }
    }
    const rows = new Map((await health(0, 100)).map((row) => [row.clause, row]));
    expect(rows.get("R-NOT_RECEIVED")).toMatchObject({
      automaticActs: 1,
      feedbackOpen: 1,
      feedbackAccepted: 1,
    });
    // The appeal window of the one ruling that was left alone.
    expect(rows.get("T-APPEAL_WINDOW")).toMatchObject({ rulings: 0, overturnRate: null, automaticActs: 1 });
    expect(rows.get("T-FINANCE")).toMatchObject({ rulings: 0, automaticActs: 0, feedbackOpen: 1 });
    expect(await health(0, 1)).toHaveLength(1);
  });

  it("takes the latest ruling before a settlement for overturned, and none that another one replaced", async () => {
    const story = await (await tell()).playTo("RULED");
    // Today a dispute has one ruling; a second one is added to the log as a reopened case will have it.
    await database.query(
      `INSERT INTO dispute_event (dispute_id, sequence, id, type, audience, actor_role, actor_id, payload, occurred_at,
         previous_hash, hash)
       SELECT dispute_id, sequence + shift, gen_random_uuid(), named, audience, actor_role, actor_id,
         jsonb_build_object('ruling', jsonb_build_object('clauses', jsonb_build_array('R-WRONG_ITEM', 'R-WRONG_ITEM'))),
         occurred_at, hash, 'x'
       FROM dispute_event, (VALUES (1, 'RULING_ISSUED'), (2, 'OFFER_ACCEPTED')) AS more (shift, named)
       WHERE dispute_id = $1 AND type = 'RULING_ISSUED'`,
      [story.disputeId],
    );
    const rows = new Map((await health(0, 100)).map((row) => [row.clause, row]));
    expect(rows.get("R-WRONG_ITEM")).toMatchObject({ rulings: 1, overturnedRulings: 1 });
    expect(rows.get("R-NOT_RECEIVED")).toMatchObject({ rulings: 5, overturnedRulings: 3 });
  });

  it("counts an appeal by its decision once the list has a row for it", async () => {
    // As Part 4 will write it into the log of a dispute that has a ruling.
    const decide = async (decision: string) => {
      const { disputeId } = await (await tell()).playTo("RULED");
      await database.query(
        `INSERT INTO dispute_event (dispute_id, sequence, id, type, audience, actor_role, actor_id, payload, occurred_at,
           previous_hash, hash)
         SELECT dispute_id, sequence + 1, gen_random_uuid(), 'APPEAL_DECIDED', audience, actor_role, actor_id,
           jsonb_build_object('decision', $2::text), occurred_at, hash, 'x'
         FROM dispute_event WHERE dispute_id = $1 AND type = 'RULING_ISSUED'`,
        [disputeId, decision],
      );
    };
    for (const decision of ["UPHELD", "VARIED", "REVERSED"]) await decide(decision);
    const appeal = {
      ...{ overturns: "RULING_ISSUED" as const, by: "APPEAL_DECIDED" as DisputeEventType },
      where: { field: "decision", oneOf: ["REVERSED", "VARIED"] },
    };
    const options = { minimumOverturned: 1, limit: 1, events: [appeal] };
    expect(await readClauseCounts(database, options)).toMatchObject([
      { clause: "R-NOT_RECEIVED", overturnedRulings: 2 },
    ]);
  });

  it("is for rule staff, senior mediators and auditors, and for pages of 1 to 100", async () => {
    const may = [Role.RULE_EDITOR, Role.RULE_APPROVER, Role.AUDITOR, Role.SENIOR_MEDIATOR];
    for (const role of Object.values(Role)) {
      const asked = readClauseHealth(factory.as(person(role)), { first: 1, minimumOverturned: 3 });
      const code = await asked.then(
        () => "seen",
        (error: unknown) => (error as RefusedError).refusals[0].code,
      );
      expect([role, code]).toEqual([role, may.some((each) => each === role) ? "seen" : "FORBIDDEN"]);
    }
    await expect(health(3, 101)).rejects.toThrow(/INVALID_PAGE/);
    await expect(health(-1)).rejects.toThrow(/VALIDATION/);
  });
});
