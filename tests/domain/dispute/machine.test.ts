import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import type { Command, CommandAction } from "../../../src/domain/dispute/command.js";
import { nextTimer } from "../../../src/domain/dispute/deadlines.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { stateDiagram } from "../../../src/domain/dispute/diagram.js";
import { DisputeStatus, type Dispute } from "../../../src/domain/dispute/dispute.js";
import type { DisputeAction } from "../../../src/domain/dispute/action.js";
import { explore } from "../../../src/domain/dispute/explore.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { targetsOf } from "../../../src/domain/dispute/judge.js";
import { stageOf, statuses } from "../../../src/domain/dispute/statuses.js";
import { transitions } from "../../../src/domain/dispute/transitions.js";
import { addHours, DAY_MS } from "../../../src/domain/time.js";
import { readFileSync } from "node:fs";
import { commandFor } from "./commands.js";
import { contextFor, opened, rulebook, start, viewers } from "./support.js";

const actions = [...new Set(transitions.filter((row) => row.offered).map(({ action }) => action))].filter(
  (action) => action !== "OPEN_DISPUTE",
) as Exclude<CommandAction, "OPEN_DISPUTE">[];

/** Lets the clock do what it owes up to `now`. */
function runClock(dispute: Dispute, now: Date): Dispute {
  let current = dispute;
  for (let timer = nextTimer(current); timer !== null && timer.at <= now; timer = nextTimer(current)) {
    const context = contextFor(viewers.SYSTEM, { now: timer.at, reason: dispute.reason });
    const verdict = decide({ action: timer.action } as Command, current, context);
    if (!verdict.accepted) throw new Error(`The clock was refused: ${verdict.refusal.message}`);
    current = evolve(current, verdict.event, timer.at);
  }
  return current;
}

function attempt(
  dispute: Dispute,
  role: Role,
  action: Exclude<CommandAction, "OPEN_DISPUTE">,
  now: Date,
): Dispute {
  const verdict = decide(
    commandFor(action, dispute),
    dispute,
    contextFor(viewers[role], { now, reason: dispute.reason }),
  );
  return verdict.accepted ? evolve(dispute, verdict.event, now) : dispute;
}

const actors = [viewers.SHOPPER, viewers.MERCHANT_AGENT, viewers.SENIOR_MEDIATOR];

function exploredFrom(reason: string): Dispute[] {
  const { found } = explore([opened(reason)], {
    decide,
    actors,
    commandsFor: (action, dispute) => (isCommand(action) ? [commandFor(action, dispute)] : []),
    contextFor: (viewer, now) => contextFor(viewer, { now, reason }),
  });
  return [...found.values()].map(({ dispute }) => dispute);
}

function isCommand(action: DisputeAction): action is CommandAction {
  return action !== "OPEN_DISPUTE" && (actions as readonly string[]).includes(action);
}

const people = Object.values(Role).filter((role) => role !== Role.SYSTEM);
const step = fc.record({
  role: fc.constantFrom(...people),
  action: fc.constantFrom(...actions),
  hours: fc.integer({ min: 0, max: 40 }),
});
const reason = fc.constantFrom(
  ...Object.values(rulebook.reasons)
    .filter(
      ({ openedBy, code, goodsStatus, window }) =>
        openedBy === "SHOPPER" && goodsStatus.includes("DELIVERED") && window.days > 8 && code !== "",
    )
    .map(({ code }) => code),
);

describe("the whole machine", () => {
  it("reaches every offered status from the opening by what people and the clock do", () => {
    const found = ["QUALITY_DEFECT", "COUNTERFEIT"].flatMap(exploredFrom);
    for (const dispute of found) {
      expect(dispute.deadlineAt === null).toBe(dispute.status === "CLOSED");
      expect(nextTimer(dispute) === null).toBe(dispute.status === "CLOSED");
      if (dispute.status === "CLOSED") expect(dispute.outcome).not.toBeNull();
      expect(dispute.offers.filter(({ status }) => status === "OPEN").length).toBeLessThanOrEqual(2);
    }
    const offered = transitions.filter((row) => row.offered).flatMap((row) => targetsOf(row, null));
    expect([...new Set(found.map(({ status }) => status))].sort()).toEqual([...new Set(offered)].sort());
    expect(found.length).toBeGreaterThan(100);
  });

  it("reaches every status of model.md over the whole table, offered yet or not", () => {
    const seen = new Set<DisputeStatus>(["MERCHANT_RESPONSE"]);
    for (let before = 0; before < seen.size;) {
      before = seen.size;
      for (const from of [...seen]) {
        for (const row of transitions.filter((each) => each.from.includes(from))) {
          for (const to of targetsOf(row, { status: from, suspendedFrom: null })) seen.add(to);
        }
      }
    }
    expect([...seen].sort()).toEqual(Object.values(DisputeStatus).sort());
  });

  it("reaches CLOSED from every status", () => {
    const closing = new Set<DisputeStatus>(["CLOSED"]);
    for (let before = 0; before < closing.size;) {
      before = closing.size;
      for (const row of transitions) {
        for (const from of row.from) {
          const suspendedFrom = DisputeStatus.IN_REVIEW;
          if (targetsOf(row, { status: from, suspendedFrom }).some((to) => closing.has(to)))
            closing.add(from);
        }
      }
    }
    expect([...closing].sort()).toEqual(Object.values(DisputeStatus).sort());
  });

  it.each([
    ["the shopper", [Role.SHOPPER]],
    ["the merchant", [Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT]],
  ] as const)("cannot be kept open by %s alone, whatever they do", (_name, roles) => {
    const longest = 40 * DAY_MS;
    fc.assert(
      fc.property(reason, fc.array(step, { minLength: 60, maxLength: 90 }), (code, steps) => {
        let dispute = opened(code);
        let now = start;
        for (const { action, hours } of steps) {
          now = addHours(now, hours);
          dispute = runClock(dispute, now);
          for (const role of roles) dispute = attempt(dispute, role, action, now);
        }
        dispute = runClock(dispute, new Date(start.getTime() + longest));
        expect(stageOf(dispute)).not.toBe("NEGOTIATION");
        expect(["INTERVENTION", "PERFORMANCE", "CLOSED"]).toContain(stageOf(dispute));
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it("never closes or decides a case because the platform is late", () => {
    const queued = runClock({ ...opened(), status: "QUEUED" }, new Date(start.getTime() + 60 * DAY_MS));
    expect(queued).toMatchObject({ status: "QUEUED", level: 3, outcome: null });
  });

  it("folds to the same dispute from its events as it was decided step by step", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let dispute = opened();
        let replayed = dispute;
        let now = start;
        for (const { role, action, hours } of steps) {
          now = addHours(now, hours);
          const verdict = decide(commandFor(action, dispute), dispute, contextFor(viewers[role], { now }));
          if (!verdict.accepted) continue;
          dispute = evolve(dispute, verdict.event, now);
          replayed = evolve(replayed, structuredClone(verdict.event), now);
        }
        expect(replayed).toEqual(dispute);
      }),
      { numRuns: 200 },
    );
  });

  it("draws the diagram that the docs show", () => {
    const docs = readFileSync(new URL("../../../docs/state-machine.md", import.meta.url), "utf8");
    expect(docs).toContain(stateDiagram());
    expect(Object.values(DisputeStatus).every((status) => stateDiagram().includes(status))).toBe(true);
    expect(statuses.CLOSED.clock).toBeNull();
  });
});
