import { randomUUID } from "node:crypto";
import { toGlobalId } from "../../../src/graphql/global-id.js";
import { operationOf, type ApiClient } from "../../support/api-client.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { SealedActor } from "../../support/sealed-acts.js";
import { differ } from "../../support/timing.js";
import { UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;
/** A dispute in which the shopper has handed in a lot, and one in which it has handed in nothing. */
let busy: UploadStage;
let quiet: UploadStage;
let actor: SealedActor;

beforeAll(async () => {
  platform = await startTestPlatform();
  [busy, quiet] = [await UploadStage.inRound(platform), await UploadStage.inRound(platform)];
  actor = new SealedActor(busy, busy.shopper);
  for (let item = 0; item < 6; item += 1) {
    for (const verb of ["file", "examine", "draft", "submit"] as const) await actor.act({ verb, which: 0 });
  }
  // Whoever has nothing sealed is told so, before anything is looked for.
  for (const stage of [busy, quiet])
    await new SealedActor(stage, stage.merchant).act({ verb: "replace", which: 0 });
});
afterAll(() => platform.close());

interface Named {
  readonly itemId: string;
  readonly fileId: string;
}

type Ask = (client: ApiClient, disputeId: string, named: Named) => Promise<unknown>;

const mutate = (client: ApiClient, name: string, input: object): Promise<unknown> =>
  client.query(operationOf(name), { input: { clientMutationId: randomUUID(), ...input } });
const node = (client: ApiClient, id: string): Promise<unknown> =>
  client.query("query ($id: ID!) { node(id: $id) { id } }", { id });
const draft = { slot: "OTHER", narrative: "Whose is it?" };

/** Questions in which a side names an item or a file of the other, or what does not exist. */
const naming: Readonly<Record<string, Ask>> = {
  "node of an item": (client, _, { itemId }) => node(client, itemId),
  "node of a file": (client, _, { fileId }) => node(client, fileId),
  submitEvidence: (client, disputeId, { itemId }) => mutate(client, "submitEvidence", { disputeId, itemId }),
  withdrawEvidence: (client, disputeId, { itemId }) =>
    mutate(client, "withdrawEvidence", { disputeId, itemId }),
  "saveEvidenceDraft with a file": (client, disputeId, { fileId }) =>
    mutate(client, "saveEvidenceDraft", { disputeId, fileIds: [fileId], ...draft }),
  completeEvidenceUpload: (client, _, { fileId }) => mutate(client, "completeEvidenceUpload", { fileId }),
};

it.each(Object.entries(naming))(
  "%s: another's id takes as long as one that does not exist",
  async (_name, ask) => {
    const client = await platform.connect(busy.merchant);
    const known = { itemId: actor.itemIds[0]!, fileId: actor.fileIds[0]! };
    const unknown = {
      itemId: toGlobalId("EvidenceItem", randomUUID()),
      fileId: toGlobalId("EvidenceFile", randomUUID()),
    };
    const { disputeId } = busy;
    expect(JSON.stringify(await ask(client, disputeId, known))).toContain("NOT_FOUND");
    const difference = await differ(
      () => ask(client, disputeId, known),
      () => ask(client, disputeId, unknown),
    );
    expect(difference).toBeNull();
  },
);

/** Questions about a dispute, whatever the other side has prepared in it. */
const looking: Readonly<Record<string, string>> = {
  evidence: "evidence(first: 50) { totalCount nodes { id } } events(last: 5) { totalCount }",
  advice: "requirements { slot satisfied } allowedActions { action } viewerState",
};

it.each(Object.entries(looking))(
  "%s: a dispute with much that is sealed is read as fast as one without",
  async (_name, selection) => {
    const query = `query ($id: ID!) { dispute(id: $id) { ${selection} } }`;
    const [of, other] = [await platform.connect(busy.merchant), await platform.connect(quiet.merchant)];
    const difference = await differ(
      () => of.query(query, { id: busy.disputeId }),
      () => other.query(query, { id: quiet.disputeId }),
    );
    expect(difference).toBeNull();
  },
);
