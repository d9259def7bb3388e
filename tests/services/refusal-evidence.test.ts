import { systemViewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { quarantineItems } from "../../src/services/evidence/quarantine-items.js";
import { storeFile } from "../support/stored-file.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { codeOf } from "../support/story-at.js";
import { Story } from "../support/story.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

/** A claim that the goods are faulty, which a merchant refuses with an inspection report. */
async function claimed(): Promise<Story> {
  const factory = new Factory(database);
  const mediator = await factory.mediator();
  const cast = { purchase: await factory.purchase(), senior: mediator, mediator };
  return Story.open(factory, cast, { reason: "QUALITY_DEFECT", remedy: "RETURN_AND_REFUND" });
}

interface Advice {
  readonly allowedActions: readonly { readonly action: string }[];
  readonly blockedActions: readonly { readonly action: string; readonly code: string }[];
}

/** What the merchant is told of refusing: "allowed", the code of what blocks it, or undefined. */
async function toldOfRefusing(story: Story): Promise<string | undefined> {
  const { data } = await execute(
    story.factory.as(story.merchant),
    "query ($id: ID!) { dispute(id: $id) { allowedActions { action } blockedActions { action code } } }",
    { id: toGlobalId("Dispute", story.disputeId) },
  );
  const { allowedActions, blockedActions } = (data as unknown as { dispute: Advice }).dispute;
  const isIt = ({ action }: { readonly action: string }): boolean => action === "REFUSE_CLAIM";
  return allowedActions.some(isIt) ? "allowed" : blockedActions.find(isIt)?.code;
}

describe("refusing a claim", () => {
  it("needs the evidence that the reason demands of the merchant, and says which", async () => {
    const story = await claimed();
    const refused: unknown = await story.refuse().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect((refused as RefusedError).refusals).toEqual([
      expect.objectContaining({
        code: "EVIDENCE_REQUIRED",
        message: expect.stringContaining("INSPECTION_REPORT") as string,
        details: { slots: ["INSPECTION_REPORT"], clause: "R-QUALITY_DEFECT" },
      }),
    ]);
    expect(await toldOfRefusing(story)).toBe("EVIDENCE_REQUIRED");
  });

  it("goes on once that is handed in, which the shopper sees at once", async () => {
    const story = await claimed();
    const { evidence, merchant, shopper } = story;
    const itemId = await evidence.draft(merchant, "It was tested for an hour.", {
      slot: "INSPECTION_REPORT",
    });
    expect(await codeOf(story.refuse())).toBe("EVIDENCE_REQUIRED");
    await evidence.submit(merchant, itemId);
    expect(await toldOfRefusing(story)).toBe("allowed");
    const { data } = await execute(
      story.factory.as(shopper),
      `query ($id: ID!) { dispute(id: $id) { evidence(last: 1) { nodes { slot status } }
        requirements { slot side satisfied } } }`,
      { id: toGlobalId("Dispute", story.disputeId) },
    );
    expect(data).toMatchObject({
      dispute: {
        evidence: { nodes: [{ slot: "INSPECTION_REPORT", status: "EXCHANGED" }] },
        requirements: expect.arrayContaining([
          { slot: "INSPECTION_REPORT", side: "MERCHANT", satisfied: true },
        ]) as object[],
      },
    });
    await story.refuse();
    expect((await story.load()).dispute.status).toBe("NEGOTIATING");
  });

  it("needs nothing that is on record: the carrier's record of the delivery proves it", async () => {
    const factory = new Factory(database);
    const mediator = await factory.mediator();
    const cast = { purchase: await factory.purchase(), senior: mediator, mediator };
    const story = await Story.open(factory, cast, { reason: "NOT_RECEIVED", remedy: "REFUND" });
    expect(await toldOfRefusing(story)).toBe("allowed");
    expect(await codeOf(story.refuse())).toBe("accepted");
  });

  it("is not the only answer of a merchant who has nothing to show", async () => {
    const offering = await claimed();
    expect(await codeOf(offering.offer(offering.merchant))).toBe("accepted");
    const calling = await claimed();
    expect(await codeOf(calling.callPlatform(calling.merchant))).toBe("accepted");
  });

  it("counts no item that turned out to be dangerous", async () => {
    const story = await claimed();
    const { merchant, disputeId, evidence } = story;
    const fileId = await storeFile(database, { disputeId, by: merchant, contentType: "application/pdf" });
    const itemId = await evidence.handIn(merchant, "See.", { slot: "INSPECTION_REPORT", fileIds: [fileId] });
    await quarantineItems(story.factory.as(systemViewer), { id: fileId, disputeId });
    expect((await evidence.item(itemId))?.status).toBe("QUARANTINED");
    expect(await codeOf(story.refuse())).toBe("EVIDENCE_REQUIRED");
  });
});
