import { Side } from "../../src/domain/access/viewer.js";
import { DisputeOutcome, DisputeStatus, RefusalCode } from "../../src/domain/dispute/dispute.js";
import { RemedyKind } from "../../src/domain/dispute/remedy.js";
import { EvidenceType } from "../../src/domain/evidence/evidence-type.js";
import { ObligationKind, ObligationParty, ObligationStatus } from "../../src/domain/obligation/obligation.js";
import { AppealGround, AppealOutcome, AppealStatus } from "../../src/domain/ruling/appeal.js";
import { FaultParty, FindingSource, RulingOutcome } from "../../src/domain/ruling/ruling.js";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { issueRuling, type IssueRulingInput } from "../../src/services/disputes/issue-ruling.js";
import { actionOf, rulingActions, termOf } from "../../src/services/ruling/document/codes.js";
import { readRulingDocument } from "../../src/services/ruling/read-ruling-document.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { codeOf, storyAt } from "../support/story-at.js";
import type { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => closeTestDatabase(database));

const SECRET = "The recommendation is wrong here.";

async function ruled(change: Partial<IssueRulingInput> = {}): Promise<Story> {
  const { story } = await storyAt(database, "DECIDING");
  await issueRuling(story.factory.as(story.cast.mediator), {
    ...story.input(),
    outcome: "RULED_SPLIT",
    findings: [
      { text: "The parcel left late.", sources: ["SHIPMENT_RECORD"], recordedAbsence: "A receipt." },
    ],
    reasons: "So it follows.",
    clauses: ["R-NOT_RECEIVED"],
    faultShares: [
      { party: "MERCHANT", basisPoints: 7_500 },
      { party: "SHOPPER", basisPoints: 2_500 },
    ],
    remedies: [{ kind: "PARTIAL_REFUND", orderLineId: story.lines[0]!, amount: "10.00" }],
    divergenceReason: SECRET,
    ...change,
  });
  return story;
}

async function pageFor(story: Story, viewer: Viewer, language: "EN" | "ZH"): Promise<string> {
  const { disputeId } = story;
  return (await readRulingDocument(story.factory.as(viewer), { disputeId, language }))!.html;
}

describe("the document of a ruling", () => {
  it("tells in both languages what was found, what follows and what may be done until when", async () => {
    const story = await ruled();
    const english = await pageFor(story, story.shopper, "EN");
    for (const told of [
      ...["The parcel left late.", "shipment record", "A receipt.", "R-NOT_RECEIVED", "So it follows."],
      ...["merchant 75 %", "10.00 CNY", "borne by merchant 100 %", "ruled split", "from finding 1"],
      ...["You may appeal", "You may give up your appeal", "If nobody does anything", "performing"],
    ])
      expect(english).toContain(told);
    const { dispute } = await story.load();
    const until = dispute.ruling!.appealableUntil.toISOString().slice(0, 16).replace("T", " ");
    expect(english).toContain(`until:</strong> <bdi>${until}`);
    const rulebook = await story.factory.as(story.shopper).rulebook(dispute.rulebookVersion);
    const clause = rulebook.clauses["R-NOT_RECEIVED"]!;
    expect(english).toContain(clause.text.en.replaceAll("'", "&#39;"));
    const chinese = await pageFor(story, story.merchant, "ZH");
    for (const told of [
      "The parcel left late.",
      "物流记录",
      clause.text.zh,
      "您可以申诉",
      "商家 75 %",
      "裁决部分支持",
    ])
      expect(chinese).toContain(told);
  });

  it("says whom else to turn to as the rulebook has it, and nothing where it has nothing", async () => {
    const story = await ruled();
    const { dispute } = await story.load();
    const viewed = story.factory.as(story.shopper);
    const rulebook = await viewed.rulebook(dispute.rulebookVersion);
    const externalRoutes = [{ en: "Call 12315.", zh: "拨打 12315。" }];
    for (const [routes, isTold] of [
      [externalRoutes, true],
      [[], false],
    ] as const) {
      const context = {
        ...viewed,
        rulebook: () => Promise.resolve({ ...rulebook, externalRoutes: routes }),
      };
      const request = { disputeId: story.disputeId, language: "ZH" } as const;
      const { html } = (await readRulingDocument(context, request))!;
      expect([html.includes("拨打 12315。"), html.includes("其他救济途径")]).toEqual([isTold, isTold]);
    }
  });

  it("tells neither side nor staff what was recommended, and why the mediator did not follow it", async () => {
    const story = await ruled();
    for (const viewer of [story.shopper, story.merchant, story.cast.mediator])
      expect(await pageFor(story, viewer, "EN")).not.toMatch(/recommend/i);
  });

  it("is null before there is a ruling, and does not exist for whoever may not see the dispute", async () => {
    const { story } = await storyAt(database, "DECIDING");
    const other = await ruled();
    const ask = (viewer: Viewer, { disputeId }: Story) =>
      readRulingDocument(story.factory.as(viewer), { disputeId, language: "EN" });
    expect(await ask(story.shopper, story)).toBeNull();
    for (const viewer of [story.shopper, story.merchant, story.cast.mediator])
      expect(await codeOf(ask(viewer, other))).toBe("NOT_FOUND");
  });

  it("lets no text change the page around it", async () => {
    const hostile = `<script>alert(1)</script>"'&\u202Egpj.exe\u200b 😀 שלום`;
    const story = await ruled({
      findings: [{ text: hostile, sources: ["ORDER_RECORD"], recordedAbsence: null }],
      reasons: `${"长".repeat(19_000)} </style></body>`,
    });
    const html = await pageFor(story, story.shopper, "EN");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;gpj.exe 😀 שלום");
    expect(html).toContain(`${"长".repeat(19_000)} &lt;/style&gt;&lt;/body&gt;`);
    expect(html).not.toMatch(/<script|\son\w+=|src=|href=|url\(|[\u202a-\u202e\u2066-\u2069\u200b]/i);
    expect(html.match(/<\/body>/g)).toHaveLength(1);
  });

  it("has a Chinese name for every code that it can hold", () => {
    const codes = [
      ...[AppealGround, AppealOutcome, AppealStatus, DisputeOutcome, DisputeStatus, EvidenceType, FaultParty],
      ...[FindingSource, ObligationKind, ObligationParty, ObligationStatus, RefusalCode, RemedyKind],
      ...[RulingOutcome, Side],
    ].flatMap((each) => Object.values(each));
    expect(codes.filter((code) => !/\p{Script=Han}/u.test(termOf("ZH", code)))).toEqual([]);
    expect(codes.filter((code) => !/^[a-z ]+$/.test(termOf("EN", code)))).toEqual([]);
    for (const action of rulingActions) expect(actionOf("ZH", action)).toMatch(/\p{Script=Han}/u);
  });
});
