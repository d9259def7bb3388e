import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { operationOf, type ApiClient, type HttpAnswer, type MutationInput } from "./api-client.js";
import { refusalsIn } from "./refusals-in.js";
import { Factory, person, storyBegin, type Purchase } from "./factory.js";
import { startTestPlatform, type TestPlatform } from "./platform.js";
import { Story } from "./story.js";

/** A refusal or a fault, as a client reads it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** What went wrong, whether in `errors` or in `userErrors`. */
export function problemsOf({ data, errors }: HttpAnswer): Problem[] {
  const faults = (errors ?? []).map(({ message, extensions }) => ({ message, code: extensions.code }));
  return [...faults, ...refusalsIn<Problem>(data)];
}

interface Parts {
  readonly platform: TestPlatform;
  readonly factory: Factory;
  /** An order without a dispute, of the two people of the story. */
  readonly fresh: Purchase;
  /** A dispute that waits for the merchant. */
  readonly story: Story;
  readonly shopper: ApiClient;
  readonly merchant: ApiClient;
  readonly integration: ApiClient;
  /** API id of the rulebook in force. */
  readonly rulebookId: string;
}

/** A running platform with an open dispute, at which bad input is thrown. */
export class BadInputStage {
  readonly platform: TestPlatform;
  readonly factory: Factory;
  readonly fresh: Purchase;
  readonly story: Story;
  readonly shopper: ApiClient;
  readonly merchant: ApiClient;
  readonly integration: ApiClient;
  readonly rulebookId: string;

  private constructor(parts: Parts) {
    this.platform = parts.platform;
    this.factory = parts.factory;
    this.fresh = parts.fresh;
    this.story = parts.story;
    this.shopper = parts.shopper;
    this.merchant = parts.merchant;
    this.integration = parts.integration;
    this.rulebookId = parts.rulebookId;
  }

  static async start(): Promise<BadInputStage> {
    const platform = await startTestPlatform();
    const factory = new Factory(platform.database, platform.clock);
    const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    const cast = { purchase: await factory.purchase(), senior, mediator: await factory.mediator() };
    const story = await Story.open(factory, cast);
    const [inForce] = await platform.database.query<{ id: string }>("SELECT id FROM rulebook");
    return new BadInputStage({
      rulebookId: toGlobalId("RulebookVersion", inForce!.id),
      ...{ platform, factory, story },
      fresh: await factory.purchase({ shopper: story.shopper, merchant: story.merchant }),
      shopper: await platform.connect(story.shopper),
      merchant: await platform.connect(story.merchant),
      integration: await platform.connect(person(Role.INTEGRATION)),
    });
  }

  /** How many rows each table holds, and how far the disputes have come. */
  async written(): Promise<unknown> {
    const { database } = this.platform;
    const tables = await database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`,
    );
    const counts = tables.map(({ name }, index) => `(SELECT count(*)::int FROM ${name}) AS "table ${index}"`);
    const versions = "(SELECT sum(version + last_sequence)::int FROM dispute) AS versions";
    return database.query(`SELECT ${[...counts, versions].join(", ")}`);
  }

  /** Asserts one typed error that says something, and nothing about the house, and that nothing was written. */
  async expectRefused(run: () => Promise<HttpAnswer>, code: string): Promise<HttpAnswer> {
    const before = await this.written();
    const answer = await run();
    const [problem] = problemsOf(answer);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toMatch(/^\S[^]{15,}$/);
    expect(problem!.message.length).toBeLessThan(500);
    expect(problem?.message).not.toMatch(/SELECT|node_modules|\/src\/|relation "|ECONN/);
    expect(await this.written()).toEqual(before);
    return answer;
  }

  /** API id of a line that nobody disputes. */
  line(): string {
    return toGlobalId("OrderLine", this.fresh.lines[0]!);
  }

  /** API id. */
  disputeId(): string {
    return toGlobalId("Dispute", this.story.disputeId);
  }

  /** Runs the documented operation of a mutation. */
  send(client: ApiClient, name: string, input: MutationInput): Promise<HttpAnswer> {
    return client.query(operationOf(name), { input: { clientMutationId: randomUUID(), ...input } });
  }

  /** An input of openDispute that would be accepted, with changes. */
  opening(change: MutationInput = {}): MutationInput {
    const lines = [{ orderLineId: this.line() }];
    return { reason: "NOT_RECEIVED", remedy: "REFUND", statement: "It never came.", lines, ...change };
  }
}

/** An order as the marketplace hands it in, one of its own each time. */
export function orderInput(): MutationInput {
  const merchantInput = { reference: "m", name: "Lamps" };
  const goods = { position: 1, merchant: merchantInput, sku: "1", title: "Lamp", quantity: 1 };
  return {
    reference: randomUUID(),
    shopper: { reference: "s", displayName: "Ana" },
    currency: "CNY",
    status: "DELIVERED",
    purchasedAt: storyBegin.toISOString(),
    lines: [{ ...goods, unitPrice: "1.00" }],
    payments: [{ sequence: 1, method: "CARD", amount: "1.00" }],
  };
}
