import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import {
  changeRulebook,
  defaultNotice,
  judgeRulebookAct,
  newDraft,
  type RulebookCommand,
} from "../../src/domain/rulebook/change-version.js";
import { placeInTime, type PublishedRange } from "../../src/domain/rulebook/timeline.js";
import {
  RulebookAct,
  rulebookActs,
  statusAt,
  StoredRulebookStatus,
  type RulebookVersion,
} from "../../src/domain/rulebook/version.js";
import { addDays } from "../../src/domain/time.js";
import { refusalCodeOf } from "./refusal-code.js";

const now = new Date("2026-11-25T00:00:00.000Z");
const viewerOf = (role: Role, id = `somebody of ${role}`): Viewer => ({ role, id, merchantId: null });
const editor = viewerOf(Role.RULE_EDITOR, "the drafter");
const approver = viewerOf(Role.RULE_APPROVER);
const draft = newDraft({ version: "2027-01", major: false }, { now, viewer: editor, id: "1" });

const standingIn = (status: StoredRulebookStatus): RulebookVersion => ({ ...draft, status });
const context = (viewer: Viewer, published: PublishedRange[] = [], at = now) => ({
  now: at,
  viewer,
  notice: defaultNotice,
  published,
});

/** Written out by hand from the issue: who may do what in which status. Everything else is refused. */
const expected: Record<StoredRulebookStatus, [role: Role, acts: string][]> = {
  DRAFT: [["RULE_EDITOR", "DISCARD_DRAFT OPEN_CONSULTATION SAVE_DRAFT"]],
  IN_CONSULTATION: [
    ["RULE_APPROVER", "APPROVE RETURN_TO_DRAFT"],
    ["RULE_EDITOR", "RETURN_TO_DRAFT"],
  ],
  APPROVED: [
    ["RULE_APPROVER", "PUBLISH RETURN_TO_DRAFT"],
    ["RULE_EDITOR", "RETURN_TO_DRAFT"],
  ],
  PUBLISHED: [],
};

describe("the acts on a version", () => {
  it.each(Object.values(StoredRulebookStatus))("are in %s those of the table and no others", (status) => {
    const allowed = Object.values(Role).flatMap((role): [Role, string][] => {
      const acts = Object.values(RulebookAct).filter(
        (act) => judgeRulebookAct(act, standingIn(status), viewerOf(role)) === null,
      );
      return acts.length === 0 ? [] : [[role, acts.join(" ")]];
    });
    expect(allowed).toEqual(expected[status]);
  });

  it.each(Object.values(RulebookAct))("%s does not exist for those who may not see the draft", (act) => {
    for (const role of [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MEDIATOR, Role.INTEGRATION]) {
      expect(judgeRulebookAct(act, draft, viewerOf(role))?.code).toBe("NOT_FOUND");
      expect(judgeRulebookAct(act, standingIn("IN_CONSULTATION"), viewerOf(role))?.code).toBe("FORBIDDEN");
    }
    expect(judgeRulebookAct(act, draft, viewerOf(Role.AUDITOR))?.code).toBe("FORBIDDEN");
  });

  it("never change a published version, whoever asks", () => {
    for (const act of Object.values(RulebookAct)) {
      for (const role of rulebookActs[act].by) {
        expect(judgeRulebookAct(act, standingIn("PUBLISHED"), viewerOf(role))?.code).toBe(
          "RULEBOOK_IMMUTABLE",
        );
      }
    }
  });

  it("say in which status they are possible", () => {
    const refused = judgeRulebookAct("APPROVE", draft, approver);
    expect(refused).toMatchObject({ code: "STATE_CONFLICT", details: { status: "DRAFT", revision: 1 } });
    expect(refused?.message).toContain("IN_CONSULTATION");
  });
});

describe("four eyes", () => {
  const both = (id: string) => viewerOf(Role.RULE_APPROVER, id);

  it.each(["APPROVE", "PUBLISH"] as const)("%s is for nobody who ever wrote at the version", (act) => {
    const second = viewerOf(Role.RULE_EDITOR, "a second drafter");
    const save = { act: "SAVE_DRAFT", version: "2027-01", major: false } as const;
    const { after } = changeRulebook(save, draft, context(second));
    expect(after).toMatchObject({ draftedBy: "a second drafter", revision: 2 });
    const version = { ...after!, status: rulebookActs[act].from[0]! };
    expect(judgeRulebookAct(act, version, both("the drafter"))?.code).toBe("FOUR_EYES_REQUIRED");
    expect(judgeRulebookAct(act, version, both("a second drafter"))?.code).toBe("FOUR_EYES_REQUIRED");
    expect(judgeRulebookAct(act, version, both("a third person"))).toBeNull();
  });
});

