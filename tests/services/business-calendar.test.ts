import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { ruleOf } from "../../src/domain/rulebook/reason.js";
import type { Database } from "../../src/persistence/database.js";
import { publicHolidays } from "../../src/services/clock/public-holidays.js";
import { readBusinessCalendar } from "../../src/services/clock/read-business-calendar.js";
import { setBusinessCalendar } from "../../src/services/clock/set-business-calendar.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, TestClock, type Purchase } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

/** Its clocks count business hours: ten for the merchant to answer. */
class BusinessFactory extends Factory {
  override as(viewer: Viewer): UseCaseContext {
    const context = super.as(viewer);
    const inBusinessHours = async (version: string) => {
      const book = await context.rulebook(version);
      const limits = { merchantResponseBasis: "BUSINESS", merchantResponseHours: 10 } as const;
      const rule = { ...ruleOf(book, "NOT_RECEIVED"), ...limits };
      return { ...book, reasons: { ...book.reasons, NOT_RECEIVED: rule } };
    };
    const current = async () => inBusinessHours((await context.currentRulebook()).version);
    return { ...context, rulebook: inBusinessHours, currentRulebook: current };
  }
}

/** A Thursday, noon in Sao Paulo; Friday the 20th of November is a holiday in Brazil since 2024. */
const thursday = new Date("2026-11-19T15:00:00.000Z");
const nineToFive = [{ fromMinute: 540, untilMinute: 1_020 }];
const week = [...Array.from({ length: 5 }, () => nineToFive), [], []];

let database: Database;
let factory: BusinessFactory;
let cast: { senior: Viewer; mediator: Viewer };

beforeEach(async () => {
  database = await openTestDatabase();
  factory = new BusinessFactory(database, new TestClock(thursday));
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  cast = { senior, mediator: await factory.mediator() };
});
afterEach(() => closeTestDatabase(database));

/** An order from a merchant of a country, as the marketplace hands it in. */
async function purchaseIn(country: string | null): Promise<Purchase> {
  const purchase = await factory.purchase();
  const lines = purchase.draft.lines.map((line) => ({ ...line, merchant: { ...line.merchant, country } }));
  await factory.import({ ...purchase.draft, lines });
  return purchase;
}

async function deadlineFor(purchase: Purchase): Promise<string> {
  const story = await Story.open(factory, { purchase, ...cast });
  return (await story.load()).dispute.deadlineAt!.toISOString();
}

function set(change: object = {}, role: Role = Role.RULE_EDITOR): Promise<void> {
  const what = { country: "BR", zone: "America/Sao_Paulo", weeklyHours: week, holidays: ["2026-11-23"] };
  return setBusinessCalendar(factory.as(person(role)), {
    clientMutationId: randomUUID(),
    ...what,
    ...change,
  });
}

describe("a clock in business hours", () => {
  it("knows the public holidays of the merchant's country", async () => {
    // Noon to six on Thursday, four hours from nine on Monday, for Friday is a holiday.
    expect(await deadlineFor(await purchaseIn("BR"))).toBe("2026-11-23T16:00:00.000Z");
    expect(publicHolidays("BR", 2026)!.dates.has("2026-12-25")).toBe(true);
  });

  it("runs by what staff set for the country, and by the platform's calendar where no country is known", async () => {
    await set();
    // Five hours on Thursday, the other five on Friday; the Monday that is off comes too late to matter.
    expect(await deadlineFor(await purchaseIn("BR"))).toBe("2026-11-20T17:00:00.000Z");
    expect(await deadlineFor(await purchaseIn(null))).toBe("2026-11-20T16:00:00.000Z");
    // Eleven at night in Shanghai: eight hours on Friday, two on Monday, which is no holiday in this calendar.
    await set({ country: null, zone: "Asia/Shanghai", holidays: [] });
    expect(await deadlineFor(await purchaseIn(null))).toBe("2026-11-23T03:00:00.000Z");
  });

  it("leaves a deadline that stands where it is when the calendar changes", async () => {
    const story = await Story.open(factory, { purchase: await purchaseIn("BR"), ...cast });
    const before = (await story.load()).dispute.deadlineAt;
    await set({ holidays: ["2026-11-20", "2026-11-23", "2026-11-24"] });
    expect((await story.load()).dispute.deadlineAt).toEqual(before);
  });
});

describe("setBusinessCalendar", () => {
  it("is for rule editors, with a zone, a country and hours that there are", async () => {
    await expect(set({}, Role.RULE_APPROVER)).rejects.toThrow("FORBIDDEN");
    await expect(set({ zone: "Mars/Olympus" })).rejects.toThrow("VALIDATION");
    await expect(set({ country: "ZZ" })).rejects.toThrow("VALIDATION");
    await expect(set({ weeklyHours: week.map(() => []) })).rejects.toThrow("VALIDATION");
    await expect(set({ holidays: ["tomorrow"] })).rejects.toThrow("VALIDATION");
    expect(await database.query("SELECT 1 FROM business_calendar")).toEqual([]);
  });

  it("keeps one calendar of each owner, also when several set it at once", async () => {
    await Promise.all([set(), set(), set({ holidays: [] }), set({ country: null })]);
    expect(await database.query("SELECT owner FROM business_calendar ORDER BY owner")).toEqual([
      { owner: "BR" },
      { owner: "PLATFORM" },
    ]);
  });

  it("shows everybody what holds", async () => {
    await set();
    const source = `query ($country: String) { businessCalendar(country: $country) {
      zone hours { weekday fromMinute untilMinute } holidays } }`;
    const answer = await execute(factory.as(person(Role.SHOPPER)), source, { country: "BR" });
    const shown = answer.data as { businessCalendar: { hours: object[] } };
    expect(shown.businessCalendar).toMatchObject({ zone: "America/Sao_Paulo", holidays: ["2026-11-23"] });
    expect(shown.businessCalendar.hours[0]).toEqual({
      weekday: "MONDAY",
      fromMinute: 540,
      untilMinute: 1_020,
    });
    await expect(readBusinessCalendar(factory.as(person(Role.SHOPPER)), "ZZ")).rejects.toThrow("NOT_FOUND");
  });
});
