import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError, type Refusal } from "../../src/domain/errors.js";
import { addDays } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { readRulebookVersion } from "../../src/persistence/rulebook-version.store.js";
import { approveRulebook } from "../../src/services/rulebook/approve-rulebook.js";
import { discardRulebookDraft } from "../../src/services/rulebook/discard-rulebook-draft.js";
import { proofOf } from "../../src/services/rulebook/proof-of-exit.js";
import { publishRulebook } from "../../src/services/rulebook/publish-rulebook.js";
import { returnRulebookToDraft } from "../../src/services/rulebook/return-rulebook-to-draft.js";
import { saveRulebookDraft } from "../../src/services/rulebook/save-rulebook-draft.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin } from "../support/factory.js";
import { sourceOf, type RulebookMaker } from "../support/rulebook-maker.js";

let database: Database;
let factory: Factory;
let rules: RulebookMaker;

beforeEach(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  rules = factory.rulebooks;
});
afterEach(() => closeTestDatabase(database));

const input = (rulebookId: string) => ({ clientMutationId: randomUUID(), rulebookId });

/** What was refused, or null if it was accepted. Faults fail the test. */
async function refusedBy(work: Promise<unknown>): Promise<Refusal | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0];
    throw error;
  }
}

const codeOf = async (work: Promise<unknown>) => (await refusedBy(work))?.code ?? "ACCEPTED";

function save(source: string, change: { rulebookId?: string; expectedRevision?: number; as?: Viewer } = {}) {
  const { as = rules.editor, ...rest } = change;
  return saveRulebookDraft(factory.as(as), { clientMutationId: randomUUID(), source, ...rest });
}

function publish(rulebookId: string, effectiveAt: Date, as = rules.approver) {
  return publishRulebook(factory.as(as), { ...input(rulebookId), effectiveAt });
}

describe("a draft", () => {
  it("is saved as it was written, YAML too, and parsed", async () => {
    const json = JSON.parse(sourceOf({ version: "2027-yaml" })) as Record<string, unknown>;
    const { version, title, ...rest } = json;
    const source = `# Ours\nversion: ${String(version)}\ntitle:\n  en: Rules\n  zh: 规则\n${Object.entries(
      rest,
    )
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
      .join("\n")}\n`;
    const { rulebookId } = await save(source);
    const stored = await readRulebookVersion(database, rulebookId);
    expect(stored).toMatchObject({ version: "2027-yaml", status: "DRAFT", revision: 1, source });
    expect(stored!.document).toEqual({ ...json, title: { en: "Rules", zh: "规则" } });
    expect(stored!.draftedBy).toBe(rules.editor.id);
    expect(title).toBeDefined();
  });

  it.each<[string, (source: string) => string, object]>([
    ["broken YAML", (source) => source.replace('"title": {', '"title": ['), { path: "" }],
    [
      "a number that is none",
      (source) => source.replace('"claimAmendments": 3', '"claimAmendments": "3"'),
      { path: "limits.claimAmendments" },
    ],
    [
      "an unknown clause",
      (source) => source.replace('"clause": "R-NOT_RECEIVED"', '"clause": "R-NONE"'),
      { path: "reasons.NOT_RECEIVED.clause" },
    ],
    [
      "a text that cannot be kept",
      (source) => source.replace('"en": "Default rules', '"en": "\\u0000Default rules'),
      { path: "title.en" },
    ],
    ["nesting without end", () => "[".repeat(200_000), { path: "", line: 1 }],
    [
      "aliases that multiply",
      () =>
        `a: &a [1]\n${"bcdefgh"
          .split("")
          .map((name, index) => `${name}: &${name} [${`*${"abcdefg"[index]!},`.repeat(9)}]`)
          .join("\n")}\n`,
      { path: "", line: 1, column: 1 },
    ],
  ])("with %s is refused with the place, and nothing is saved", async (_, spoil, details) => {
    const good = sourceOf({ version: "2027-bad" });
    const bad = spoil(good);
    expect(bad).not.toBe(good);
    const refused = await refusedBy(save(bad));
    expect(refused).toMatchObject({ code: "INVALID_RULEBOOK", field: ["source"], details });
    const { line, column, path } = refused!.details as { line: number; column: number; path: string };
    if (path !== "") {
      const key = path.slice(path.lastIndexOf(".") + 1);
      expect(bad.split("\n")[line - 1]!.slice(0, column - 1)).toContain(`"${key}": `);
    }
    expect(await database.query("SELECT 1 FROM rulebook WHERE version = '2027-bad'")).toEqual([]);
  });

  it("is replaced by its id only, from the revision that its editor knew", async () => {
    const rulebookId = await rules.draft({ version: "2027-a" });
    expect(await codeOf(save(sourceOf({ version: "2027-a" })))).toBe("RULEBOOK_VERSION_TAKEN");
    const changed = sourceOf({ version: "2027-b" });
    await save(changed, { rulebookId, expectedRevision: 1 });
    expect(await readRulebookVersion(database, rulebookId)).toMatchObject({
      ...{ version: "2027-b", revision: 2, source: changed },
    });
    const stale = await refusedBy(save(changed, { rulebookId, expectedRevision: 1 }));
    expect(stale).toMatchObject({ code: "VERSION_CONFLICT", details: { currentRevision: 2 } });
    expect(await codeOf(save(sourceOf({ version: "2026-11" }), { rulebookId }))).toBe(
      "RULEBOOK_VERSION_TAKEN",
    );
  });

  it("is saved once by two identical mutations at once, and its name is given once to two others", async () => {
    const same = { clientMutationId: randomUUID(), source: sourceOf({ version: "2027-c" }) };
    const answers = await Promise.all([1, 2, 3].map(() => saveRulebookDraft(factory.as(rules.editor), same)));
    expect(new Set(answers.map(({ rulebookId }) => rulebookId)).size).toBe(1);
    const source = sourceOf({ version: "2027-d" });
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(save(source))));
    expect(codes.sort()).toEqual(["ACCEPTED", "RULEBOOK_VERSION_TAKEN", "RULEBOOK_VERSION_TAKEN"]);
  });

  it("can be discarded, after which its name is free; nothing else can", async () => {
    const rulebookId = await rules.draft({ version: "2027-e" });
    const discard = input(rulebookId);
    expect(await discardRulebookDraft(factory.as(rules.editor), discard)).toEqual({ rulebookId });
    expect(await discardRulebookDraft(factory.as(rules.editor), discard)).toEqual({ rulebookId });
    expect(await readRulebookVersion(database, rulebookId)).toBeNull();
    const again = await rules.draft({ version: "2027-e" });
    await rules.openConsultation(again);
    expect(await codeOf(discardRulebookDraft(factory.as(rules.editor), input(again)))).toBe("STATE_CONFLICT");
  });
});

