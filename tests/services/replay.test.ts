import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { everyDispute } from "../../src/domain/simulation/sample.js";
import { addHours } from "../../src/domain/time.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Database } from "../../src/persistence/database.js";
import { advanceClock } from "../../src/services/clock/advance-clock.js";
import { declareForceMajeure } from "../../src/services/clock/declare-force-majeure.js";
import { endForceMajeure } from "../../src/services/clock/end-force-majeure.js";
import { createPlatformClock } from "../../src/services/clock/platform-clock.js";
import { declareRelation } from "../../src/services/conflict/declare-relation.js";
import { endRelation } from "../../src/services/conflict/end-relation.js";
import { recordPartyTraits } from "../../src/services/conflict/record-party-traits.js";
import { claimNextCase } from "../../src/services/disputes/claim-next-case.js";
import { closeSubmissions } from "../../src/services/disputes/close-submissions.js";
import { openDispute } from "../../src/services/disputes/open-dispute.js";
import { deleteMacro } from "../../src/services/macros/delete-macro.js";
import { saveMacro } from "../../src/services/macros/save-macro.js";
import { importOrders } from "../../src/services/orders/import-orders.js";
import { startRehearsal } from "../../src/services/rehearsal/start-rehearsal.js";
import { submitRehearsal } from "../../src/services/rehearsal/submit-rehearsal.js";
import { giveSecondOpinion } from "../../src/services/review/give-second-opinion.js";
import { sampleForReview } from "../../src/services/review/sample-for-review.js";
import { saveRulebookDraft } from "../../src/services/rulebook/save-rulebook-draft.js";
import { answerRuleFeedback } from "../../src/services/rule-feedback/answer-rule-feedback.js";
import { cancelSimulation } from "../../src/services/simulation/cancel-simulation.js";
import { simulateRulebook } from "../../src/services/simulation/simulate-rulebook.js";
import { submitRuleFeedback } from "../../src/services/rule-feedback/submit-rule-feedback.js";
import { sandboxScenario } from "../../src/services/sandbox/sandbox-scenario.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin, type Purchase } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { sourceOf } from "../support/rulebook-maker.js";
import { cases } from "../support/replay-cases.js";
import { clockCases, ruleMaking } from "../support/replay-platform.js";
import { queueCases } from "../support/replay-queue.js";
import { Story } from "../support/story.js";
import { written } from "../support/written.js";

let database: Database;
let factory: Factory;
let mediator: Viewer;
let senior: Viewer;

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database);
  senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  mediator = await factory.mediator();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

const stale = { expectedVersion: 1_000 };

/** Runs twice, then with another input under the same key; only the first does anything. */
async function expectReplay(
  run: (input: object) => Promise<unknown>,
  input: object,
  other: object,
): Promise<void> {
  const keyed = { ...input, clientMutationId: randomUUID() };
  const answer = await run(keyed);
  const before = await written(database);
  expect(await run(keyed)).toEqual(answer);
  await expect(run({ ...keyed, ...other })).rejects.toThrow("IDEMPOTENCY_MISMATCH");
  expect(await written(database)).toEqual(before);
}

async function openCase(purchase?: Purchase): Promise<Story> {
  return Story.open(factory, {
    purchase: purchase ?? (await factory.purchase({ lines: 2 })),
    senior,
    mediator,
  });
}

