import { Role } from "../../../domain/access/viewer.js";
import { DemoError, expectThat } from "../demo-error.js";
import { Agenda } from "./agenda.js";
import type { ActAnswer, DisputeStanding, Person, PlatformPort } from "./platform-port.js";
import type { RealCase } from "./real-case.js";
import { Staff } from "./staff.js";

/** Everybody who acts, the agenda, and what is counted. */
export class Desk {
  readonly agenda: Agenda;
  /** Acts that were accepted, by mutation. */
  readonly steps = new Map<string, number>();
  /** Acts whose refusal the script reckons with, by mutation and code. */
  readonly refusals = new Map<string, number>();
  /** Cases by the id of their dispute. */
  readonly opened = new Map<string, RealCase>();
  /** Disputes of their own that are joined to a case. */
  readonly merged: string[] = [];
  /** Ids of disputes for which nobody has been found yet. */
  readonly waiting = new Set<string>();
  readonly staff: Staff;

  constructor(readonly port: PlatformPort) {
    this.agenda = new Agenda(port);
    this.staff = new Staff(this);
  }

  /** A shopper. @param id id of the port */
  shopper(id: string): Person {
    return { name: id, role: Role.SHOPPER, subject: id };
  }

  /** Somebody who answers for a merchant. @param id the merchant's id of the port */
  merchant(id: string): Person {
    const subject = "01990000-0000-7000-8003-000000000000";
    return { name: id, role: Role.MERCHANT_AGENT, subject, merchant: id };
  }

  /** One act, which must be accepted. @throws DemoError if it is refused */
  async act(who: Person, mutation: string, input: Record<string, unknown>): Promise<ActAnswer> {
    const answer = await this.port.act(who, mutation, input);
    const { refused } = answer;
    if (refused !== null) {
      throw new DemoError(`${who.name}: ${mutation} was refused with ${refused.code}: ${refused.message}`);
    }
    this.count(mutation);
    return answer;
  }

  /**
   * One act that may be refused with some codes.
   * @returns null where it was
   * @throws DemoError for any other refusal
   */
  async tryAct(
    who: Person,
    mutation: string,
    { input, codes }: { readonly input: Record<string, unknown>; readonly codes: readonly string[] },
  ): Promise<ActAnswer | null> {
    const answer = await this.port.act(who, mutation, input);
    const { refused } = answer;
    if (refused === null) {
      this.count(mutation);
      return answer;
    }
    const isExpected = codes.includes(refused.code);
    expectThat(isExpected, `${who.name}: ${mutation} was refused with ${refused.code}: ${refused.message}`);
    increase(this.refusals, `${mutation} ${refused.code}`);
    return null;
  }

  /** Counts an act that was accepted. */
  count(mutation: string): void {
    increase(this.steps, mutation);
  }

  /** Where a dispute stands now. @throws DemoError if it cannot be read */
  async standing(disputeId: string): Promise<DisputeStanding> {
    const [standing] = await this.port.standing([disputeId]);
    expectThat(standing !== undefined, `Dispute ${disputeId} cannot be read.`);
    return standing;
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
