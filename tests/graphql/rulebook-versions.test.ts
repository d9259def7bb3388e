import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { addDays } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin, TestClock } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { sourceOf } from "../support/rulebook-maker.js";

let database: Database;
let clock: TestClock;
let factory: Factory;

beforeEach(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  factory = new Factory(database, clock);
});
afterEach(() => closeTestDatabase(database));

const operation = (name: string) => readFileSync(`schema/operations/${name}.graphql`, "utf8");

interface Version {
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly revision: number;
  readonly [field: string]: unknown;
}
interface Payload {
  readonly rulebookVersion: Version | null;
  readonly discardedId?: string | null;
  readonly userErrors: readonly { code: string; field: string[]; details: Record<string, unknown> | null }[];
}

/** Runs the documented operation of a query; the codes of its errors come as `refused`. */
async function ask(viewer: Viewer, name: string, variables: object): Promise<Record<string, unknown>> {
  const { data, errors = [] } = await execute(factory.as(viewer), operation(name), { ...variables });
  const codes = errors.map(({ originalError, message }) =>
    originalError instanceof RefusedError ? originalError.refusals[0].code : message,
  );
  return { ...(data ?? {}), ...(codes.length > 0 && { refused: codes }) };
}

async function mutate(viewer: Viewer, name: string, input: object): Promise<Payload> {
  const variables = { input: { clientMutationId: randomUUID(), ...input } };
  const { data, errors } = await execute(factory.as(viewer), operation(name), variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data!)[0] as Payload;
}

async function listed(viewer: Viewer, status: string[] | null = null): Promise<string[]> {
  const answer = await ask(viewer, "rulebook-versions", { status, first: 100 });
  expect(answer["refused"]).toBeUndefined();
  const page = answer["rulebookVersions"] as { totalCount: number; edges: { node: Version }[] };
  expect(page.totalCount).toBe(page.edges.length);
  return page.edges.map(({ node }) => `${node.version} ${node.status}`);
}

const editor = person(Role.RULE_EDITOR);
const approver = person(Role.RULE_APPROVER);
const shopper = person(Role.SHOPPER);

it("a version goes through its life by the documented operations", async () => {
  const saved = await mutate(editor, "save-rulebook-draft", {
    source: sourceOf({ version: "2027-01" }),
  });
  expect(saved).toMatchObject({ userErrors: [], rulebookVersion: { status: "DRAFT", revision: 1 } });
  const rulebookId = saved.rulebookVersion!.id;
  expect(rulebookId).toMatch(/^rulebook_/);
  const source = sourceOf({ version: "2027-02", whole: true, major: true });
  const steps: [Viewer, string, object, object][] = [
    [editor, "save-rulebook-draft", { source, expectedRevision: 1 }, { version: "2027-02", major: true }],
    [editor, "open-rulebook-consultation", { expectedRevision: 2 }, { status: "IN_CONSULTATION" }],
    [approver, "return-rulebook-to-draft", {}, { status: "DRAFT" }],
    [editor, "open-rulebook-consultation", {}, { status: "IN_CONSULTATION" }],
    [approver, "approve-rulebook", { expectedRevision: 5 }, { status: "APPROVED" }],
    [
      approver,
      "publish-rulebook",
      { effectiveAt: addDays(storyBegin, 15).toISOString() },
      { status: "PUBLISHED", revision: 7 },
    ],
  ];
  for (const [viewer, name, input, expected] of steps) {
    expect(await mutate(viewer, name, { rulebookId, ...input })).toMatchObject({
      userErrors: [],
      rulebookVersion: expected,
    });
  }
  const { rulebookVersion } = await ask(editor, "rulebook-version", { version: "2027-02" });
  expect(rulebookVersion).toMatchObject({
    ...{ id: rulebookId, source, noticeDays: 15, draftedBy: editor.id, approvedBy: approver.id },
    ...{ publishedBy: approver.id, publishedAt: storyBegin.toISOString(), effectiveUntil: null },
    title: { en: "Default rules, November 2026" },
  });
  const { reasons } = (rulebookVersion as { rulebook: { reasons: unknown[] } }).rulebook;
  expect(reasons).toHaveLength(34);
});

it("a draft can be discarded, and refusals come with their place", async () => {
  const { rulebookVersion } = await mutate(editor, "save-rulebook-draft", {
    source: sourceOf(),
  });
  const rulebookId = rulebookVersion!.id;
  expect(await mutate(approver, "approve-rulebook", { rulebookId })).toMatchObject({
    ...{ rulebookVersion: null, userErrors: [{ code: "STATE_CONFLICT", details: { status: "DRAFT" } }] },
  });
  expect(await mutate(editor, "save-rulebook-draft", { source: sourceOf({ version: "a b" }) })).toMatchObject(
    {
      userErrors: [{ code: "INVALID_RULEBOOK", field: ["source"], details: { path: "version" } }],
    },
  );
  expect(await mutate(shopper, "save-rulebook-draft", { source: sourceOf() })).toMatchObject({
    userErrors: [{ code: "FORBIDDEN" }],
  });
  expect(await mutate(editor, "discard-rulebook-draft", { rulebookId })).toMatchObject({
    ...{ discardedId: rulebookId, userErrors: [] },
  });
});

