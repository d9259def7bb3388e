import { randomUUID } from "node:crypto";
import { getNamedType, isObjectType, type GraphQLNamedType, type GraphQLObjectType } from "graphql";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { fromGlobalId, toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import { encodeDisputeCursor, encodeFeedCursor } from "../../src/services/stream/cursor.js";
import { readFeedStart } from "../../src/persistence/feed.store.js";
import { operationOf, type ApiClient, type Feed } from "./api-client.js";
import { eventually } from "./dispute-log.js";
import { isRecord } from "./is-record.js";
import { idTypeAt, sampler } from "./samples.js";
import { callOf, everythingOf, rootFields, slotsOf, type Slot } from "./schema-walk.js";
import { fetchBytes, PNG, send, type UploadStage } from "./upload-stage.js";

const schema = createSchema();
const roots = rootFields(schema);
const refusal = "{ userErrors { code message field details } }";

/** Every place where a client can name an item or a file of evidence. */
const evidenceSlots: readonly Slot[] = roots
  .flatMap((root) => slotsOf(root, "ID"))
  .filter(
    ({ kind, path }) => kind === "mutation" && ["EvidenceItem", "EvidenceFile"].includes(idTypeAt(path)),
  );

/** What somebody may know the name of, beside what the API tells. */
export interface GuessedIds {
  readonly itemIds: readonly string[];
  readonly fileIds: readonly string[];
}

/** A side that asks everything it can ask about a dispute, and notes every answer under the name of the question. */
export class SealingObserver {
  private feeds: readonly Feed[] = [];
  /** The number of the last event before it began to listen. */
  private known = 0;

  private constructor(
    private readonly stage: UploadStage,
    private readonly viewer: Viewer,
    private readonly client: ApiClient,
  ) {}

  static async of(stage: UploadStage, viewer: Viewer): Promise<SealingObserver> {
    return new SealingObserver(stage, viewer, await stage.platform.connect(viewer));
  }

  /** Begins to listen, from now on. */
  async listen(): Promise<void> {
    const { disputeId, story, platform } = this.stage;
    const { position } = await readFeedStart(platform.database);
    const { data } = await this.client.query(
      `query ($id: ID!) { dispute(id: $id) { events { totalCount } } }`,
      {
        id: disputeId,
      },
    );
    const { events } = data?.["dispute"] as { events: { totalCount: number } };
    this.known = events.totalCount;
    const after = encodeDisputeCursor(this.viewer, story.disputeId, this.known);
    this.feeds = [
      this.client.follow("disputesUpdated", { after: encodeFeedCursor(position) }),
      this.client.follow("disputeEvents", { disputeId, after }),
    ];
  }

  /** What reading tells: every field of the dispute, the order and lists, counts and pages. */
  async look(): Promise<Record<string, unknown>> {
    const { disputeId } = this.stage;
    const seen: Record<string, unknown> = {};
    const ask = async (name: string, query: string, variables = {}) => {
      const { data, errors } = await this.client.query(query, variables);
      if (errors) throw new Error(`Whoever looks with errors is blind: ${name}: ${JSON.stringify(errors)}`);
      seen[name] = data;
    };
    const type = schema.getType("Dispute") as GraphQLObjectType;
    for (const { name, selection } of fieldsOf(type))
      await ask(name, `query ($id: ID!) { dispute(id: $id) { ${selection} } }`, { id: disputeId });
    for (const [name, query] of Object.entries(lists)) await ask(name, query, { id: disputeId });
    return seen;
  }

  /** What naming the other side's items and files tells, which is what naming nothing tells. */
  async name({ itemIds, fileIds }: GuessedIds): Promise<Record<string, unknown>> {
    const heard: Record<string, unknown> = {};
    const ids = [...itemIds, ...fileIds];
    const nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    heard["nodes"] = await this.client.query(nodes, { ids });
    for (const [index, id] of ids.entries()) {
      heard[`node ${index}`] = await this.client.query("query ($id: ID!) { node(id: $id) { id } }", { id });
      const type = itemIds.includes(id) ? "EvidenceItem" : "EvidenceFile";
      for (const slot of evidenceSlots.filter(({ path }) => idTypeAt(path) === type))
        heard[`${slot.path} ${index}`] = await this.nameAt(slot, id);
    }
    for (const [index, id] of fileIds.entries()) heard[`address ${index}`] = await this.swapAddress(id);
    return heard;
  }

  private nameAt(slot: Slot, id: string): Promise<unknown> {
    const own = (path: string): unknown => {
      if (path === slot.path) return id;
      return idTypeAt(path) === "Dispute" ? this.stage.disputeId : toGlobalId(idTypeAt(path), randomUUID());
    };
    const { source, variables } = callOf(slot, {
      sample: sampler(own),
      selection: refusal,
      include: [slot.path],
    });
    const input = { ...(variables["input"] as object), clientMutationId: randomUUID() };
    return this.client.query(source, { input });
  }

  /** Own addresses with another's file written into them. */
  private async swapAddress(id: string): Promise<unknown> {
    const { upload } = await this.stage.create(this.viewer, PNG);
    if (!upload) throw new Error("The observer has room for files.");
    const answers: unknown[] = [];
    const [path, token] = splitAtLast(upload.url, "/");
    const [text = "", ...signature] = token.split(".");
    const grant = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    const swapped = [fromGlobalId("EvidenceFile", id), ...grant.slice(1)];
    const forged = `${path}/${[Buffer.from(JSON.stringify(swapped)).toString("base64url"), ...signature].join(".")}`;
    const { url } = this.stage.platform;
    for (const address of [forged, forged.replace("uploads", "files")]) {
      const answered = [await send(url + address, PNG), await fetchBytes(url + address)];
      answers.push(answered.map(({ status, code, message }) => ({ status, code, message })));
    }
    return answers;
  }

  /** What own acts tell: of which nothing depends on what the other side did. */
  async act(): Promise<Record<string, unknown>> {
    const { stage, viewer } = this;
    const { disputeId } = stage;
    const told: Record<string, unknown> = {};
    const run = async (name: string, input: Record<string, unknown>) => {
      const answer = await this.client.query(operationOf(name), {
        input: { clientMutationId: name, ...input },
      });
      told[`${name} ${Object.keys(told).length}`] = answer;
      return (answer.data?.[name] ?? {}) as Record<string, unknown>;
    };
    const { fileId } = await stage.handIn(viewer, PNG);
    told["own file"] = await stage.read(viewer, fileId);
    const { item } = await run("saveEvidenceDraft", { disputeId, slot: "OTHER", narrative: "This is mine." });
    const itemId = isRecord(item) ? item["id"] : "";
    await run("submitEvidence", { disputeId, itemId, expectedVersion: 1 });
    await run("submitEvidence", { disputeId, itemId });
    await run("extendEvidence", { disputeId, reason: "I was ill." });
    const upload = { disputeId, filename: "own.png", contentType: "image/png", sha256: "00".repeat(32) };
    for (const byteSize of [1, 2, 3]) {
      await run("createEvidenceUpload", { ...upload, byteSize, clientMutationId: randomUUID() });
    }
    await run("sendMessage", { disputeId, channel: "PARTIES", text: "Is anybody there?" });
    return told;
  }

  /** All that came while listening, up to the own message, and what comes to who begins to listen at an early event. */
  async heard(): Promise<Record<string, unknown>> {
    const { disputeId, story } = this.stage;
    const after = encodeDisputeCursor(this.viewer, story.disputeId, 1);
    const all = [...this.feeds, this.client.follow("disputeEvents", { disputeId, after })];
    for (const feed of all) {
      const spoke = () =>
        feed.types().at(-1) === "MESSAGE_SENT" && feed.types().includes("EVIDENCE_EXTENDED");
      await eventually(spoke, "the own message");
    }
    for (const feed of all) feed.stop();
    // What comes at once shows the dispute as it is at that moment, before or after the next act of the test.
    // The feed begins below the oldest transaction that runs anywhere, and so may tell again what was known.
    const live = this.feeds.flatMap(({ deliveries }) =>
      deliveries
        .filter(({ event }) => (event as { sequence: number }).sequence > this.known)
        .map(({ event, cursor }) => ({ ...event, cursor, dispute: null })),
    );
    return { live, codes: all.map(({ codes }) => codes), replayed: all.at(-1)?.deliveries };
  }
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** Pages of fields with much below, of which larger ones would be refused. */
const pages: Readonly<Record<string, number>> = { evidence: 3, offers: 4 };

/** Types that are left out below a field, which would be refused as too large with them, and are asked for by themselves. */
const askedElsewhere: Readonly<Record<string, readonly string[]>> = {
  evidence: ["EvidenceFile"],
  appeals: ["EvidenceItem", "Ruling"],
  ruling: ["Appeal", "EvidenceItem", "OrderLine", "SharedFinding"],
  rulings: ["Appeal", "EvidenceItem", "OrderLine", "SharedFinding"],
  swarm: ["DisputeConnection", "EvidenceItem"],
};

/** All that can be asked of a field; another dispute is asked by itself. */
function belowOf(name: string, inner: GraphQLNamedType, type: GraphQLObjectType): string {
  if (!isObjectType(inner)) return "";
  return inner === type
    ? "{ id }"
    : everythingOf(schema, inner, [type.name, ...(askedElsewhere[name] ?? [])]);
}

/** Each field of a type with all that can be asked of it; leaves together. */
function fieldsOf(type: GraphQLObjectType): { name: string; selection: string }[] {
  const fields = Object.values(type.getFields()).map((field) => {
    const inner = getNamedType(field.type);
    const page = field.args.some(({ name }) => name === "first") ? `(first: ${pages[field.name] ?? 50})` : "";
    const below = belowOf(field.name, inner, type);
    return { name: field.name, selection: `${field.name}${page} ${below}`, isLeaf: !isObjectType(inner) };
  });
  const leaves = fields.filter(({ isLeaf }) => isLeaf).map(({ selection }) => selection);
  return [{ name: "leaves", selection: leaves.join(" ") }, ...fields.filter(({ isLeaf }) => !isLeaf)];
}

const page =
  "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }";

/** Lists, counts and pages in which a dispute or its evidence stands. */
const lists: Readonly<Record<string, string>> = {
  disputes: `{ disputes(first: 10) { ${page} nodes { id version updatedAt viewerState } } }`,
  waiting: `{ disputes(first: 10, filter: { waitingOnMe: true }) { ${page} } }`,
  updated: `{ disputes(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) { ${page} } }`,
  counts: `{ ${["OUTCOME", "REASON", "STAGE", "STATUS", "WAITING_ON"]
    .map((by) => `${by}: disputeCounts(groupBy: ${by}) { key count }`)
    .join(" ")} }`,
  orders: `{ orders(first: 10) { totalCount nodes { disputes(first: 5) { ${page} nodes { updatedAt version } } } } }`,
  lastEvents: `query ($id: ID!) { dispute(id: $id) { events(last: 2) { ${page} } } }`,
  items: `query ($id: ID!) { dispute(id: $id) { evidence(first: 50) { ${page}
    nodes ${everythingOf(schema, schema.getType("EvidenceItem")!, ["Dispute", "OrderLine", "CustodyEntryConnection"])} } } }`,
  custody: `query ($id: ID!) { dispute(id: $id) { evidence(first: 50) { nodes { id files { id
    custody(first: 10) { totalCount nodes ${everythingOf(schema, schema.getType("CustodyEntry")!)} } } } } } }`,
  lastEvidence: `query ($id: ID!) { dispute(id: $id) { evidence(last: 1) { ${page} } } }`,
  firstEvidence: `query ($id: ID!) { dispute(id: $id) { evidence(first: 1) { ${page} } } }`,
  swarm: `query ($id: ID!) { dispute(id: $id) { swarm { swarm { members(first: 5) { ${page} } } } } }`,
  limits: "{ evidenceLimits { sideFiles sideBytes } platformClock { now } viewer { id role } }",
};