describe("the same key and input give the same answer and nothing more", () => {
  it.each(Object.entries(cases))("%s", async (_name, { from, by, run, input, other = stale }) => {
    const story = await openCase();
    if (from !== null) await story.playTo(from);
    const given = { disputeId: story.disputeId, ...(await input(story)) };
    await expectReplay((all) => run(factory.as(by(story)), all as never), given, other);
  });

  it("openDispute", async () => {
    const { shopper: viewer, lines } = await factory.purchase();
    const claim = { reason: "NOT_RECEIVED", remedy: "REFUND", statement: "It never came." };
    const input = { ...claim, lines: [{ orderLineId: lines[0], amount: null }] };
    const run = (all: object) => openDispute(factory.as(viewer), all as never);
    await expectReplay(run, input, { statement: "Something else." });
  });

  it("claimNextCase, whose key another mutation cannot use", async () => {
    const story = await (await openCase()).playTo("QUEUED");
    const context = factory.as(mediator);
    const run = (all: object) =>
      "disputeId" in all ? closeSubmissions(context, all as never) : claimNextCase(context, all as never);
    await expectReplay(run, {}, { disputeId: story.disputeId, reason: "Enough." });
  });

  it.each(Object.entries(queueCases))("%s", async (_name, desk) => {
    const context = factory.as(desk.senior === true ? senior : await factory.mediator());
    await desk.first?.(context, {} as never);
    await expectReplay((all) => desk.run(context, all as never), desk.input ?? {}, desk.other);
  });

  it.each(Object.entries(clockCases))("%s", async (_name, { by, run, input, other }) => {
    const context = factory.as(person(by));
    await expectReplay((all) => run(context, all as never), input, other);
  });

  it("importOrders", async () => {
    const context = factory.as(person(Role.INTEGRATION));
    const { draft } = await factory.purchase();
    const orders = [{ ...draft, reference: randomUUID() }];
    await expectReplay((all) => importOrders(context, all as never), { orders }, { orders: [] });
  });

  it("advanceClock", async () => {
    const clock = await createPlatformClock(database, () => storyBegin, { movable: true });
    const context = { ...factory.as(person(Role.INTEGRATION)), clock };
    await expectReplay((all) => advanceClock(context, all as never), { by: 0.5 }, { by: 1 });
    expect(clock.now()).toEqual(new Date(storyBegin.getTime() + 1_800_000));
  });

  it("submitRuleFeedback and answerRuleFeedback", async () => {
    const author = factory.as(person(Role.SHOPPER));
    const said = {
      clause: "R-NOT_RECEIVED",
      kind: "UNCLEAR",
      wrong: "Who proves it?",
      instead: "The merchant.",
    };
    await expectReplay((all) => submitRuleFeedback(author, all as never), said, { wrong: "Something else." });
    const given = { ...said, clientMutationId: randomUUID() };
    const { feedbackId } = await submitRuleFeedback(author, given as never);
    const editor = factory.as(person(Role.RULE_EDITOR));
    const answer = { feedbackId, status: "TRIAGED", answer: null, shippedVersion: null };
    await expectReplay((all) => answerRuleFeedback(editor, all as never), answer, { answer: "Read." });
  });

  it("sandboxScenario", async () => {
    const clock = await createPlatformClock(database, () => storyBegin, { movable: true });
    const context = { ...factory.as(person(Role.INTEGRATION)), clock };
    const sandbox = { issueToken: () => Promise.resolve(null) };
    const run = (all: object) => sandboxScenario(context, sandbox, all as never);
    await expectReplay(run, { name: "claim-refused" }, { name: "case-in-review" });
  });

  it.each(Object.entries(ruleMaking))("%s", async (_name, { from, by, run, input = {} }) => {
    const { rulebooks } = factory;
    const rulebookId = await rulebooks.draft();
    if (from !== "DRAFT") await rulebooks.openConsultation(rulebookId);
    if (from === "APPROVED") await rulebooks.approve(rulebookId);
    const viewer = by === Role.RULE_EDITOR ? rulebooks.editor : rulebooks.approver;
    const given = { rulebookId, ...input };
    await expectReplay((all) => run(factory.as(viewer), all as never), given, { expectedRevision: 1_000 });
  });

  it("saveRulebookDraft, of a new draft", async () => {
    const run = (all: object) => saveRulebookDraft(factory.as(factory.rulebooks.editor), all as never);
    await expectReplay(run, { source: sourceOf() }, { source: sourceOf() });
  });

  it("simulateRulebook and cancelSimulation", async () => {
    const context = factory.as(factory.rulebooks.editor);
    const input = { draftId: await factory.rulebooks.draft(), all: true, sample: everyDispute };
    await expectReplay((all) => simulateRulebook(context, all as never), input, { draftId: randomUUID() });
    const simulationId = await simulateRulebook(context, { ...input, clientMutationId: randomUUID() });
    const run = (all: object) => cancelSimulation(context, all as never);
    await expectReplay(run, { simulationId }, { simulationId: randomUUID() });
  });

  it("declareForceMajeure and endForceMajeure", async () => {
    const context = factory.as(person(Role.RULE_APPROVER));
    const what = { code: "FLOOD", region: "Nowhere", country: null, from: null, reason: "A flood." };
    const input = { ...what, until: addHours(storyBegin, 5), clause: "R-NOT_RECEIVED" };
    await expectReplay((all) => declareForceMajeure(context, all as never), input, { code: "FLOOD-2" });
    // It ends when it began, for the clock of these tests stands.
    await expectReplay((all) => endForceMajeure(context, all as never), { code: "FLOOD" }, { code: "OTHER" });
  });

  it("declareRelation and endRelation", async () => {
    const context = factory.as(mediator);
    const partyId = randomUUID();
    const input = { side: "MERCHANT", partyId, kind: "FAMILY", until: null };
    await expectReplay((all) => declareRelation(context, all as never), input, { kind: "OTHER" });
    await expectReplay((all) => endRelation(context, all as never), { partyId }, { partyId: randomUUID() });
  });

  it("recordPartyTraits", async () => {
    const { shopper } = await factory.purchase();
    const told = { bearer: "SHOPPER", personId: shopper.id, kind: "ADDRESS" };
    const context = factory.as(person(Role.INTEGRATION));
    const traits = (...hashes: string[]) => ({ traits: [{ ...told, hashes }] });
    await expectReplay((all) => recordPartyTraits(context, all as never), traits("a".repeat(64)), traits());
  });

  it("saveMacro and deleteMacro", async () => {
    const words = { en: "Hello.", zh: "你好。" };
    const macro = { code: "GREET", title: words, text: words, reasons: [] };
    const context = factory.as(senior);
    await expectReplay((all) => saveMacro(context, all as never), macro, { reasons: ["NOT_RECEIVED"] });
    await expectReplay((all) => deleteMacro(context, all as never), { code: "GREET" }, { code: "ASK" });
  });

  it("startRehearsal, submitRehearsal, sampleForReview and giveSecondOpinion", async () => {
    await (await openCase()).playTo("PERFORMING");
    const trainee = factory.as(await factory.mediator());
    const reason = { reason: "NOT_RECEIVED" };
    await expectReplay((all) => startRehearsal(trainee, all as never), reason, { reason: "WRONG_ITEM" });
    const ruling = { outcome: "NOT_PROVEN", remedies: [], clauses: [] };
    const other = { outcome: "RULED_SPLIT" };
    await expectReplay((all) => submitRehearsal(trainee, all as never), { number: 1, ...ruling }, other);
    const draw = { name: "replay", size: 1, from: null, until: null };
    await expectReplay((all) => sampleForReview(factory.as(senior), all as never), draw, { size: 2 });
    const opinion = { sample: "replay", position: 1, ...ruling };
    await expectReplay((all) => giveSecondOpinion(trainee, all as never), opinion, other);
  });

  it("covers every mutation", () => {
    const named = [
      ...Object.keys(cases),
      ...["openDispute", "claimNextCase", "importOrders", "advanceClock", "declareForceMajeure"],
      ...["declareRelation", "endRelation", "recordPartyTraits"],
      "endForceMajeure",
      ...Object.keys(ruleMaking),
      ...Object.keys(queueCases),
      ...Object.keys(clockCases),
      ...["answerRuleFeedback", "sandboxScenario", "submitRuleFeedback"],
      ...["cancelSimulation", "simulateRulebook"],
      ...["deleteMacro", "saveMacro", "startRehearsal", "submitRehearsal"],
      ...["giveSecondOpinion", "sampleForReview"],
    ];
    const inSchema = Object.keys(createSchema().getMutationType()!.getFields());
    expect(named.sort()).toEqual(inSchema.sort());
  });
});
