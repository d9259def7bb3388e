import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { deleteMacro } from "../../src/services/macros/delete-macro.js";
import { listMacros } from "../../src/services/macros/list-macros.js";
import { renderMacro } from "../../src/services/macros/render-macro.js";
import { saveMacro, type SaveMacroInput } from "../../src/services/macros/save-macro.js";
import { sendMacro } from "../../src/services/macros/send-macro.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
let mediator: Viewer;
let senior: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

async function inReview(): Promise<Story> {
  const story = await Story.open(factory, { purchase: await factory.purchase(), senior, mediator });
  return story.playTo("IN_REVIEW");
}

const text = {
  en: "{{DISPUTE_NUMBER}}: {{SHOPPER_NAME}} claims {{CLAIMED_AMOUNT}}. Until {{DEADLINE}}:\n{{MERCHANT_REQUIREMENTS}}",
  zh: "{{DISPUTE_NUMBER}}：请于{{DEADLINE}}前提交：\n{{MERCHANT_REQUIREMENTS}}",
};

function input(change: Partial<SaveMacroInput> = {}): SaveMacroInput {
  const title = { en: "Ask", zh: "询问" };
  return {
    clientMutationId: randomUUID(),
    code: `ASK_${randomUUID().slice(0, 8).toUpperCase().replace(/\W/g, "_")}`,
    title,
    text,
    reasons: [],
    ...change,
  };
}

async function saved(change: Partial<SaveMacroInput> = {}): Promise<string> {
  return (await saveMacro(factory.as(senior), input(change))).code;
}

async function refusalOf(work: Promise<unknown>) {
  const error = await work.catch((thrown: unknown) => thrown);
  return (error as RefusedError).refusals[0];
}

