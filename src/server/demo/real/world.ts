import { demoMediators } from "../../../../seeds/demo-parties.js";
import { Role } from "../../../domain/access/viewer.js";
import type { DemoClient, MutationAnswer } from "../demo-client.js";
import { DemoError } from "../demo-error.js";
import { clientFor, demoClient, type DemoStage } from "../demo-stage.js";
import { Agenda } from "./agenda.js";
import type { RealCase } from "./real-case.js";

/** Everybody who acts, the agenda, and what is counted. */
export class World {
  readonly agenda: Agenda;
  /** Acts that were accepted, by mutation. */
  readonly steps = new Map<string, number>();
  /** Cases by the id of their dispute. */
  readonly opened = new Map<string, RealCase>();
  private readonly people = new Map<string, DemoClient>();

  private constructor(
    private readonly stage: DemoStage,
    readonly integration: DemoClient,
    /** Level 1 first: the senior one takes what the others may not. */
    readonly mediators: readonly DemoClient[],
  ) {
    this.agenda = new Agenda(integration);
  }

  /** Gathers the machine of the marketplace and the mediators. */
  static async gather(stage: DemoStage): Promise<World> {
    const integration = await demoClient(stage, "marketplace", Role.INTEGRATION);
    const mediators = demoMediators
      .toSorted((one, other) => one.level - other.level)
      .map(({ id, level, publicName }) => {
        const role = level === 1 ? Role.MEDIATOR : Role.SENIOR_MEDIATOR;
        return clientFor(stage, publicName, { role, subject: id });
      });
    return new World(stage, integration, await Promise.all(mediators));
  }

  /** The client of a shopper. @param id id of the API */
  shopper(id: string): Promise<DemoClient> {
    return this.person({ role: Role.SHOPPER, subject: id });
  }

  /** The client of somebody who answers for a merchant. @param id the merchant's id of the API */
  merchant(id: string): Promise<DemoClient> {
    const subject = "01990000-0000-7000-8003-000000000000";
    return this.person({ role: Role.MERCHANT_AGENT, subject, merchant: id });
  }

  /** One act, which must be accepted. @throws DemoError if it is refused */
  async act(
    client: DemoClient,
    mutation: string,
    input: Record<string, unknown>,
    more = "",
  ): Promise<MutationAnswer> {
    const answer = await client.mutateWith(mutation, input, more);
    const [refused] = answer.userErrors;
    if (refused !== undefined) {
      throw new DemoError(`${client.name}: ${mutation} was refused with ${refused.code}: ${refused.message}`);
    }
    this.count(mutation);
    return answer;
  }

  /** Counts an act that was accepted. */
  count(mutation: string): void {
    this.steps.set(mutation, (this.steps.get(mutation) ?? 0) + 1);
  }

  private async person(who: { role: Role; subject: string; merchant?: string }): Promise<DemoClient> {
    const key = who.merchant ?? who.subject;
    const known = this.people.get(key);
    if (known !== undefined) return known;
    const client = await clientFor(this.stage, key, who);
    this.people.set(key, client);
    return client;
  }
}
