import { maySeeDispute } from "../../../src/domain/access/policy.js";
import { Role } from "../../../src/domain/access/viewer.js";
import {
  OwnAct,
  separatedBy,
  separations,
  StaffAct,
  type Matter,
  type Separation,
} from "../../../src/domain/access/separation.js";
import { DisputeAction } from "../../../src/domain/dispute/action.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import { rowsOf } from "../../../src/domain/dispute/transitions.js";
import type { RulingClarification } from "../../../src/domain/ruling/correction.js";
import { deciding, done, refusalOf, ruling } from "../dispute/acting.js";
import { commandFor, inSwarm } from "../dispute/commands.js";
import { underReview } from "../dispute/human-review-stage.js";
import { mediatorFacts, opened, start, viewers } from "../dispute/support.js";

const self = mediatorFacts.id;
const somebodyElse = "00000000-0000-7000-8000-00000000ffff";

const nobody = "00000000-0000-7000-8000-00000000fffe";

const challenged = () => done(deciding(), Role.SHOPPER, commandFor("CHALLENGE_MEDIATOR", null));
const left = () => done(deciding(), Role.MEDIATOR, commandFor("RECUSE", null));
const ruled = () => done(deciding(), Role.MEDIATOR, ruling({}));

const noted = (): Dispute => {
  const dispute = { ...ruled(), mediatorId: somebodyElse };
  const ruling = { ...dispute.ruling!, mediatorId: somebodyElse };
  const clarification: RulingClarification = {
    ...{ id: "asked", rulingId: ruling.id, side: "SHOPPER", question: "Which?", requestedAt: start },
    ...{ answer: "This.", answeredAt: start, mediatorId: self },
  };
  return { ...dispute, ruling, clarifications: [clarification] };
};

/** A dispute in which the mediator of the tests did each of these, and what else is true of it then. */
const after: Readonly<Record<OwnAct, { readonly matter: () => Matter; readonly also?: OwnAct }>> = {
  CHALLENGED: { matter: challenged, also: OwnAct.HAS_CASE },
  COMPLAINED_ABOUT: { matter: () => ({ ...opened(), complaintAboutId: self }) },
  DRAFTED: { matter: () => ({ ...opened(), draftAuthorId: self }) },
  HAS_CASE: { matter: deciding },
  LEFT_CASE: { matter: left },
  NOTED: { matter: noted },
  RULED: { matter: ruled, also: OwnAct.HAS_CASE },
};

const grid = Object.values(OwnAct).flatMap((ownAct) =>
  [...Object.values(DisputeAction), ...Object.values(StaffAct)].map((act) => ({
    ...{ ownAct, act },
    code: separations.find(
      (line) => line.act === act && (line.after === ownAct || line.after === after[ownAct].also),
    )?.code,
  })),
);

describe("the separation of duties", () => {
  it.each(grid)("after $ownAct, $act is as the table says", ({ ownAct, act, code }) => {
    const matter = after[ownAct].matter();
    expect(separatedBy(act, matter, self)?.code).toBe(code);
    expect(separatedBy(act, matter, nobody)).toBeNull();
  });

  const appealed = () => done(ruled(), Role.MERCHANT_AGENT, commandFor("APPEAL_RULING", null));
  const handedOn = (): Dispute => ({ ...left(), status: "DECIDING", mediatorId: somebodyElse });
  /** A case with a human review that came back to who had left it, which SQL forbids too. */
  const givenBack = (): Dispute => ({ ...underReview(), desk: left().desk });
  /** The challenged one had nothing to do with the case before, who decides had it. */
  const challengedSuccessor = (): Dispute => {
    const { removedMediatorIds } = left().desk;
    const dispute = challenged();
    const challenges = dispute.desk.challenges.map((each) => ({ ...each, mediatorId: somebodyElse }));
    return {
      ...dispute,
      mediatorId: somebodyElse,
      desk: { ...dispute.desk, challenges, removedMediatorIds },
    };
  };
  /** Where the dispute machine can be asked: each forbidden pair in the status in which the act is possible. */
  const played = [
    { act: "ASSIGN_MEDIATOR", dispute: left },
    { act: "CLAIM_NEXT_CASE", dispute: left },
    { act: "DECLARE_INADMISSIBLE", dispute: left },
    { act: "DECIDE_HUMAN_REVIEW", dispute: givenBack },
    { act: "DECIDE_SHARED_FINDING", dispute: () => inSwarm(left()) },
    { act: "TRANSFER_CASE", dispute: handedOn },
    { act: "DECIDE_CHALLENGE", dispute: challenged },
    { act: "DECIDE_CHALLENGE", ownAct: "LEFT_CASE", dispute: challengedSuccessor },
    { act: "DECIDE_APPEAL", dispute: appealed },
  ] as const;
  const codeOf = (pair: { readonly act: Separation["act"]; readonly ownAct?: OwnAct }) =>
    separations.find((line) => line.act === pair.act && line.after === (pair.ownAct ?? line.after))?.code;

  it.each(played)("$act is refused by the dispute machine with its code", ({ dispute, ...pair }) => {
    expect(refusalOf(dispute(), Role.SENIOR_MEDIATOR, commandFor(pair.act, null))).toBe(codeOf(pair));
  });

  const byRole = played.flatMap((pair) => Object.values(Role).map((role) => ({ ...pair, role })));

  it.each(byRole)("$act by $role is refused too", ({ dispute, role, ...pair }) => {
    const { act } = pair;
    const matter = dispute();
    const rows = rowsOf(act, matter.status).filter(({ by }) => by.includes(role));
    // A mediator of the first level meets what else stands against it first: not the own case, not from this status.
    const codes = [codeOf(pair), "FORBIDDEN", "STATE_CONFLICT"];
    const answer = refusalOf(matter, role, commandFor(act, null));
    if (!maySeeDispute(viewers[role], matter)) expect(answer).toBe("NOT_FOUND");
    else if (role === Role.MEDIATOR) expect(codes).toContain(answer);
    else expect(answer).toBe(rows.length > 0 ? codes[0] : "FORBIDDEN");
  });

  it("names every forbidden act of the dispute machine among those that are played", () => {
    const acts = new Set(separations.map(({ act }) => act).filter((act) => act in DisputeAction));
    expect(new Set(played.map(({ act }) => act))).toEqual(acts);
  });
});
