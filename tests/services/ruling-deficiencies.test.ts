import type { Rulebook } from "../../src/domain/rulebook/rulebook.js";
import type { CheckSeverity } from "../../src/domain/rulebook/ruling-rule.js";
import { RulingCheck } from "../../src/domain/rulebook/ruling-rule.js";
import { InvalidRulebookError } from "../../src/domain/rulebook/format/problem.js";
import { parseRulebook } from "../../src/domain/rulebook/parse-rulebook.js";
import type { RefusedError } from "../../src/domain/errors.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { issueRuling, type IssueRulingInput } from "../../src/services/disputes/issue-ruling.js";
import { draftRuling } from "../../src/services/ruling/draft-ruling.js";
import { previewRuling } from "../../src/services/ruling/preview-ruling.js";
import type { RulingContent } from "../../src/services/ruling/ruling-content.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";
import { defaultRulebookJson } from "../domain/default-rulebook.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const long =
  "The carrier's record shows that the parcel was lost on the way, so the shopper never had the goods. ".repeat(
    2,
  );
const whole = (party: "CARRIER" | "MERCHANT" | "SHOPPER") => [{ party, basisPoints: 10_000 }];

function rulingFor(story: Story, change: Partial<IssueRulingInput> = {}): IssueRulingInput {
  return {
    ...story.input(),
    outcome: "RULED_FOR_SHOPPER",
    findings: [{ text: "It was lost.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
    reasons: long,
    clauses: ["R-NOT_RECEIVED"],
    faultShares: whole("CARRIER"),
    remedies: [{ kind: "REFUND", orderLineId: story.lines[0]!, amount: "10.00" }],
    divergenceReason: "A part came.",
    ...change,
  };
}

/** The mediator under a rulebook in which every check has this severity. */
async function ruling(story: Story, severity: CheckSeverity): Promise<UseCaseContext> {
  const context = story.factory.as(story.cast.mediator);
  const { dispute } = await story.load();
  const rulebook: Rulebook = await context.rulebook(dispute.rulebookVersion);
  const checks = Object.values(RulingCheck).map((check) => ({
    check,
    severity,
    clause: "G-REASONED_RULING",
  }));
  const changed = { ...rulebook, rulingChecks: { checks, reasonsAtLeast: 100 } };
  return { ...context, rulebook: () => Promise.resolve(changed) };
}

/** The same without what belongs to the mutation. */
function contentOf(input: IssueRulingInput): RulingContent {
  const { outcome, findings, reasons, clauses, faultShares, remedies, divergenceReason } = input;
  return { outcome, findings, reasons, clauses, faultShares, remedies, divergenceReason };
}

/** What one check alone finds something in. */
const deficient: Partial<Record<RulingCheck, Partial<IssueRulingInput>>> = {
  ABSENCE_HELD_AGAINST_WHO_WAS_NOT_ASKED: {
    findings: [{ text: "No receipt.", sources: ["SHIPMENT_RECORD"], recordedAbsence: "A receipt." }],
  },
  CLAUSE_NOT_USED_FOR_REASON: { clauses: ["G-FAULT_SPLIT"] },
  FAULT_CONTRADICTS_REMEDY: { faultShares: whole("SHOPPER") },
  NO_EVIDENCE_CITED: {
    findings: [{ text: "So they say.", sources: ["SHOPPER_STATEMENT", "MESSAGES"], recordedAbsence: null }],
  },
  REASONS_TOO_SHORT: { reasons: "Lost." },
};

describe("a check of rulings", () => {
  it.each(Object.entries(deficient))(
    "%s finds what it is for, and nothing else does",
    async (check, change) => {
      const { story } = await storyAt(database, "DECIDING");
      const context = await ruling(story, "BLOCKING");
      const sound = await previewRuling(context, rulingFor(story));
      expect([sound.deficiencies, sound.refusals]).toEqual([[], []]);
      const input = rulingFor(story, change);
      const { deficiencies, refusals } = await previewRuling(context, input);
      expect(deficiencies.map((each) => each.check)).toEqual([check]);
      expect(refusals.map(({ code, details }) => [code, details])).toEqual([
        ["RULING_DEFICIENT", { deficiencies: [check] }],
      ]);
      const refused: unknown = await issueRuling(context, input).catch((error: unknown) => error);
      expect((refused as RefusedError).refusals[0].code).toBe("RULING_DEFICIENT");
      expect((await story.load()).dispute.status).toBe("DECIDING");
    },
  );

  it("that contradicts no share of fault lets a party with fault bear the cost, and none without", async () => {
    const { story } = await storyAt(database, "DECIDING");
    const context = await ruling(story, "WARNING");
    const bearing = (party: "CARRIER" | "MERCHANT") => {
      const [remedy] = rulingFor(story).remedies;
      return previewRuling(
        context,
        rulingFor(story, { remedies: [{ ...remedy!, costBearers: whole(party) }] }),
      );
    };
    expect((await bearing("CARRIER")).deficiencies).toEqual([]);
    expect((await bearing("MERCHANT")).deficiencies).toMatchObject([
      { check: "FAULT_CONTRADICTS_REMEDY", indexes: [0] },
    ]);
  });

  it("that warns is told, kept with the ruling and shown to staff alone", async () => {
    const { story } = await storyAt(database, "DECIDING");
    const context = await ruling(story, "WARNING");
    const written = rulingFor(story, { reasons: "Lost." });
    await draftRuling(context, {
      ...{ clientMutationId: "draft", disputeId: written.disputeId, expectedDraftVersion: 0 },
      ruling: contentOf(written),
    });
    const fields = "{ check severity clause indexes }";
    const ask = async (viewer: Viewer | UseCaseContext, fieldsOfDispute: string) => {
      const useCase = "database" in viewer ? viewer : story.factory.as(viewer);
      const { data, errors } = await execute(
        useCase,
        `query ($id: ID!) { dispute(id: $id) { ${fieldsOfDispute} } }`,
        { id: toGlobalId("Dispute", story.disputeId) },
      );
      expect(errors).toBeUndefined();
      return (data as { dispute: unknown }).dispute;
    };
    const found = [
      { check: "REASONS_TOO_SHORT", severity: "WARNING", clause: "G-REASONED_RULING", indexes: [] },
    ];
    expect(await ask(context, `rulingDraft { deficiencies ${fields} }`)).toEqual({
      rulingDraft: { deficiencies: found },
    });
    await issueRuling(context, rulingFor(story, { reasons: "Lost." }));
    expect((await story.load()).dispute.ruling?.deficiencies).toEqual(found);
    const kept = `ruling { deficiencies ${fields} } events(first: 100) { nodes { type payload } }`;
    for (const [viewer, shown] of [
      [story.shopper, []],
      [story.merchant, []],
      [story.cast.mediator, found],
    ] as const) {
      const seen = await ask(viewer, kept);
      expect(seen).toMatchObject({ ruling: { deficiencies: shown } });
      expect(JSON.stringify(seen).includes("REASONS_TOO_SHORT")).toBe(shown.length > 0);
    }
  });

  it("that is off, or in no list, refuses nothing and keeps nothing", async () => {
    const { story } = await storyAt(database, "DECIDING");
    const context = await ruling(story, "OFF");
    expect(await codeOf(issueRuling(context, rulingFor(story, { reasons: "Lost." })))).toBe("accepted");
    expect((await story.load()).dispute.ruling?.deficiencies).toEqual([]);
  });
});

describe("the checks of a rulebook", () => {
  const { rulingChecks, ...older } = defaultRulebookJson();

  it("are none in a document from before there were any", () => {
    expect(parseRulebook(older).rulingChecks.checks).toEqual([]);
  });

  it("are each set once, under a clause that exists", () => {
    const rule = { check: "NO_EVIDENCE_CITED", severity: "WARNING", clause: "G-REASONED_RULING" };
    const parse = (checks: unknown[]) => () =>
      parseRulebook({ ...older, rulingChecks: { ...(rulingChecks as object), checks } });
    expect(parse([rule])).not.toThrow();
    expect(parse([rule, { ...rule, severity: "OFF" }])).toThrow(InvalidRulebookError);
    expect(parse([{ ...rule, clause: "G-NO_SUCH" }])).toThrow(InvalidRulebookError);
  });
});
