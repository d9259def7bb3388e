import { demoMediators } from "../../../../seeds/demo-parties.js";
import { Role } from "../../../domain/access/viewer.js";
import { addHours } from "../../../domain/time.js";
import { DemoError, expectThat } from "../demo-error.js";
import type { Desk } from "./desk.js";
import type { Person } from "./platform-port.js";

const MEDIATORS = 15;
const SENIORS = 5;
const CAPACITY = 25;
const SHIFT_HOURS = 8;
/** Three shifts cover the day. */
const SHIFTS = 3;
const HOURS_A_DAY = 24;
/** After the last of the real disputes. */
const certifiedUntil = "2020-01-01T00:00:00.000Z";
/** The groups of reasons that mediators of level 1 are certified for, in turn; none: for all. */
const certificates: readonly (readonly string[])[] = [[], ["DELIVERY", "SERVICE"], ["GOODS", "SERVICE"], []];
const languages = [["pt"], ["pt", "en"], ["pt", "es"]];

/** What stands against giving a case to somebody, who is then passed over. */
export const passing = [
  "AUTHORITY_EXCEEDED",
  "CAPACITY_REACHED",
  "CONFLICT_OF_INTEREST",
  "FOUR_EYES_REQUIRED",
  "NOT_CERTIFIED",
];

/** The mediators of the desk, and who of them is at work. */
export class Staff {
  private readonly members: Person[] = [];
  /** Until when each is on shift, as far as the script has seen to it, and when that has begun. */
  private readonly shifts = new Map<string, { readonly until: Date; readonly begun: Promise<void> }>();

  constructor(private readonly desk: Desk) {}

  /** Has the senior mediator of the demo register everybody. */
  async register(): Promise<void> {
    const chief = this.chief();
    for (let index = 0; index < MEDIATORS + SENIORS; index += 1) {
      const level = index < MEDIATORS ? 1 : 2;
      const groups = level === 1 ? (certificates[index % certificates.length] ?? []) : [];
      const name = `${level === 1 ? "Mediator" : "Senior mediator"} ${index + 1}`;
      const { mediatorId } = await this.desk.act(chief, "saveMediator", {
        ...{ publicName: name, level, capacity: CAPACITY },
        certifications: groups.map((reasonGroup) => ({ reasonGroup, certifiedUntil })),
        languages: languages[index % languages.length],
      });
      expectThat(mediatorId !== undefined, `${name} was registered and has no id.`);
      this.members.push({ name, role: roleOf(level), subject: mediatorId });
    }
  }

  /** The mediator with an id. @throws DemoError where it is nobody of the desk */
  member(id: string | null): Person {
    const member = this.members.find(({ subject }) => subject === id);
    if (member === undefined) throw new DemoError(`Mediator ${String(id)} is nobody of this desk.`);
    return member;
  }

  /** Everybody whose shift it is, those of level 1 first. @param turn who begins */
  atWork(at: Date, turn: number): Person[] {
    const hour = at.getUTCHours();
    const working = this.members.filter((_member, index) => isShiftOf(index, hour));
    return [...turned(working.filter(isJunior), turn), ...turned(working.filter(isSenior), turn)];
  }

  /** The seniors other than somebody. @param turn who begins */
  seniorsBut(id: string | null, turn: number): Person[] {
    return turned(this.members.filter(isSenior), turn).filter(({ subject }) => subject !== id);
  }

  /** Sees to it that somebody is on shift, as who acts in a case is. */
  async present(member: Person, at: Date): Promise<Person> {
    const latest = this.shifts.get(member.subject);
    if (latest !== undefined && latest.until > addHours(at, 1)) {
      await latest.begun;
      return member;
    }
    const until = addHours(at, SHIFT_HOURS);
    const begun = this.begin(member, until, latest !== undefined && latest.until > at);
    this.shifts.set(member.subject, { until, begun });
    await begun;
    return member;
  }

  private async begin(member: Person, until: Date, hasShift: boolean): Promise<void> {
    // A shift that is about to end is ended before the next begins; a clock that runs on may have ended it.
    if (hasShift) await this.desk.tryAct(member, "endShift", { input: {}, codes: ["STATE_CONFLICT"] });
    await this.desk.act(member, "startShift", { until: until.toISOString() });
  }

  private chief(): Person {
    const chief = demoMediators.find(({ level }) => level === 2);
    if (chief === undefined) throw new DemoError("The demo marketplace has no senior mediator.");
    return { name: chief.publicName, role: Role.SENIOR_MEDIATOR, subject: chief.id };
  }
}

function roleOf(level: 1 | 2): Role {
  return level === 1 ? Role.MEDIATOR : Role.SENIOR_MEDIATOR;
}

function isSenior({ role }: Person): boolean {
  return role === Role.SENIOR_MEDIATOR;
}

function isJunior(member: Person): boolean {
  return !isSenior(member);
}

function isShiftOf(index: number, hour: number): boolean {
  const begin = (index % SHIFTS) * SHIFT_HOURS;
  return (hour - begin + HOURS_A_DAY) % HOURS_A_DAY < SHIFT_HOURS;
}

function turned<Each>(list: readonly Each[], by: number): Each[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
