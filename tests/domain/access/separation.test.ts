import { Role } from "../../../src/domain/access/viewer.js";
import { OwnAct, separatedBy, separations } from "../../../src/domain/access/separation.js";
import { DisputeAction } from "../../../src/domain/dispute/action.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { deciding, done, ruling } from "../dispute/acting.js";
import { commandFor } from "../dispute/commands.js";
import { mediatorFacts } from "../dispute/support.js";

/** A dispute in which the mediator of the tests did each of these. */
const after: Readonly<Record<OwnAct, () => Dispute>> = {
  CHALLENGED: () => done(deciding(), Role.SHOPPER, commandFor("CHALLENGE_MEDIATOR", null)),
  LEFT_CASE: () => done(deciding(), Role.MEDIATOR, commandFor("RECUSE", null)),
  RULED: () => done(deciding(), Role.MEDIATOR, ruling({})),
};

const somebodyElse = "00000000-0000-7000-8000-00000000ffff";
const acts = Object.values(OwnAct);
const grid = acts.flatMap((ownAct) =>
  Object.values(DisputeAction).map((act) => ({
    ownAct,
    act,
    line: separations.find((each) => each.act === act && each.after === ownAct),
  })),
);

describe("the separation of duties", () => {
  it.each(grid)("after $ownAct, $act is as the table says", ({ ownAct, act, line }) => {
    const dispute = after[ownAct]();
    expect(separatedBy(act, dispute, mediatorFacts.id)?.code).toBe(line?.code);
    expect(separatedBy(act, dispute, somebodyElse)).toBeNull();
  });
});