describe("approval", () => {
  it("is refused to whoever wrote at the version, under whatever role", async () => {
    const rulebookId = await rules.draft();
    const second = person(Role.RULE_EDITOR);
    await save(sourceOf(), { rulebookId, as: second });
    await rules.openConsultation(rulebookId);
    for (const { id } of [rules.editor, second]) {
      const approving = approveRulebook(factory.as(person(Role.RULE_APPROVER, id)), input(rulebookId));
      expect(await codeOf(approving)).toBe("FOUR_EYES_REQUIRED");
    }
    await rules.approve(rulebookId);
    const drafter = person(Role.RULE_APPROVER, rules.editor.id);
    expect(await codeOf(publish(rulebookId, addDays(storyBegin, 7), drafter))).toBe("FOUR_EYES_REQUIRED");
  });

  it("is given once by two approvers at once", async () => {
    const rulebookId = await rules.draft();
    await rules.openConsultation(rulebookId);
    const approvers = [1, 2, 3].map(() => person(Role.RULE_APPROVER));
    const codes = await Promise.all(
      approvers.map((viewer) => codeOf(approveRulebook(factory.as(viewer), input(rulebookId)))),
    );
    expect(codes.sort()).toEqual(["ACCEPTED", "STATE_CONFLICT", "STATE_CONFLICT"]);
    expect((await readRulebookVersion(database, rulebookId))?.revision).toBe(3);
  });

  it("stands against edits until the version is returned to its editors, and is void then", async () => {
    const rulebookId = await rules.approved();
    expect(await codeOf(save(sourceOf(), { rulebookId }))).toBe("STATE_CONFLICT");
    await returnRulebookToDraft(factory.as(rules.editor), input(rulebookId));
    await save(sourceOf(), { rulebookId });
    expect(await readRulebookVersion(database, rulebookId)).toMatchObject({
      ...{ status: "DRAFT", approvedBy: null, consultationAt: null },
    });
    expect(await codeOf(publish(rulebookId, addDays(storyBegin, 7)))).toBe("STATE_CONFLICT");
  });
});