describe("the life of a version", () => {
  const later = (days: number) => addDays(now, days);
  const run = (before: RulebookVersion, command: RulebookCommand, viewer: Viewer, at = now) =>
    changeRulebook(command, before, context(viewer, [], at)).after!;

  it("leads from the draft over consultation and approval to publication", () => {
    const open = run(draft, { act: "OPEN_CONSULTATION" }, editor, later(1));
    const approved = run(open, { act: "APPROVE" }, approver, later(2));
    const published = run(approved, { act: "PUBLISH", effectiveAt: later(20) }, approver, later(3));
    expect(published).toEqual({
      ...draft,
      status: "PUBLISHED",
      consultationAt: later(1),
      approvedBy: approver.id,
      approvedAt: later(2),
      publishedBy: approver.id,
      publishedAt: later(3),
      noticeDays: 7,
      effectiveAt: later(20),
      effectiveUntil: null,
      revision: 4,
    });
    const at = (instant: Date) => statusAt({ ...published, effectiveUntil: later(30) }, instant);
    expect(at(new Date(later(20).getTime() - 1))).toBe("PUBLISHED");
    expect(at(later(20))).toBe("EFFECTIVE");
    expect(at(new Date(later(30).getTime() - 1))).toBe("EFFECTIVE");
    expect(at(later(30))).toBe("SUPERSEDED");
    expect(statusAt(approved, later(99))).toBe("APPROVED");
  });

  it("forgets consultation and approval when it goes back to its editors", () => {
    const approved = run(run(draft, { act: "OPEN_CONSULTATION" }, editor), { act: "APPROVE" }, approver);
    const back = run(approved, { act: "RETURN_TO_DRAFT" }, approver);
    expect(back).toEqual({ ...draft, revision: 4 });
  });

  it("ends for a draft that is discarded", () => {
    expect(changeRulebook({ act: "DISCARD_DRAFT" }, draft, context(editor)).after).toBeNull();
  });
});

describe("the notice", () => {
  it.each([
    [false, 7],
    [true, 15],
  ])("of a version with major = %s is %i days to the millisecond", (major, days) => {
    const version = { ...standingIn("APPROVED"), major };
    const publish = (effectiveAt: Date) => () =>
      changeRulebook({ act: "PUBLISH", effectiveAt }, version, context(approver));
    const earliest = addDays(now, days);
    expect(refusalCodeOf(publish(new Date(earliest.getTime() - 1)))).toBe("NOTICE_TOO_SHORT");
    expect(publish(earliest)().after).toMatchObject({ effectiveAt: earliest, noticeDays: days });
  });

  it("is what the platform is set to", () => {
    const effectiveAt = addDays(now, 1);
    const change = (ordinary: number) => () =>
      changeRulebook({ act: "PUBLISH", effectiveAt }, standingIn("APPROVED"), {
        ...context(approver),
        notice: { ordinary, major: 15 },
      });
    expect(change(1)().after?.noticeDays).toBe(1);
    expect(refusalCodeOf(change(2))).toBe("NOTICE_TOO_SHORT");
  });
});

describe("the place of a version in time", () => {
  const day = (days: number) => addDays(now, days);
  const range = (version: string, from: number, until: number | null): PublishedRange => ({
    id: `id of ${version}`,
    version,
    effectiveAt: day(from),
    effectiveUntil: until === null ? null : day(until),
  });
  const published = [range("a", 0, 10), range("b", 10, null)];

  it("is after the last one, whose range it closes", () => {
    expect(placeInTime(published, day(20))).toEqual({ closes: "id of b", effectiveUntil: null });
  });

  it("is in a gap before the next one, which it does not touch", () => {
    expect(placeInTime([range("b", 10, null)], day(5))).toEqual({ closes: null, effectiveUntil: day(10) });
    expect(placeInTime([range("a", 0, 3), range("b", 10, null)], day(3))).toEqual({
      closes: null,
      effectiveUntil: day(10),
    });
    expect(placeInTime([], day(5))).toEqual({ closes: null, effectiveUntil: null });
  });

  it.each([
    ["at the same instant as another", 10, "b"],
    ["before one that was announced", 5, "b"],
    ["at the beginning of one that is over", 0, "a"],
  ])("is refused %s, which is named", (_, days, version) => {
    expect(placeInTime(published, day(days))).toMatchObject({
      refused: { code: "RULEBOOK_OVERLAP", field: ["effectiveAt"], details: { version } },
    });
  });
});
