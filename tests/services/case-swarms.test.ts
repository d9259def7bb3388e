import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import type { Finding } from "../../src/domain/ruling/ruling.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { resumeDispute } from "../../src/services/disputes/resume-dispute.js";
import { suspendDispute } from "../../src/services/disputes/suspend-dispute.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { addToCaseSwarm } from "../../src/services/swarms/add-to-case-swarm.js";
import { applySharedFinding } from "../../src/services/swarms/apply-shared-finding.js";
import { createCaseSwarm } from "../../src/services/swarms/create-case-swarm.js";
import { decideSharedFinding } from "../../src/services/swarms/decide-shared-finding.js";
import type { SwarmChange } from "../../src/services/swarms/open-swarm.js";
import { optOutOfSwarm } from "../../src/services/swarms/opt-out-of-swarm.js";
import { removeFromCaseSwarm } from "../../src/services/swarms/remove-from-case-swarm.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";
import { findFor, itemsOf, linkAll, togetherBy } from "../support/swarm-play.js";

let database: Database;
const clock = new TestClock();
let factory: Factory;
let mediator: Viewer;
let senior: Viewer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
  factory = new Factory(database, clock);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
});
afterAll(async () => {
  expect((await verifyLog(database)).broken).toBeNull();
  await expectFolded(database);
});
afterAll(() => closeTestDatabase(database));

async function tell(by = mediator, merchants = 1): Promise<Story> {
  const purchase = await factory.purchase({ merchants });
  return (await Story.open(factory, { purchase, senior, mediator: by })).playTo("IN_REVIEW");
}

/** Ready to be ruled on, with an item of the shopper that both sides know. */
async function heard(by = mediator, merchants = 1): Promise<Story & { readonly itemId: string }> {
  const story = await tell(by, merchants);
  await story.evidence.hear();
  const [item] = (await story.evidence.ofSides()).filter(
    ({ side, status }) => side === "SHOPPER" && status === "EXCHANGED",
  );
  return Object.assign(story, { itemId: item!.id });
}

const swarmOf = async (story: Story) => (await story.load()).dispute.swarm;
const optOut = (story: Story, by: Viewer) => optOutOfSwarm(factory.as(by), story.input());
const codesOf = ({ outcomes }: SwarmChange) => outcomes.map(({ refusals }) => refusals[0]?.code ?? "DONE");

