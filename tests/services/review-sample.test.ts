import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { giveSecondOpinion, readReviewCase } from "../../src/services/review/give-second-opinion.js";
import { readReviewSample } from "../../src/services/review/read-review-sample.js";
import { sampleForReview } from "../../src/services/review/sample-for-review.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let senior: Viewer;
let reviewer: Viewer;
const ruled: Story[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  reviewer = await factory.mediator();
  const busy = await factory.mediator();
  const mediators = [busy, busy, busy, busy, await factory.mediator(), senior];
  for (const mediator of mediators) {
    const story = await Story.open(factory, { purchase: await factory.purchase(), senior, mediator });
    ruled.push(await story.playTo("PERFORMING"));
  }
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const draw = (name: string, size: number, by = senior) =>
  sampleForReview(factory.as(by), { clientMutationId: randomUUID(), name, size, from: null, until: null });

function opinion(sample: string, position: number, outcome: "NOT_PROVEN" | "RULED_SPLIT", by = reviewer) {
  const what = { outcome, remedies: [] };
  return giveSecondOpinion(factory.as(by), { clientMutationId: randomUUID(), sample, position, ...what });
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return ((await work.catch((error: unknown) => error)) as RefusedError).refusals[0].code;
}

const drawn = (sample: string) =>
  database.query<{ id: string; mediator: string }>(
    `SELECT dispute_id AS id, mediator_id AS mediator FROM review_case JOIN dispute ON dispute.id = dispute_id
     WHERE sample = $1 ORDER BY position`,
    [sample],
  );

describe("a sample for review", () => {
  it("is drawn in proportion over mediators, never of one's own, and the same for the same name", async () => {
    expect(await draw("2026-Q4", 3)).toEqual({ name: "2026-Q4", cases: 3 });
    const cases = await drawn("2026-Q4");
    expect(cases.map(({ mediator }) => mediator)).not.toContain(senior.id);
    // Four cases of one mediator and one of another: the one is drawn before the third of the four.
    expect(new Set(cases.map(({ mediator }) => mediator)).size).toBe(2);
    expect(await draw("everything", 100)).toMatchObject({ cases: 5 });
    const empty = { from: new Date("2000-01-01T00:00:00Z"), until: new Date("2000-01-02T00:00:00Z") };
    const none = { clientMutationId: randomUUID(), name: "none", size: 3, ...empty };
    expect(await sampleForReview(factory.as(senior), none)).toMatchObject({ cases: 0 });
    for (const table of ["review_case", "review_sample"])
      await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await database.query("DELETE FROM review_case WHERE sample = '2026-Q4'");
    await database.query("DELETE FROM review_sample WHERE name = '2026-Q4'");
    for (const table of ["review_case", "review_sample"])
      await database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await draw("2026-Q4", 3);
    expect(await drawn("2026-Q4")).toEqual(cases);
  });

  it("is for senior mediators, has a name of its own, and does not change", async () => {
    await draw("once", 1);
    expect(await codeOf(draw("once", 2))).toBe("STATE_CONFLICT");
    expect(await codeOf(draw("other", 1, reviewer))).toBe("FORBIDDEN");
    for (const [name, size] of [
      ["x", 0],
      ["x", 101],
      ["", 1],
      ["a b", 1],
    ] as const) {
      expect(await codeOf(draw(name, size))).toBe("VALIDATION");
    }
  });
});

describe("a second opinion", () => {
  it("is given without seeing the ruling, never on one's own case, once, and is counted", async () => {
    await draw("blind", 100);
    const context = factory.as(reviewer);
    const shown = await readReviewCase(context, { sample: "blind", position: 1 });
    const text = JSON.stringify(shown, (_key, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    expect(text).not.toMatch(/RULED|R-NOT_RECEIVED|bears the risk|SECRET|D-2026|Mediator/);
    expect(await readReviewSample(context, "blind")).toMatchObject({ agreement: null });
    await opinion("blind", 1, "RULED_SPLIT");
    await opinion("blind", 2, "NOT_PROVEN");
    expect(await codeOf(opinion("blind", 2, "RULED_SPLIT"))).toBe("STATE_CONFLICT");
    const seen = await readReviewSample(factory.as(senior), "blind");
    expect(seen.agreement).toEqual({ opinions: 2, agreedBasisPoints: 5_000, kappa: 0 });
    const own = await readReviewSample(context, "blind");
    expect(own.cases.filter(({ given }) => given).map(({ position }) => position)).toEqual([1, 2]);
    const [first] = await drawn("blind");
    const author = ruled.find(({ disputeId }) => disputeId === first!.id)!.cast.mediator;
    expect(await codeOf(opinion("blind", 1, "RULED_SPLIT", author))).toBe("NOT_FOUND");
    expect(await codeOf(readReviewCase(factory.as(author), { sample: "blind", position: 1 }))).toBe(
      "NOT_FOUND",
    );
    expect(
      (await readReviewSample(factory.as(author), "blind")).cases.map(({ position }) => position),
    ).not.toContain(1);
    expect(await codeOf(opinion("blind", 1, "RULED_SPLIT", person(Role.AUDITOR)))).toBe("FORBIDDEN");
    expect(await codeOf(readReviewSample(factory.as(person(Role.SHOPPER)), "blind"))).toBe("FORBIDDEN");
    expect(await codeOf(readReviewSample(context, "no-such"))).toBe("NOT_FOUND");
    await expect(database.query("UPDATE second_opinion SET outcome = 'NOT_PROVEN'")).rejects.toThrow();
  });
});