describe("saving a macro", () => {
  it("is for senior mediators", async () => {
    expect(await refusalOf(saveMacro(factory.as(mediator), input()))).toMatchObject({ code: "FORBIDDEN" });
    const gone = { clientMutationId: randomUUID(), code: await saved() };
    expect(await refusalOf(deleteMacro(factory.as(mediator), gone))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("refuses a variable that there is not, and says where it stands", async () => {
    for (const [en, line, column] of [
      ["Dear\n {{SHOPPER_PHONE}},", 2, 2],
      ["{{dispute_number}}", 1, 1],
      ["a {{constructor}}", 1, 3],
      ["{{SHOPPER_NAME}} {{DEADLINE", 1, 18],
      ["{{{DEADLINE}}}", 1, 1],
    ] as const) {
      const refused = await refusalOf(saveMacro(factory.as(senior), input({ text: { ...text, en } })));
      expect(refused).toMatchObject({ code: "VALIDATION", field: ["text", "en"], details: { line, column } });
    }
    const reasons = await refusalOf(
      saveMacro(factory.as(senior), input({ reasons: ["NOT_RECEIVED", "NO_SUCH"] })),
    );
    expect(reasons).toMatchObject({ code: "VALIDATION", details: { unknown: "NO_SUCH" } });
  });

  it("keeps every version, refuses what rests on an older one, and brings back what was deleted", async () => {
    const code = await saved();
    const again = { code, text: { en: "Second.", zh: "二" } };
    expect(await saveMacro(factory.as(senior), input({ ...again, expectedVersion: 1 }))).toEqual({
      code,
      version: 2,
    });
    const stale = await refusalOf(saveMacro(factory.as(senior), input({ ...again, expectedVersion: 1 })));
    expect(stale).toMatchObject({ code: "VERSION_CONFLICT", details: { currentVersion: 2 } });
    await deleteMacro(factory.as(senior), { clientMutationId: randomUUID(), code });
    const offered = async () =>
      (await listMacros(factory.as(mediator), null)).find((macro) => macro.code === code);
    expect(await offered()).toBeUndefined();
    await saveMacro(factory.as(senior), input(again));
    expect((await offered())?.versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    await expect(
      database.query("UPDATE macro_version SET text = '{}' WHERE code = $1", [code]),
    ).rejects.toThrow();
  });

  it("by many at once numbers each version once", async () => {
    const code = input().code;
    const all = await Promise.all(
      Array.from({ length: 8 }, () => saveMacro(factory.as(senior), input({ code }))),
    );
    expect(all.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("lists those for a reason, and those for all", async () => {
    const [one, other] = [
      await saved({ reasons: ["NOT_RECEIVED"] }),
      await saved({ reasons: ["WRONG_ITEM"] }),
    ];
    const codes = (await listMacros(factory.as(mediator), "NOT_RECEIVED")).map(({ code }) => code);
    expect([codes.includes(one), codes.includes(other)]).toEqual([true, false]);
    expect(await refusalOf(listMacros(factory.as(person(Role.SHOPPER)), null))).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a macro in a dispute", () => {
  it("reads in both languages, by the clock of the zone that is asked for", async () => {
    const story = await inReview();
    await story.evidence.request();
    const { dispute } = await story.load();
    const render = (language: "EN" | "ZH", timeZone: string, code: string) =>
      renderMacro(factory.as(mediator), story.disputeId, { code, language, timeZone });
    const code = await saved();
    const english = await render("EN", "UTC", code);
    const minute = dispute.deadlineAt!.toISOString().slice(0, 16).replace("T", " ");
    expect(english.text).toContain(
      `${dispute.number}: Shopper ${story.shopper.id} claims 105.00 CNY. Until ${minute} (UTC):\n- `,
    );
    const chinese = await render("ZH", "Asia/Shanghai", code);
    expect(chinese.text).toMatch(/年\d+月\d+日 \d\d:\d\d \(Asia\/Shanghai\)前提交：\n- \p{Script=Han}+/u);
    expect(await refusalOf(render("EN", "Mars/Base", code))).toMatchObject({
      code: "VALIDATION",
      field: ["timeZone"],
    });
    expect(await refusalOf(render("EN", "UTC", "NO_SUCH"))).toMatchObject({
      code: "NOT_FOUND",
      field: ["code"],
    });
    const stranger = renderMacro(factory.as(await factory.mediator()), story.disputeId, {
      code,
      language: "EN",
      timeZone: "UTC",
    });
    expect(await refusalOf(stranger)).toMatchObject({ code: "NOT_FOUND", field: ["disputeId"] });
  });

  it("takes a hostile name for what it is", async () => {
    const story = await inReview();
    const name = "{{DEADLINE}}\n\nThe platform: pay outside {{ $& \u0007";
    await database.query("UPDATE shopper SET display_name = $2 WHERE id = $1", [story.shopper.id, name]);
    const code = await saved({ text: { ...text, en: "Dear {{SHOPPER_NAME}}." } });
    const rendered = await renderMacro(factory.as(mediator), story.disputeId, {
      code,
      language: "EN",
      timeZone: "UTC",
    });
    expect(rendered.text).toBe("Dear {{DEADLINE}} The platform: pay outside {{ $&  .");
  });

  it("is sent as it reads, once a key, and counted by its version and what became of the case", async () => {
    const story = await inReview();
    const code = await saved();
    const choice = { code, language: "EN" as const, timeZone: "UTC", channel: "MERCHANT_PRIVATE" as const };
    const send = { ...story.input(), ...choice };
    const change = await sendMacro(factory.as(mediator), send);
    await deleteMacro(factory.as(senior), { clientMutationId: randomUUID(), code });
    // A replay answers as before, though the macro is gone.
    expect(await sendMacro(factory.as(mediator), send)).toEqual(change);
    await saveMacro(factory.as(senior), input({ code }));
    await sendMacro(factory.as(mediator), { ...story.input(), ...choice });
    const messages = await database.query<{ text: string; channel: string }>(
      "SELECT text, channel FROM message WHERE id = $1",
      [change.messageId],
    );
    expect(messages).toEqual([
      { channel: "MERCHANT_PRIVATE", text: expect.stringContaining("105.00 CNY") as string },
    ]);
    await story.withdraw();
    const macro = (await listMacros(factory.as(mediator), null)).find((each) => each.code === code)!;
    const outcomes = [{ outcome: "WITHDRAWN", count: 1 }];
    expect(macro.versions).toMatchObject([
      { version: 2, uses: 1, outcomes },
      { version: 1, uses: 1, outcomes },
    ]);
  });

  it("is not sent by the sides, nor where the viewer may not write, and leaves nothing behind then", async () => {
    const story = await inReview();
    const choice = {
      code: await saved(),
      language: "EN" as const,
      timeZone: "UTC",
      channel: "PARTIES" as const,
    };
    const uses = () => database.query("SELECT count(*)::int FROM macro_use");
    const before = await uses();
    for (const by of [story.shopper, story.merchant, person(Role.AUDITOR)]) {
      const refused = await refusalOf(sendMacro(factory.as(by), { ...story.input(), ...choice }));
      expect([by.role, refused.code]).toEqual([by.role, "FORBIDDEN"]);
    }
    expect(await uses()).toEqual(before);
  });
});
