import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addYears } from "../../src/domain/retention/retention.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { person } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { KeptStory } from "../support/kept-story.js";
import { everythingOf } from "../support/schema-walk.js";

const schema = createSchema();
let database: Database;
let kept: KeptStory;

beforeAll(async () => {
  database = await openTestDatabase();
  kept = await KeptStory.closed(database);
});
afterAll(async () => {
  await kept.story.factory.evidence.remove();
  await closeTestDatabase(database);
});

interface Answered {
  readonly dispute: { readonly retention: Record<string, unknown> } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const disputeId = () => toGlobalId("Dispute", kept.disputeId);

/** Runs the documented operation. */
async function mutate(viewer: Viewer, name: string, input: object = {}): Promise<Answered> {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const source = readFileSync(`schema/operations/${kebab}.graphql`, "utf8");
  const all = { clientMutationId: randomUUID(), disputeId: disputeId(), ...input };
  const { data, errors } = await execute(kept.as(viewer), source, { input: all });
  expect(errors).toBeUndefined();
  return (data as Record<string, Answered>)[name]!;
}

/** Everything that the schema tells a viewer of the dispute. */
async function allOf(viewer: Viewer): Promise<Record<string, unknown>> {
  const source = `query ($id: ID!) { dispute(id: $id) ${everythingOf(schema, schema.getType("Dispute")!)} }`;
  const { data, errors } = await execute(kept.as(viewer), source, { id: disputeId() });
  expect(errors).toBeUndefined();
  return (data as { dispute: Record<string, unknown> }).dispute;
}

const sides = () => [kept.story.shopper, kept.story.merchant];

it("tells how long evidence is kept, and staff alone of a legal hold", async () => {
  const closedAt = kept.clock.now();
  const iso = addYears(closedAt, 3).toISOString();
  const shown = { class: "STANDARD", erasableFrom: iso, keepUntil: iso, erasedAt: null, erasureGround: null };
  for (const side of sides())
    expect((await allOf(side))["retention"]).toMatchObject({ ...shown, legalHold: null });

  const until = addYears(closedAt, 10).toISOString();
  const { senior, mediator } = kept.story.cast;
  const frontline = person(Role.FRONTLINE_AGENT);
  const placed = await mutate(frontline, "placeLegalHold", { reason: "SECRET of the court.", until });
  expect(placed).toMatchObject({
    userErrors: [],
    dispute: {
      retention: {
        legalHold: { reason: "SECRET of the court.", placedByRole: "FRONTLINE_AGENT", endsAt: until },
      },
    },
  });
  for (const staff of [senior, mediator, person(Role.AUDITOR)])
    expect(JSON.stringify(await allOf(staff))).toContain("SECRET of the court.");
  for (const other of [...sides(), person(Role.INTEGRATION)]) {
    const seen = await allOf(other);
    expect(seen["retention"]).toMatchObject({ ...shown, legalHold: null });
    expect(JSON.stringify(seen)).not.toContain("SECRET of the court.");
  }
  expect((await mutate(frontline, "liftLegalHold", { reason: "Done." })).userErrors).toMatchObject([
    { code: "FORBIDDEN" },
  ]);
  expect(await mutate(senior, "liftLegalHold", { reason: "Done." })).toMatchObject({
    userErrors: [],
    dispute: { retention: { legalHold: null } },
  });
  expect((await mutate(senior, "liftLegalHold", { reason: "Done." })).userErrors).toMatchObject([
    { code: "STATE_CONFLICT" },
  ]);
});

it("refuses a hold that has ended before it begins, and one without a reason", async () => {
  const { senior } = kept.story.cast;
  const past = { reason: "A court.", until: kept.clock.now().toISOString() };
  const { userErrors } = await mutate(senior, "placeLegalHold", past);
  expect(userErrors).toMatchObject([{ code: "VALIDATION", field: ["until"] }]);
  const blank = await mutate(senior, "placeLegalHold", { reason: " " });
  expect(blank.userErrors).toMatchObject([{ code: "INVALID_TEXT", field: ["reason"] }]);
});

it("erases for a side, and what is left can be read by everybody who could before", async () => {
  const before = await Promise.all(sides().map((side) => allOf(side)));
  expect(JSON.stringify(before)).toMatch(/NARRATIVE-SHOPPER.*photo\.png/s);
  expect((await mutate(kept.story.shopper, "requestErasure")).userErrors).toMatchObject([
    { code: "RETENTION_NOT_OVER" },
  ]);
  kept.passYears(3.1);
  const erasedAt = kept.clock.now().toISOString();
  const erased = await mutate(kept.story.shopper, "requestErasure");
  expect(erased).toMatchObject({
    userErrors: [],
    dispute: { retention: { erasedAt, erasureGround: "REQUESTED" } },
  });
  const { senior } = kept.story.cast;
  for (const viewer of [...sides(), senior, person(Role.AUDITOR), person(Role.FRONTLINE_AGENT)]) {
    const seen = JSON.stringify(await allOf(viewer));
    expect(seen).not.toMatch(/NARRATIVE|photo\.png|SECRET-|evidence\/files/);
    expect(seen).toMatch(/ERASED/);
    expect(seen).toContain("The lamp never came.");
  }
});