it("the status follows the platform's clock, in reads and in filters", async () => {
  await factory.rulebooks.publish(await factory.rulebooks.approved({ version: "2027-01" }));
  expect(await listed(shopper)).toEqual(["2027-01 PUBLISHED", "2026-11 EFFECTIVE"]);
  clock.pass(7 * 24 - 0.001);
  expect(await listed(shopper, ["EFFECTIVE"])).toEqual(["2026-11 EFFECTIVE"]);
  clock.pass(0.001);
  expect(await listed(shopper)).toEqual(["2027-01 EFFECTIVE", "2026-11 SUPERSEDED"]);
  expect(await listed(shopper, ["EFFECTIVE"])).toEqual(["2027-01 EFFECTIVE"]);
  expect(await listed(shopper, ["SUPERSEDED", "PUBLISHED"])).toEqual(["2026-11 SUPERSEDED"]);
  expect(await listed(shopper, ["DRAFT"])).toEqual([]);
  const { rulebook } = await ask(shopper, "rulebook", {});
  expect(rulebook).toMatchObject({ version: "2027-01" });
});

it.each(Object.values(Role).filter((role) => role !== Role.SYSTEM))(
  "%s sees drafts if it makes or audits rules, what is in consultation or approved in any case",
  async (role) => {
    const { rulebooks } = factory;
    const draft = await rulebooks.draft({ version: "2027-draft" });
    await rulebooks.openConsultation(await rulebooks.draft({ version: "2027-open" }));
    await rulebooks.approved({ version: "2027-approved" });
    const viewer = person(role);
    const sees = ["RULE_EDITOR", "RULE_APPROVER", "AUDITOR"].includes(role);
    const open = ["2027-approved APPROVED", "2027-open IN_CONSULTATION", "2026-11 EFFECTIVE"];
    expect((await listed(viewer)).sort()).toEqual([...open, ...(sees ? ["2027-draft DRAFT"] : [])].sort());

    const id = toGlobalId("RulebookVersion", draft);
    const other = toGlobalId("RulebookVersion", randomUUID());
    const hidden = sees ? {} : { refused: ["NOT_FOUND"] };
    for (const answer of [
      await ask(viewer, "rulebook-version", { id }),
      await ask(viewer, "rulebook-version", { version: "2027-draft" }),
      await ask(viewer, "rulebook", { version: "2027-draft" }),
      await ask(viewer, "rulebook-diff", { from: id, to: id }),
    ]) {
      expect({ refused: answer["refused"] }).toEqual(sees ? { refused: undefined } : hidden);
    }
    expect(await ask(viewer, "rulebook-diff", { from: id, to: other })).toMatchObject({
      refused: ["NOT_FOUND"],
    });

    const { rulebookVersion } = await ask(viewer, "rulebook-version", { version: "2027-approved" });
    expect(rulebookVersion).toMatchObject({
      draftedBy: sees ? rulebooks.editor.id : null,
      approvedBy: sees ? rulebooks.approver.id : null,
    });
    expect(await ask(viewer, "rulebook", { version: "2027-open" })).not.toHaveProperty("refused");
  },
);

it("a diff tells what a consultation is about, place by place and clause by clause", async () => {
  const rulebookId = await factory.rulebooks.draft({
    version: "2027-01",
    whole: true,
    change: (document) => {
      document.reasons.NOT_RECEIVED.merchantResponseHours = 24;
      document.clauses["T-OFFER"].text.en = "Two days.";
    },
  });
  await factory.rulebooks.openConsultation(rulebookId);
  const [now] = await database.query<{ id: string }>("SELECT id FROM rulebook WHERE version = '2026-11'");
  const [from, to] = [now!.id, rulebookId].map((id) => toGlobalId("RulebookVersion", id));
  const { rulebookDiff } = await ask(shopper, "rulebook-diff", { from, to });
  expect(rulebookDiff).toMatchObject({
    ...{ from: "2026-11", to: "2027-01" },
    changes: [
      { path: "clauses.T-OFFER.text.en", kind: "CHANGED", after: "Two days." },
      { path: "reasons.NOT_RECEIVED.merchantResponseHours", kind: "CHANGED", before: 48, after: 24 },
      { path: "version", kind: "CHANGED", before: "2026-11", after: "2027-01" },
    ],
    clauses: [{ code: "T-OFFER", kind: "CHANGED", after: { text: { en: "Two days." } } }],
  });
});
