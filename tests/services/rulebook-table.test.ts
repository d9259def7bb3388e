import type { Database } from "../../src/persistence/database.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";

let database: Database;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => closeTestDatabase(database));

describe("the table of rulebooks by itself", () => {
  it("refuses any change of a published version but its end, which is set once", async () => {
    const run = (set: string) => database.query(`UPDATE rulebook SET ${set} WHERE version = '2026-11'`);
    for (const set of [
      "source = 'x'",
      "document = '{}'",
      "status = 'DRAFT'",
      "effective_at = now()",
      "revision = 2",
    ]) {
      await expect(run(set)).rejects.toThrow("is published: its change is refused");
    }
    await expect(database.query("DELETE FROM rulebook")).rejects.toThrow("only drafts can be deleted");
    await run("effective_until = '2030-01-01'");
    await expect(run("effective_until = '2031-01-01'")).rejects.toThrow("is published");
    await expect(run("effective_until = NULL")).rejects.toThrow("is published");
  });

  it("holds four eyes, notice and one version at a time, whatever the program says", async () => {
    const rulebookId = await new Factory(database).rulebooks.draft();
    const run = (set: string) => database.query(`UPDATE rulebook SET ${set} WHERE id = $1`, [rulebookId]);
    const approved = "status = 'APPROVED', approved_by";
    await expect(run(`${approved} = drafted_by`)).rejects.toThrow("rulebook_four_eyes");
    await expect(run(`${approved} = NULL`)).rejects.toThrow("rulebook_approved");
    const published =
      `${approved} = gen_random_uuid(), status = 'PUBLISHED', published_at = '2026-12-01', notice_days = 7`.replace(
        "status = 'APPROVED', ",
        "",
      );
    await expect(run(`${published}, effective_at = '2026-12-07T23:59:59.999Z'`)).rejects.toThrow(
      "rulebook_notice",
    );
    await expect(run(`${published}, effective_at = '2026-12-08'`)).rejects.toThrow("rulebook_no_overlap");
    await expect(run(published)).rejects.toThrow("rulebook_published");
  });
});
