import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { acceptProposal } from "../../src/services/disputes/answer-proposal.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { draftRuling } from "../../src/services/ruling/draft-ruling.js";
import { submitRulingForReview } from "../../src/services/ruling/submit-ruling-for-review.js";
import { ApiClient, operationOf, type HttpAnswer } from "../support/api-client.js";
import { tokenOf } from "../support/desk-crash.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { openDurableDatabase, type DurableDatabase } from "../support/kill-stage.js";
import { ended, runProgram, written, type Program } from "../support/program.js";
import { Story, type ReachableStatus } from "../support/story.js";

/** How many disputes of each kind; the more, the surer some act is cut off half-way. */
const EACH = 2;

let durable: DurableDatabase;
let factory: Factory;
let staff: { readonly mediator: Viewer; readonly senior: Viewer };
const programs: Program[] = [];

beforeAll(async () => {
  durable = await openDurableDatabase();
  factory = new Factory(durable.database, { now: () => new Date() });
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  staff = { mediator: await factory.mediator(), senior };
}, 60_000);
afterAll(async () => {
  for (const { child } of programs) child.kill("SIGKILL");
  await Promise.all(programs.map(ended));
  await durable.close();
});

/** A mutation that somebody sends, always with the same key. */
interface Act {
  readonly by: Viewer;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

async function at(status: ReachableStatus): Promise<Story> {
  return (await Story.open(factory, { purchase: await factory.purchase(), ...staff })).playTo(status);
}

function act({ disputeId }: Story, by: Viewer, name: string, what: object = {}): Act {
  const input = { clientMutationId: randomUUID(), disputeId: toGlobalId("Dispute", disputeId), ...what };
  return { by, name, input };
}

const ruling = {
  outcome: "NOT_PROVEN",
  findings: [{ text: "Nobody can tell.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
  ...{ reasons: "So it is.", clauses: ["R-NOT_RECEIVED"], divergenceReason: "It is unclear." },
  ...{ faultShares: [], remedies: [] },
} as const;

/** What is done at the desk and after a ruling: each builder makes a dispute and says what is sent about it. */
const builders: readonly (() => Promise<Act[]>)[] = [
  async () => {
    const story = await at("DECIDING");
    const draft = { expectedDraftVersion: 0, ruling: { ...ruling, reasons: "As far as I am." } };
    return [act(story, staff.mediator, "draftRuling", draft)];
  },
  async () => {
    const story = await at("DECIDING");
    const as = factory.as(staff.mediator);
    await draftRuling(as, { ...story.input(), expectedDraftVersion: 0, ruling });
    await submitRulingForReview(as, { ...story.input(), draftVersion: 1 });
    return [act(story, staff.senior, "approveRuling", { draftVersion: 1 })];
  },
  async () => {
    const story = await at("PROPOSED");
    const proposal = await story.latestProposal();
    await acceptProposal(factory.as(story.merchant), proposal);
    const named = {
      proposalId: toGlobalId("Proposal", proposal.proposalId),
      termsHash: proposal.termsHash,
    };
    return [act(story, story.shopper, "acceptProposal", named)];
  },
  async () => {
    const story = await at("IN_REVIEW");
    const state = (by: Viewer) => act(story, by, "stateSealedLimit", { amount: "30.00" });
    return [state(story.shopper), state(story.merchant)];
  },
  async () => {
    const story = await at("RULED");
    const said = { grounds: ["FACT_ERROR"], statement: "It is not so.", orderLineIds: [] };
    return [act(story, story.merchant, "appealRuling", { ...said, evidenceItemIds: [] })];
  },
  async () => {
    const purchase = await factory.purchase({ lines: 2 });
    const [one, other] = await Promise.all(
      purchase.lines.map(async (orderLineId) => {
        const lines = [{ orderLineId, amount: null }];
        return (await Story.open(factory, { purchase, ...staff }, { lines })).playTo("QUEUED");
      }),
    );
    const mergedDisputeId = toGlobalId("Dispute", other!.disputeId);
    return [act(one!, staff.senior, "mergeDisputes", { mergedDisputeId })];
  },
  async () => {
    const stories = await Promise.all([at("IN_REVIEW"), at("IN_REVIEW"), at("IN_REVIEW")]);
    const disputes = stories.map(({ disputeId }) => ({ disputeId: toGlobalId("Dispute", disputeId) }));
    const mediatorId = toGlobalId("Mediator", staff.senior.id);
    const input = { clientMutationId: randomUUID(), disputes, mediatorId, reason: "My desk is full." };
    return [{ by: staff.mediator, name: "bulkTransfer", input }];
  },
];

async function buildAll(): Promise<Act[]> {
  const acts: Act[] = [];
  for (const build of builders) acts.push(...(await build()));
  return acts;
}

async function serve(): Promise<{ readonly program: Program; readonly url: string }> {
  const program = runProgram("main", { DATABASE_URL: durable.url, OMBUD_MODE: "test", WORKER: "false" });
  programs.push(program);
  const [found] = await written(program, [/answers at (http:\/\/\S+)\/graphql/]);
  return { program, url: found![1]! };
}

interface Answer {
  /** Why nothing was done. */
  readonly refused: readonly unknown[];
  /** The events that it appended, one for each dispute. */
  readonly events: readonly unknown[];
}

function answerFrom(name: string, { data, errors }: Pick<HttpAnswer, "data" | "errors">): Answer {
  if (errors !== undefined) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  const text = JSON.stringify(data);
  const events = [...text.matchAll(/"event":\{"id":"(\w+)"/g)].map(([, id]) => id);
  return { refused: [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code), events };
}

/** The answer of a server to an act, or null where the connection broke before. */
async function send(url: string, { by, name, input }: Act): Promise<Answer | null> {
  const api = new ApiClient(url, await tokenOf(by), () => {
    throw new Error("Nobody subscribes here.");
  });
  try {
    return answerFrom(name, await api.query(operationOf(name), { input }));
  } catch (error) {
    if (["TypeError", "SyntaxError"].includes((error as Error).name)) return null;
    throw error;
  }
}

/** The answer to an act that is sent again, from the same database without a server. */
async function sendAgain({ by, name, input }: Act): Promise<Answer> {
  const { data, errors } = await execute(factory.as(by), operationOf(name), { input });
  return answerFrom(name, { data: data ?? null, ...(errors && { errors: errors as never }) });
}

/** Of each key that is kept, what it stands for; and of each effect, how often it is there. */
async function expectWholeOrAbsent(acts: readonly Act[]): Promise<number> {
  const keys = acts.map(({ input }) => input["clientMutationId"]);
  const kept = await durable.database.query<{ event: string | null; found: boolean }>(
    `SELECT answer ->> 'eventId' AS event,
       EXISTS (SELECT FROM dispute_event WHERE id::text = answer ->> 'eventId') AS found
     FROM idempotency_key WHERE client_mutation_id = ANY ($1) OR client_mutation_id LIKE 'bulk/%'`,
    [keys],
  );
  expect(kept.filter(({ event, found }) => event !== null && !found)).toEqual([]);
  const [effects] = await durable.database.query<{
    told: number;
    keyed: number;
    drafts: number;
    saved: number;
  }>(
    `SELECT (SELECT count(*)::int FROM dispute_event WHERE type = ANY ($1)) AS told,
       (SELECT count(*)::int FROM idempotency_key JOIN dispute_event ON dispute_event.id::text = answer ->> 'eventId'
         WHERE type = ANY ($1)) AS keyed,
       (SELECT count(*)::int FROM ruling_draft WHERE status <> 'SECOND_REVIEW') AS drafts,
       (SELECT count(*)::int FROM idempotency_key
         WHERE client_mutation_id = ANY ($2) AND mutation IN ('approveRuling', 'draftRuling')) AS saved`,
    [effectTypes, keys],
  );
  expect({ told: effects!.told, drafts: effects!.drafts }).toEqual({
    ...{ told: effects!.keyed, drafts: effects!.saved },
  });
  const halves = await durable.database.query(
    `SELECT 1 FROM dispute AS merged WHERE outcome = 'MERGED' AND NOT EXISTS (SELECT FROM dispute_event
       WHERE type = 'DISPUTES_JOINED' AND payload ->> 'mergedId' = merged.id::text)`,
  );
  expect(halves).toEqual([]);
  expect((await verifyLog(durable.database)).broken).toBeNull();
  await expectFolded(durable.database);
  return kept.length;
}

const effectTypes = [
  ...["CASE_TRANSFERRED", "DISPUTES_JOINED", "LIMITS_CROSSED", "PROPOSAL_ACCEPTED", "RULING_APPEALED"],
];

it("each act of mediation is whole or absent where the server is killed in its midst, and happens once in all", async () => {
  const [first, ...built] = await Promise.all([serve(), ...Array.from({ length: EACH }, buildAll)]);
  const acts = built.flat();
  const answers = new Map<Act, Answer>();
  const sent = Promise.all(
    acts.map(async (each) => {
      const answer = await send(first.url, each);
      if (answer !== null) answers.set(each, answer);
    }),
  );
  while (answers.size < acts.length / 3) await pause(1);
  first.program.child.kill("SIGKILL");
  await Promise.all([sent, ended(first.program)]);
  expect(answers.size).toBeLessThan(acts.length);
  const kept = await expectWholeOrAbsent(acts);
  process.stdout.write(`${answers.size} of ${acts.length} acts were answered, ${kept} keys were kept\n`);

  for (const each of [...acts, ...acts]) {
    const answer = await sendAgain(each);
    expect([each.name, answer.refused]).toEqual([each.name, []]);
    expect(answer).toEqual(answers.get(each) ?? answer);
    answers.set(each, answer);
  }
  await expectWholeOrAbsent(acts);
  const [owed] = await durable.database.query<{ disputes: number; obligations: number }>(
    "SELECT count(DISTINCT dispute_id)::int AS disputes, count(*)::int AS obligations FROM obligation",
  );
  expect(owed).toEqual({ disputes: 2 * EACH, obligations: 2 * EACH });
}, 120_000);
