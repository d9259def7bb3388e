import { at, testId, type Row, type World } from "./read-world-parts.js";

const finding = { text: "It leaks.", hash: "a".repeat(64) };

/** Two swarms: something was found for the first one, on items of two of its disputes. */
export function addSwarms(world: World): void {
  const evidence = [0, 4].map((n, index) => {
    const item = world["evidence_item"]!.find((row) => row["dispute_id"] === testId(12, n))!;
    const { slot, side } = item;
    return {
      reference: `E${index + 1}`,
      slot,
      side,
      disputeId: testId(12, n),
      itemId: item.id,
      contentHash: "0",
    };
  });
  const decided = {
    ...{ finding_text: finding.text, finding_evidence: evidence, finding_hash: finding.hash },
    ...{ decided_by_id: testId(3, 2), decided_at: at(450) },
  };
  const undecided = Object.fromEntries(Object.keys(decided).map((name) => [name, null]));
  for (const n of [0, 1]) {
    const opened = { common_cause: `Lot ${n}`, opened_by_id: testId(3, n), opened_at: at(410 + n) };
    world["case_swarm"]!.push({ id: testId(22, n), ...opened, ...(n === 0 ? decided : undecided) });
  }
}

/** The columns of a dispute: every fourth is in a swarm, some with what was found, some without a side's consent. */
export function swarmOf(n: number): Pick<Row, string> {
  if (n % 4 !== 0) return { swarm: null, swarm_id: null };
  const swarmId = testId(22, n % 12 === 8 ? 1 : 0);
  const applied = {
    ...finding,
    evidence: [],
    mediatorId: testId(3, 2),
    decidedAt: at(450),
    optOutUntil: at(500 + n),
  };
  const swarm = {
    ...{ swarmId, commonCause: "Lot", addedAt: at(420 + n) },
    finding: n % 12 === 0 ? applied : null,
    optOut: n % 8 === 0 ? { side: "MERCHANT", optedOutAt: at(430 + n) } : null,
  };
  return { swarm, swarm_id: swarmId };
}