describe("publication", () => {
  it("gives the notice that is due, and closes the range of the version before", async () => {
    const rulebookId = await rules.approved({ major: true });
    expect(
      await refusedBy(publish(rulebookId, new Date(addDays(storyBegin, 15).getTime() - 1))),
    ).toMatchObject({
      ...{ code: "NOTICE_TOO_SHORT", field: ["effectiveAt"] },
      details: { noticeDays: 15, earliest: addDays(storyBegin, 15).toISOString() },
    });
    await rules.publish(rulebookId, 15);
    const ranges = await database.query(
      "SELECT effective_at, effective_until FROM rulebook WHERE status = 'PUBLISHED' ORDER BY effective_at",
    );
    expect(ranges).toEqual([
      { effective_at: new Date("2016-01-01T00:00:00.000Z"), effective_until: addDays(storyBegin, 15) },
      { effective_at: addDays(storyBegin, 15), effective_until: null },
    ]);
    expect(await codeOf(save(sourceOf(), { rulebookId }))).toBe("RULEBOOK_IMMUTABLE");
    expect(await codeOf(publish(rulebookId, addDays(storyBegin, 30)))).toBe("RULEBOOK_IMMUTABLE");
  });

  it("follows the settings of the platform", async () => {
    const rulebookId = await rules.approved();
    const context = { ...factory.as(rules.approver), rulebookNotice: { ordinary: 30, major: 60 } };
    const attempt = (days: number) =>
      publishRulebook(context, { ...input(rulebookId), effectiveAt: addDays(storyBegin, days) });
    expect(await codeOf(attempt(29))).toBe("NOTICE_TOO_SHORT");
    expect(await codeOf(attempt(30))).toBe("ACCEPTED");
    expect((await readRulebookVersion(database, rulebookId))?.noticeDays).toBe(30);
  });

  it("after a planned version fits, before it is refused with its name", async () => {
    const planned = await rules.approved({ version: "2027-planned" });
    await rules.publish(planned, 20);
    const other = await rules.approved({ version: "2027-other" });
    for (const days of [10, 20]) {
      expect(await refusedBy(publish(other, addDays(storyBegin, days)))).toMatchObject({
        code: "RULEBOOK_OVERLAP",
        details: { version: "2027-planned" },
      });
    }
    await rules.publish(other, 21);
    expect(await readRulebookVersion(database, planned)).toMatchObject({
      effectiveUntil: addDays(storyBegin, 21),
    });
  });

  it("of two at once for one instant lets one win, and the other hears which", async () => {
    const versions = ["2027-one", "2027-two"];
    const ids: string[] = [];
    for (const version of versions) ids.push(await rules.approved({ version }));
    const effectiveAt = addDays(storyBegin, 10);
    const refusals = await Promise.all(ids.map((id) => refusedBy(publish(id, effectiveAt))));
    const winner = refusals.indexOf(null);
    expect(refusals.filter((refused) => refused === null)).toHaveLength(1);
    expect(refusals[1 - winner]).toMatchObject({
      code: "RULEBOOK_OVERLAP",
      details: { version: versions[winner] },
    });
  });

  it("of one version by two at once happens once", async () => {
    const rulebookId = await rules.approved();
    const codes = await Promise.all(
      [10, 11].map((days) => codeOf(publish(rulebookId, addDays(storyBegin, days)))),
    );
    expect(codes.sort()).toEqual(["ACCEPTED", "RULEBOOK_IMMUTABLE"]);
  });

  it("is proved once, for whoever asks again while that goes on or later", async () => {
    const source = sourceOf({ change: (document) => (document.timers.requestIntervention.hours = 9_000) });
    const first = proofOf(source);
    expect(proofOf(source)).toBe(first);
    expect(await first).toMatchObject({ promise: "TIMED_EXIT" });
    expect(proofOf(source)).toBe(first);
  });

  it("is refused with what has no exit, and changes nothing", async () => {
    const rulebookId = await rules.approved({
      change: (document) => (document.timers.requestIntervention.hours = 9_000),
    });
    const before = await readRulebookVersion(database, rulebookId);
    const refused = await refusedBy(publish(rulebookId, addDays(storyBegin, 7)));
    expect(refused).toMatchObject({ code: "EXIT_NOT_PROVEN", details: { promise: "TIMED_EXIT" } });
    expect(refused!.details!["path"]).toEqual(["timers.requestIntervention.hours"]);
    expect(await readRulebookVersion(database, rulebookId)).toEqual(before);
    expect(await database.query("SELECT 1 FROM rulebook WHERE effective_until IS NOT NULL")).toEqual([]);
  });
});
