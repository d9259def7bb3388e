import type { Viewer } from "../../../src/domain/access/viewer.js";
import { custodyGenesis } from "../../../src/persistence/custody-hash.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { fetchBytes, picture, UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

interface Entry {
  readonly act: string;
  readonly actorRole: string;
  readonly actorId: string | null;
  readonly sequence: number | null;
  readonly hash: string | null;
  readonly previousHash: string | null;
  readonly detail: object | null;
}

/** What somebody reads of the custody of a file; null if the file does not exist for them. */
async function custodyFor(viewer: Viewer, fileId: string): Promise<readonly Entry[] | null> {
  const client = await platform.connect(viewer);
  const { data } = await client.query(
    `query ($id: ID!) { node(id: $id) { ... on EvidenceFile { custody(first: 50) { totalCount nodes {
      act actorRole actorId occurredAt sha256 byteSize contentType status findings copy
      sequence hash previousHash detail } } } } }`,
    { id: fileId },
  );
  const node = data?.["node"] as { custody: { nodes: readonly Entry[] } } | null;
  return node?.custody.nodes ?? null;
}

async function endFor(viewer: Viewer, disputeId: string): Promise<{ sequence: number; hash: string } | null> {
  const client = await platform.connect(viewer);
  const query = "query ($id: ID!) { dispute(id: $id) { custodyEnd { sequence hash } } }";
  const { data } = await client.query(query, { id: disputeId });
  return (data?.["dispute"] as { custodyEnd: { sequence: number; hash: string } | null }).custodyEnd;
}

const acts = (entries: readonly Entry[] | null): unknown => entries?.map(({ act }) => act) ?? null;
const handled = ["RECEIVED", "HASHED", "EXAMINED"];

/** A round in which each side has sealed a file. */
async function sealedRound() {
  const stage = await UploadStage.open(platform);
  const { story, shopper, merchant } = stage;
  await story.playTo("IN_REVIEW");
  await story.evidence.request();
  const theirs = await stage.handIn(merchant, picture(300));
  const mine = await stage.handIn(shopper, picture(400));
  await story.evidence.handIn(shopper, "It came so.", { fileIds: [mine.uuid] });
  await story.evidence.handIn(merchant, "It went so.", { fileIds: [theirs.uuid] });
  return { stage, story, shopper, merchant, mine, theirs };
}

async function open(stage: UploadStage, viewer: Viewer, fileId: string): Promise<void> {
  expect(await fetchBytes((await stage.address(viewer, fileId))!)).toMatchObject({ status: 200 });
}

describe("the custody of a file", () => {
  it("tells its side what happened to it and no place in the chain, and others nothing, while it is sealed", async () => {
    const { stage, shopper, merchant, mine } = await sealedRound();
    await open(stage, shopper, mine.fileId);
    const own = await custodyFor(shopper, mine.fileId);
    expect(acts(own)).toEqual([...handled, "VIEWED"]);
    expect(own).toMatchObject([
      { actorRole: "SHOPPER", byteSize: 400, sha256: null, findings: [] },
      { actorRole: "SHOPPER", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, copy: null },
      { actorRole: "SYSTEM", status: "ACCEPTED", contentType: "image/png" },
      { actorRole: "SHOPPER", copy: "ORIGINAL", status: null },
    ]);
    for (const entry of own ?? []) {
      const hidden = { actorId: null, sequence: null, hash: null, previousHash: null, detail: null };
      expect(entry).toMatchObject(hidden);
    }
    expect(await custodyFor(merchant, mine.fileId)).toBeNull();
    expect(await endFor(shopper, stage.disputeId)).toBeNull();
  });

  it("shows staff the whole chain from its beginning to the end that the dispute tells", async () => {
    const { stage, story, mine, theirs } = await sealedRound();
    const auditor = person("AUDITOR");
    const all = [
      ...((await custodyFor(auditor, mine.fileId)) ?? []),
      ...((await custodyFor(auditor, theirs.fileId)) ?? []),
    ].toSorted((one, other) => one.sequence! - other.sequence!);
    expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    let previousHash = custodyGenesis(story.disputeId);
    for (const entry of all) {
      expect(entry.previousHash).toBe(previousHash);
      expect(entry.actorId).not.toBeNull();
      previousHash = entry.hash!;
    }
    expect(await endFor(auditor, stage.disputeId)).toEqual({ sequence: 6, hash: previousHash });
    expect(await endFor(story.cast.mediator, stage.disputeId)).toEqual({ sequence: 6, hash: previousHash });
    expect(all[2]?.detail).toMatchObject({ status: "ACCEPTED" });
  });

  it("never gives a side a place in the chain, and after the exchange tells who of the other side opened its file", async () => {
    const { stage, story, shopper, merchant, mine, theirs } = await sealedRound();
    await open(stage, merchant, theirs.fileId);
    await story.evidence.complete(shopper);
    await story.evidence.complete(merchant);
    await open(stage, merchant, mine.fileId);
    const own = await custodyFor(shopper, mine.fileId);
    expect(own?.map(({ sequence }) => sequence)).toEqual([null, null, null, null]);
    expect(own?.at(-1)).toMatchObject({ act: "VIEWED", actorRole: "MERCHANT_AGENT", hash: null });
    // What the other side did with its own file for itself stays its own; that it is whole shows.
    expect(acts(await custodyFor(shopper, theirs.fileId))).toEqual(handled);
    expect(acts(await custodyFor(merchant, theirs.fileId))).toEqual([...handled, "VIEWED"]);
  });

  it("hides what the other side opened while another round is sealed", async () => {
    const { stage, story, shopper, merchant, mine } = await sealedRound();
    await story.evidence.complete(shopper);
    await story.evidence.complete(merchant);
    await story.evidence.rebut(shopper, null);
    await story.evidence.rebut(merchant, null);
    await story.evidence.request();
    await open(stage, merchant, mine.fileId);
    expect(acts(await custodyFor(shopper, mine.fileId))).toEqual(handled);
    expect(acts(await custodyFor(merchant, mine.fileId))).toEqual([...handled, "VIEWED"]);
  });

  it("tells a side nothing of a legal hold", async () => {
    const { story, shopper, mine } = await sealedRound();
    await platform.database.query(
      `INSERT INTO evidence_custody (dispute_id, sequence, id, file_id, act, actor_role, actor_id, detail, occurred_at,
         event_sequence, event_hash, previous_hash, hash)
       SELECT dispute_id, 7, gen_random_uuid(), $2, 'HELD', 'COMPLIANCE_OFFICER', gen_random_uuid(), '{}', now(),
         event_sequence, event_hash, hash, hash FROM evidence_custody WHERE dispute_id = $1 AND sequence = 6`,
      [story.disputeId, mine.uuid],
    );
    expect(acts(await custodyFor(shopper, mine.fileId))).toEqual(handled);
    expect(acts(await custodyFor(person("AUDITOR"), mine.fileId))).toEqual([...handled, "HELD"]);
  });
});
