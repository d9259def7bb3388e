import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { issueToken } from "../../src/server/authentication.js";
import { readConfig } from "../../src/server/config.js";
import { ApiClient, type MutationAnswer } from "./api-client.js";

/** What a mutation was told to do and what came back. */
export interface Acknowledged {
  readonly mediator: Viewer;
  readonly name: "claimNextCase" | "transferCase";
  readonly input: { readonly clientMutationId: string };
  readonly answer: MutationAnswer;
}

/** What the mediators know together. */
export interface Desk {
  /** The addresses of the servers, as far as anybody knows. */
  readonly urls: string[];
  /** Those who can be given a case. */
  readonly colleagues: readonly Viewer[];
  /** A number from 0, below another. */
  readonly random: (below: number) => number;
  readonly acknowledged: Acknowledged[];
  /** How often a connection broke and the same key was sent again. */
  broken: number;
  done: boolean;
}

/** A token of a viewer, as the marketplace signs it. */
export function tokenOf({ role, id, merchantId }: Viewer): Promise<string> {
  const { authentication } = readConfig({ OMBUD_MODE: "test" });
  return issueToken(authentication, { role, subject: id, merchant: merchantId, expiresInMs: 3_600_000 });
}

/** A mediator who works until the queue is empty, at whichever server answers. */
export class DeskClient {
  private constructor(
    private readonly desk: Desk,
    private readonly mediator: Viewer,
    private readonly token: string,
    /** Which of the servers is asked first. */
    private place: number,
  ) {}

  static async of(desk: Desk, mediator: Viewer, place: number): Promise<DeskClient> {
    return new DeskClient(desk, mediator, await tokenOf(mediator), place);
  }

  /** Sends a mutation until it is answered, always with the same key. */
  private async send(name: Acknowledged["name"], what: object): Promise<MutationAnswer> {
    const input = { clientMutationId: randomUUID(), ...what };
    for (;;) {
      const { urls } = this.desk;
      const api = new ApiClient(urls[this.place % urls.length]!, this.token, () => {
        throw new Error("Nobody subscribes here.");
      });
      try {
        const answer = await api.mutate(name, input);
        if (answer.userErrors.length === 0)
          this.desk.acknowledged.push({ mediator: this.mediator, name, input, answer });
        return answer;
      } catch (error) {
        // A connection that broke before the answer or within it; whatever else goes wrong fails the test.
        if (!["TypeError", "SyntaxError"].includes((error as Error).name)) throw error;
        this.desk.broken += 1;
        this.place += 1;
        await pause(20);
      }
    }
  }

  /** Takes cases and hands some on until nothing waits any more. */
  async work(): Promise<void> {
    while (!this.desk.done) {
      const { dispute, userErrors } = await this.send("claimNextCase", {});
      const [refused] = userErrors;
      if (refused !== undefined) {
        if (!["CAPACITY_REACHED", "NOT_FOUND"].includes(refused.code)) throw new Error(refused.message);
        await pause(50 + this.desk.random(100));
      } else if (this.desk.random(8) === 0) await this.handOn(dispute!.id);
    }
  }

  private async handOn(disputeId: string): Promise<void> {
    const { colleagues, random } = this.desk;
    const to = colleagues[random(colleagues.length)]!;
    if (to.id === this.mediator.id) return;
    const reason = "My desk is full.";
    const what = { disputeId, mediatorId: toGlobalId("Mediator", to.id), reason };
    const { userErrors } = await this.send("transferCase", what);
    for (const { code, message } of userErrors)
      if (!["CAPACITY_REACHED", "CONFLICT_OF_INTEREST"].includes(code)) throw new Error(message);
  }
}