/** The code of a refusal, or what was accepted. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ACCEPTED";
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

function ruleOn(story: Story, swarmId: string) {
  const finding: Finding = {
    text: "It leaks.",
    sources: [],
    recordedAbsence: null,
    sharedFindingOf: swarmId,
  };
  return issueRuling(factory.as(story.cast.mediator), {
    ...{
      ...story.input(),
      outcome: "RULED_FOR_MERCHANT",
      findings: [finding],
      remedies: [],
      faultShares: [],
    },
    ...{ reasons: "What is found for all counts here.", clauses: ["R-NOT_RECEIVED"] },
    divergenceReason: "The lot decides it.",
  });
}

const seen = `query ($id: ID!) { dispute(id: $id) { swarm { findingCounts optOutUntil optedOutBy
  sharedFinding { text evidence { reference slot side evidenceItem { id } } decidedBy { id } }
  swarm { id commonCause memberCount openedBy { id } members(first: 10) { nodes { id number shopper { displayName } } totalCount }
    sharedFinding { text evidence { evidenceItem { id } } } } }
  events(first: 50) { nodes { type payload } } } }`;

async function look(viewer: Viewer, { disputeId }: Story) {
  const id = toGlobalId("Dispute", disputeId);
  const { data, errors } = await execute(factory.as(viewer), seen, { id });
  expect(errors).toBeUndefined();
  return data!["dispute"] as unknown as {
    readonly swarm: { readonly swarm: { readonly id: string } } & Record<string, unknown>;
  };
}

describe("a case swarm", () => {
  it("is opened of linked disputes, each of which tells its sides how many there are and of nobody else", async () => {
    const stories = [await tell(), await tell(), await tell()] as const;
    const [first, second, third] = stories;
    const { swarmId, outcomes } = await togetherBy(mediator, stories);
    expect(outcomes.map(({ refusals }) => refusals)).toEqual([[], [], []]);
    expect(await swarmOf(third)).toMatchObject({ swarmId, finding: null, optOut: null });
    const shown = await look(first.shopper, first);
    expect(shown.swarm).toMatchObject({
      findingCounts: false,
      sharedFinding: null,
      swarm: {
        memberCount: 3,
        members: { nodes: [{ id: toGlobalId("Dispute", first.disputeId) }], totalCount: 1 },
      },
    });
    const told = JSON.stringify(shown);
    for (const { disputeId, shopper, merchant, cast } of [second, third]) {
      for (const secret of [disputeId, toGlobalId("Dispute", disputeId), shopper.id, cast.purchase.reference])
        expect(told).not.toContain(secret);
      expect(told).not.toContain(merchant.merchantId);
    }
    expect((await look(mediator, first)).swarm).toMatchObject({ swarm: { members: { totalCount: 3 } } });
    // Nobody from elsewhere finds it.
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    const stranger = await tell(await factory.mediator());
    for (const viewer of [stranger.shopper, stranger.merchant, stranger.cast.mediator]) {
      const { errors } = await execute(factory.as(viewer), node, { id: shown.swarm.swarm.id });
      expect(errors?.[0]?.originalError).toMatchObject({ refusals: [{ code: "NOT_FOUND" }] });
    }
  });

  it("is opened by mediators who see all of it, of disputes that hang together, in words that name nobody", async () => {
    const [one, other, alone] = [await tell(), await tell(), await tell()];
    const hidden = await tell(await factory.mediator());
    await linkAll(mediator, [one, other]);
    await linkAll(senior, [one, hidden]);
    const open = (stories: readonly Story[], by = mediator, commonCause = "One lot.") =>
      codeOf(
        createCaseSwarm(factory.as(by), {
          ...{ clientMutationId: randomUUID(), commonCause, disputes: itemsOf(stories) },
        }),
      );
    expect(await open([one, hidden])).toBe("NOT_FOUND");
    expect(await open([one, other], one.shopper)).toBe("NOT_FOUND");
    expect(await open([one], one.shopper)).toBe("FORBIDDEN");
    expect(await open([one])).toBe("VALIDATION");
    expect(await open([one, alone])).toBe("VALIDATION");
    expect(await open([one, other], mediator, `As in ${other.cast.purchase.reference}.`)).toBe("VALIDATION");
    expect(await open([one, other], mediator, " ")).toBe("INVALID_TEXT");
    expect(await open([one, other])).toBe("ACCEPTED");
    expect(await open([one, other])).toBe("ACCEPTED");
    // The second swarm gets neither, for both belong to the first.
    const [row] = await database.query(
      "SELECT count(DISTINCT swarm_id)::int AS count FROM dispute WHERE id = ANY ($1)",
      [[one.disputeId, other.disputeId]],
    );
    expect(row).toEqual({ count: 1 });
  });

  it("takes and loses disputes, each by itself", async () => {
    const [one, other] = [await tell(), await tell()];
    const { swarmId } = await togetherBy(mediator, [one, other]);
    const [linked, unlinked] = [await tell(), await tell()];
    const ruled = await tell();
    await ruled.close();
    await ruled.rule(null);
    for (const story of [linked, ruled]) await linkAll(mediator, [one, story]);
    const call = {
      clientMutationId: randomUUID(),
      swarmId,
      disputes: itemsOf([linked, unlinked, ruled, one]),
    };
    const added = await addToCaseSwarm(factory.as(mediator), call);
    expect(codesOf(added)).toEqual(["DONE", "VALIDATION", "STATE_CONFLICT", "STATE_CONFLICT"]);
    expect(await addToCaseSwarm(factory.as(mediator), call)).toEqual(added);
    await optOut(other, other.merchant);
    const removing = { ...call, clientMutationId: randomUUID(), reason: "Another lot." };
    const removed = await removeFromCaseSwarm(factory.as(mediator), {
      ...{ ...removing, disputes: itemsOf([linked, other, unlinked]) },
    });
    // What a side opted out of stays on record: nobody takes it out and puts it in again.
    expect(codesOf(removed)).toEqual(["DONE", "STATE_CONFLICT", "STATE_CONFLICT"]);
    expect(await swarmOf(linked)).toBeNull();
    expect(await codeOf(addToCaseSwarm(factory.as(one.shopper), call))).toBe("FORBIDDEN");
    expect(await codeOf(addToCaseSwarm(factory.as(unlinked.shopper), call))).toBe("NOT_FOUND");
  });
});

describe("a shared finding", () => {
  it("is decided once, counts in each dispute that takes it, and shows of others' evidence the kind alone", async () => {
    const [first, second, leaving] = [await heard(), await tell(), await tell()];
    const ruled = await heard();
    const { swarmId } = await togetherBy(mediator, [first, second, leaving, ruled]);
    await optOut(leaving, leaving.shopper);
    await ruled.rule(null);
    const before = await ruled.load();
    const key = randomUUID();
    const decided = await findFor(mediator, { swarmId, story: first, itemId: first.itemId }, key);
    expect(codesOf(decided)).toEqual(["DONE", "DONE", "STATE_CONFLICT", "STATE_CONFLICT"]);
    expect(await ruled.load()).toEqual(before);
    expect((await swarmOf(leaving))?.finding).toBeNull();
    const shown = await look(second.merchant, second);
    expect(shown.swarm).toMatchObject({
      findingCounts: true,
      sharedFinding: {
        text: "The lot leaks, as E1 shows.",
        evidence: [{ reference: "E1", slot: "OTHER", side: "SHOPPER", evidenceItem: null }],
      },
      swarm: { memberCount: 4, sharedFinding: null },
    });
    expect(JSON.stringify(shown)).not.toContain(first.itemId);
    const own = { id: toGlobalId("EvidenceItem", first.itemId) };
    expect((await look(first.merchant, first)).swarm).toMatchObject({
      sharedFinding: { evidence: [{ evidenceItem: own }] },
    });
    expect((await look(mediator, second)).swarm).toMatchObject({
      swarm: { sharedFinding: { evidence: [{ evidenceItem: own }] } },
    });
    expect(await findFor(mediator, { swarmId, story: first, itemId: first.itemId }, key)).toEqual(decided);
    expect(await codeOf(findFor(senior, { swarmId, story: first, itemId: first.itemId }))).toBe(
      "STATE_CONFLICT",
    );
    await expect(
      database.query("UPDATE case_swarm SET finding_text = 'Otherwise.' WHERE id = $1", [swarmId]),
    ).rejects.toThrow("decided once");
  });

  it("goes on where it was cut off, and reaches disputes that come later", async () => {
    const [first, held] = [await heard(), await tell()];
    const { swarmId } = await togetherBy(mediator, [first, held]);
    const why = { reason: "INSPECTION", statement: "A lab looks.", reviewAt: null } as const;
    await suspendDispute(factory.as(mediator), { ...held.input(), ...why });
    const key = randomUUID();
    const finding = { swarmId, story: first, itemId: first.itemId };
    expect(codesOf(await findFor(mediator, finding, key))).toEqual(["DONE", "STATE_CONFLICT"]);
    await resumeDispute(factory.as(mediator), held.input());
    expect(codesOf(await findFor(mediator, finding, key))).toEqual(["DONE", "DONE"]);
    const late = await tell();
    await linkAll(mediator, [first, late]);
    const call = { clientMutationId: randomUUID(), swarmId };
    await addToCaseSwarm(factory.as(mediator), { ...call, disputes: itemsOf([late]) });
    const applied = await applySharedFinding(factory.as(mediator), {
      ...call,
      clientMutationId: randomUUID(),
    });
    expect(codesOf(applied)).toEqual(["STATE_CONFLICT", "STATE_CONFLICT", "DONE"]);
    const types = await database.query(
      "SELECT dispute_id FROM dispute_event WHERE type = 'SHARED_FINDING_APPLIED' AND dispute_id = ANY ($1)",
      [[first.disputeId, held.disputeId, late.disputeId]],
    );
    expect(types).toHaveLength(3);
  });

  it("is made by who has all the cases or a senior without a stake in them, on evidence that both sides may see", async () => {
    const other = await factory.mediator();
    // Of an order from two merchants the payments are the shopper's alone.
    const [first, foreign] = [await heard(mediator, 2), await tell(other)];
    const { swarmId } = await togetherBy(senior, [first, foreign]);
    const find = (itemId: string, by = senior, text = "It leaks.") =>
      codeOf(
        decideSharedFinding(factory.as(by), {
          ...{ clientMutationId: randomUUID(), swarmId, text, evidenceItemIds: [itemId] },
        }),
      );
    expect(await find(first.itemId, mediator)).toBe("FORBIDDEN");
    expect(await find(first.itemId, first.shopper)).toBe("FORBIDDEN");
    expect(await find(first.itemId, (await tell()).shopper)).toBe("NOT_FOUND");
    expect(await find(randomUUID())).toBe("NOT_FOUND");
    expect(await find((await heard()).itemId)).toBe("NOT_FOUND");
    const sealed = await foreign.evidence.draft(foreign.shopper, "A secret.");
    expect(await find(sealed)).toBe("NOT_FOUND");
    const [payments] = (await first.load()).dispute.evidence.items.filter(
      ({ audience }) => audience !== "ALL",
    );
    expect(await find(payments!.id)).toBe("VALIDATION");
    expect(await find(first.itemId, senior, `It leaks, says Shopper ${first.shopper.id}.`)).toBe(
      "VALIDATION",
    );
    await first.evidence.decide("excludeEvidence", first.itemId);
    expect(await find(first.itemId)).toBe("VALIDATION");
    await first.evidence.decide("admitEvidence", first.itemId);
    const finder = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    await database.query("UPDATE mediator SET related_merchant_ids = ARRAY[$2::uuid] WHERE id = $1", [
      ...[finder.id, foreign.merchant.merchantId],
    ]);
    expect(codesOf(await findFor(finder, { swarmId, story: first, itemId: first.itemId }))).toEqual([
      "DONE",
      "CONFLICT_OF_INTEREST",
    ]);
  });

  it("is taken over by a ruling once nobody can opt out any more, and never where somebody has", async () => {
    const [first, second] = [await heard(), await heard()];
    const { swarmId } = await togetherBy(mediator, [first, second]);
    expect(await codeOf(ruleOn(first, swarmId))).toBe("NOT_FOUND");
    await findFor(mediator, { swarmId, story: first, itemId: first.itemId });
    expect(await codeOf(ruleOn(first, swarmId))).toBe("STATE_CONFLICT");
    await optOut(second, second.merchant);
    expect(await codeOf(optOut(second, second.shopper))).toBe("STATE_CONFLICT");
    expect(await swarmOf(second)).toMatchObject({ optOut: { side: "MERCHANT" } });
    expect((await look(second.shopper, second)).swarm).toMatchObject({
      findingCounts: false,
      optedOutBy: "MERCHANT",
    });
    clock.pass(48);
    expect(await codeOf(optOut(first, first.shopper))).toBe("WINDOW_CLOSED");
    expect(await codeOf(ruleOn(second, swarmId))).toBe("VALIDATION");
    await ruleOn(first, swarmId);
    const ruling = "query ($id: ID!) { dispute(id: $id) { ruling { findings { sharedFinding { text } } } } }";
    const { data } = await execute(factory.as(first.merchant), ruling, {
      id: toGlobalId("Dispute", first.disputeId),
    });
    expect(data!["dispute"]).toEqual({
      ruling: { findings: [{ sharedFinding: { text: "The lot leaks, as E1 shows." } }] },
    });
    // SQL refuses it too, whatever the domain says.
    const forced = `INSERT INTO ruling SELECT (json_populate_record(ruling, json_build_object('id', gen_random_uuid(), 'dispute_id', $2::text,
      'remedies', '[]'::json))).* FROM ruling WHERE dispute_id = $1`;
    await expect(database.query(forced, [first.disputeId, second.disputeId])).rejects.toThrow(
      "does not count",
    );
  });
});

describe("a shared finding at the same moment", () => {
  it("as opting out and as ruling leaves each dispute with what counts there", async () => {
    for (let round = 0; round < 3; round += 1) {
      const stories = [await heard(), await tell(), await tell()] as const;
      await Promise.all([stories[1].close(), stories[2].close()]);
      const { swarmId } = await togetherBy(mediator, stories);
      const [first, leaving, ruling] = stories;
      const works = [
        () => findFor(mediator, { swarmId, story: first, itemId: first.itemId }).then(codesOf),
        () => codeOf(optOut(leaving, leaving.shopper)),
        () => codeOf(optOut(leaving, leaving.merchant)),
        () => codeOf(ruling.rule(null)),
        () => codeOf(optOut(ruling, ruling.merchant)),
      ];
      const order = works.map((_work, index) => (index + 2 * round) % works.length);
      await Promise.all(order.map((index) => works[index]!()));
      const [left, ruled] = [(await leaving.load()).dispute, (await ruling.load()).dispute];
      expect((await first.load()).dispute.swarm?.finding?.text).toBe("The lot leaks, as E1 shows.");
      expect(left.swarm?.optOut).not.toBeNull();
      expect(ruled.status).toBe("RULED");
      expect(await codeOf(ruleOn(leaving, swarmId))).toMatch(/^(NOT_FOUND|VALIDATION)$/);
      // Nothing was done to it once it was ruled.
      const events = await database.query<{ type: string }>(
        "SELECT type FROM dispute_event WHERE dispute_id = $1 ORDER BY sequence",
        [ruling.disputeId],
      );
      expect(events.at(-1)?.type).toBe("RULING_ISSUED");
    }
  });
});
