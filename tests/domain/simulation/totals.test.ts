import { compareReplays } from "../../../src/domain/simulation/divergence.js";
import { replayDispute } from "../../../src/domain/simulation/replay-dispute.js";
import { TotalsCounter } from "../../../src/domain/simulation/totals.js";
import { rulebook, start } from "../dispute/support.js";
import { draftWith, later, Recorder } from "./support.js";

describe("the totals of a simulation", () => {
  it("keep currencies apart, count pairs of ends and add times of what is decided in both", () => {
    const silent = new Recorder();
    silent.pass(24 * 30);
    const toPlatform = draftWith(
      ({ reasons }) => (reasons["QUALITY_DEFECT"]!.onMerchantSilence = ["PLATFORM"]),
    );
    const under = (draft: typeof rulebook) =>
      replayDispute({ course: silent.course, rulebook: draft, own: rulebook, now: later });
    const changed = compareReplays(under(rulebook), under(toPlatform));
    const same = compareReplays(under(rulebook), under(rulebook));
    const counter = new TotalsCounter();
    counter.add({ comparison: changed, currency: "CNY", openedAt: start, likeRecord: true });
    counter.add({ comparison: same, currency: "BRL", openedAt: start, likeRecord: false });
    const hours = rulebook.reasons["QUALITY_DEFECT"]!.merchantResponseHours;
    const lasted = BigInt(hours) * 3_600_000n;
    expect(counter.totals()).toEqual({
      ...{ disputes: 2, changed: 1, unlikeRecord: 1, decidedInBoth: 1, beforeMs: lasted, afterMs: lasted },
      money: [
        { currency: "BRL", beforeMinor: 60_00n, afterMinor: 60_00n },
        { currency: "CNY", beforeMinor: 60_00n, afterMinor: 0n },
      ],
      byOutcome: [
        { before: "DEFAULTED", after: "DEFAULTED", disputes: 1 },
        { before: "DEFAULTED", after: "UNDECIDED", disputes: 1 },
      ],
      byClause: [{ clause: "R-QUALITY_DEFECT", disputes: 1 }],
    });
  });
});
