import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { resumeDispute } from "../../src/services/disputes/resume-dispute.js";
import { suspendDispute } from "../../src/services/disputes/suspend-dispute.js";
import { addToCaseSwarm } from "../../src/services/swarms/add-to-case-swarm.js";
import { applySharedFinding } from "../../src/services/swarms/apply-shared-finding.js";
import { decideSharedFinding } from "../../src/services/swarms/decide-shared-finding.js";
import { execute } from "../support/graphql.js";
import { findFor, itemsOf, linkAll, togetherBy } from "../support/swarm-play.js";
import {
  clock,
  codeOf,
  codesOf,
  database,
  factory,
  heard,
  look,
  mediator,
  optOut,
  ruleOn,
  senior,
  swarmOf,
  tell,
  useSwarmStage,
} from "../support/swarm-stage.js";

useSwarmStage();

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

it("rests on evidence of the disputes of its swarm alone, also for SQL", async () => {
  const [first, outside] = [await heard(), await heard()];
  const { swarmId } = await togetherBy(mediator, [first, await tell()]);
  const stored = (disputeId: string, itemId: string) =>
    database.query(
      `UPDATE case_swarm SET finding_text = 'So.', finding_hash = repeat('0', 64), decided_by_id = opened_by_id, decided_at = opened_at,
         finding_evidence = (SELECT jsonb_build_array(jsonb_build_object('disputeId', $2::text, 'itemId', id, 'contentHash', content_hash))
           FROM evidence_item WHERE id = $3) WHERE id = $1`,
      [swarmId, disputeId, itemId],
    );
  await expect(stored(outside.disputeId, outside.itemId)).rejects.toThrow(
    "evidence of the disputes of its swarm",
  );
  await expect(stored(first.disputeId, outside.itemId)).rejects.toThrow("evidence of the disputes");
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
