import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { RefusedError } from "../../src/domain/errors.js";
import type { Finding } from "../../src/domain/ruling/ruling.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { issueRuling } from "../../src/services/disputes/issue-ruling.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import type { SwarmChange } from "../../src/services/swarms/open-swarm.js";
import { optOutOfSwarm } from "../../src/services/swarms/opt-out-of-swarm.js";
import { closeTestDatabase, openTestDatabase } from "./database.js";
import { Factory, TestClock } from "./factory.js";
import { expectFolded } from "./folded.js";
import { execute } from "./graphql.js";
import { Story } from "./story.js";

export let database: Database;
export const clock = new TestClock();
export let factory: Factory;
export let mediator: Viewer;
export let senior: Viewer;

/** A database of its own for a test file, whose logs fold and hold together at the end. */
export function useSwarmStage(): void {
  beforeAll(async () => {
    database = await openTestDatabase({ poolSize: 20 });
    factory = new Factory(database, clock);
    senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
    mediator = await factory.mediator();
  });
  afterAll(async () => {
    expect((await verifyLog(database)).broken).toBeNull();
    await expectFolded(database);
  });
  afterAll(() => closeTestDatabase(database));
}

export async function tell(by = mediator, merchants = 1): Promise<Story> {
  const purchase = await factory.purchase({ merchants });
  return (await Story.open(factory, { purchase, senior, mediator: by })).playTo("IN_REVIEW");
}

/** Ready to be ruled on, with an item of the shopper that both sides know. */
export async function heard(by = mediator, merchants = 1): Promise<Story & { readonly itemId: string }> {
  const story = await tell(by, merchants);
  await story.evidence.hear();
  const [item] = (await story.evidence.ofSides()).filter(
    ({ side, status }) => side === "SHOPPER" && status === "EXCHANGED",
  );
  return Object.assign(story, { itemId: item!.id });
}

export const swarmOf = async (story: Story) => (await story.load()).dispute.swarm;
export const optOut = (story: Story, by: Viewer) => optOutOfSwarm(factory.as(by), story.input());
export const codesOf = ({ outcomes }: SwarmChange) =>
  outcomes.map(({ refusals }) => refusals[0]?.code ?? "DONE");

/** The code of a refusal, or what was accepted. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ACCEPTED";
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

export function ruleOn(story: Story, swarmId: string) {
  const finding: Finding = {
    text: "It leaks.",
    sources: [],
    recordedAbsence: null,
    sharedFindingOf: swarmId,
  };
  return issueRuling(factory.as(story.cast.mediator), {
    ...{
      ...story.input(),
      outcome: "RULED_FOR_MERCHANT",
      findings: [finding],
      remedies: [],
      faultShares: [],
    },
    ...{ reasons: "What is found for all counts here.", clauses: ["R-NOT_RECEIVED"] },
    divergenceReason: "The lot decides it.",
  });
}

const seen = `query ($id: ID!) { dispute(id: $id) { swarm { findingCounts optOutUntil optedOutBy
  sharedFinding { text evidence { reference slot side evidenceItem { id } } decidedBy { id } }
  swarm { id commonCause memberCount openedBy { id } members(first: 10) { nodes { id number shopper { displayName } } totalCount }
    sharedFinding { text evidence { evidenceItem { id } } } } }
  events(first: 50) { nodes { type payload } } } }`;

export async function look(viewer: Viewer, { disputeId }: Story) {
  const id = toGlobalId("Dispute", disputeId);
  const { data, errors } = await execute(factory.as(viewer), seen, { id });
  expect(errors).toBeUndefined();
  return data!["dispute"] as {
    readonly swarm: { readonly swarm: { readonly id: string } } & Record<string, unknown>;
  };
}
