import { randomUUID } from "node:crypto";
import { getNamedType, type GraphQLInputObjectType } from "graphql";
import { Role } from "../../src/domain/access/viewer.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import { createSchema } from "../../src/graphql/schema.js";
import { operationOf, type MutationInput } from "../support/api-client.js";
import { BadInputStage, orderInput, problemsOf, type Problem } from "../support/bad-input-stage.js";
import { person } from "../support/factory.js";
import { platformInputs, ruleInputs } from "../support/wrong-role-platform.js";
import { queueInputs } from "../support/wrong-role-queue.js";
import { deskInputs } from "../support/wrong-role-desk.js";
import { evidenceInputs } from "../support/wrong-role-evidence.js";
import { macro, togetherInputs } from "../support/wrong-role-together.js";

let stage: BadInputStage;
beforeAll(async () => {
  stage = await BadInputStage.start();
});
afterAll(() => {
  expect(stage.platform.complaints).toEqual([]);
});
afterAll(() => stage.platform.close());

describe("openDispute over HTTP", () => {
  const amount = (value: unknown) => () =>
    stage.opening({ lines: [{ orderLineId: stage.line(), amount: value }] });
  const about = (id: () => string) => () => stage.opening({ lines: [{ orderLineId: id() }] });

  it.each<[string, () => MutationInput, string]>([
    ["an unknown line", about(() => toGlobalId("OrderLine", randomUUID())), "NOT_FOUND"],
    ["the id of another type", about(() => stage.disputeId()), "INVALID_ID"],
    [
      "a second dispute on a line",
      about(() => toGlobalId("OrderLine", stage.story.lines[0]!)),
      "ALREADY_DISPUTED",
    ],
    ["an amount above what is left", amount("105.01"), "AMOUNT_TOO_HIGH"],
    ["a negative amount", amount("-1"), "INVALID_AMOUNT"],
    ["an over-precise amount", amount("1.001"), "INVALID_AMOUNT"],
    ["an amount that is no number", amount("1e3"), "INVALID_AMOUNT"],
    ["an amount that is a number", amount(1.5), "INVALID_AMOUNT"],
    ["a reason of no rulebook", () => stage.opening({ reason: "__proto__" }), "VALIDATION"],
    [
      "a statement of 20,000 characters",
      () => stage.opening({ statement: "x".repeat(20_000) }),
      "INVALID_TEXT",
    ],
    ["control characters", () => stage.opening({ statement: "a\u0000b\u001b[2J" }), "INVALID_TEXT"],
    ["half a surrogate pair", () => stage.opening({ statement: "a\ud83d" }), "INVALID_TEXT"],
    [
      "10,000 lines",
      () => stage.opening({ lines: Array(10_000).fill({ orderLineId: stage.line() }) }),
      "VALIDATION",
    ],
    ["a field that there is not", () => stage.opening({ isAdmin: true }), "VALIDATION"],
  ])("refuses %s", async (_what, input, code) => {
    await stage.expectRefused(() => stage.send(stage.shopper, "openDispute", input()), code);
  });

  it("refuses another shopper's order line as if it were unknown", async () => {
    const other = await stage.platform.connect((await stage.factory.purchase()).shopper);
    await stage.expectRefused(() => stage.send(other, "openDispute", stage.opening()), "NOT_FOUND");
  });

  it("refuses a reason whose window has passed", async () => {
    const long = {
      purchasedAt: new Date("2026-01-01T00:00:00.000Z"),
      promisedAt: new Date("2026-01-05T00:00:00.000Z"),
    };
    const orderId = await stage.factory.import({
      ...stage.fresh.draft,
      ...long,
      reference: randomUUID(),
      reviews: [],
      shipments: [],
    });
    const rows = await stage.platform.database.query<{ id: string }>(
      "SELECT id FROM order_line WHERE order_id = $1",
      [orderId],
    );
    const lines = [{ orderLineId: toGlobalId("OrderLine", rows[0]!.id) }];
    await stage.expectRefused(
      () => stage.send(stage.shopper, "openDispute", stage.opening({ lines })),
      "WINDOW_CLOSED",
    );
  });

  it("refuses a statement of 1 MB with the body (413), before it is read", async () => {
    const run = () =>
      stage.send(stage.shopper, "openDispute", stage.opening({ statement: "x".repeat(1_048_576) }));
    expect((await stage.expectRefused(run, "VALIDATION")).status).toBe(413);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const variables = { input: { clientMutationId: randomUUID(), ...stage.opening({ statement: "caf#" }) } };
    const body = Buffer.from(JSON.stringify({ query: operationOf("openDispute"), variables }));
    body[body.indexOf("caf#") + 3] = 0xe9;
    await stage.expectRefused(() => stage.shopper.post(body), "INVALID_TEXT");
  });
});

describe("other mutations over HTTP", () => {
  it("refuses a stale version and names the present one", async () => {
    const input = { disputeId: stage.disputeId(), expectedVersion: 99 };
    const answer = await stage.expectRefused(
      () => stage.send(stage.merchant, "acceptClaim", input),
      "VERSION_CONFLICT",
    );
    expect(JSON.stringify(answer.data)).toContain('"currentVersion":1');
  });

  it.each<[string, () => MutationInput, string]>([
    ["an unknown currency", () => ({ currency: "XXX" }), "UNKNOWN_CURRENCY"],
    ["over-precise money", () => ({ payments: [{ sequence: 1, method: "CARD", amount: "1.005" }] }), ""],
    ["negative money", () => ({ payments: [{ sequence: 1, method: "CARD", amount: "-1.00" }] }), ""],
  ])("importOrders refuses an order with %s", async (_what, change, code) => {
    const before = await stage.written();
    const orders = [{ ...orderInput(), ...change() }];
    const clientMutationId = randomUUID();
    const { data } = await stage.integration.query(operationOf("importOrders"), {
      input: { clientMutationId, orders },
    });
    const { results } = data!["importOrders"] as { results: { outcome: string; refusal: Problem }[] };
    expect(results).toMatchObject([{ outcome: "REFUSED", orderId: null }]);
    expect(results[0]!.refusal.code).toMatch(code === "" ? /AMOUNT/ : code);
    // The key remembers its answer; nothing else is there.
    await stage.platform.database.query("DELETE FROM idempotency_key WHERE client_mutation_id = $1", [
      clientMutationId,
    ]);
    expect(await stage.written()).toEqual(before);
  });

  it("importOrders takes at most 500 orders", async () => {
    const orders = Array(501).fill(orderInput());
    await stage.expectRefused(() => stage.send(stage.integration, "importOrders", { orders }), "VALIDATION");
  });
});

describe("a rulebook over HTTP", () => {
  it.each<[string, string, string]>([
    ["that is no YAML", "a: [", "INVALID_RULEBOOK"],
    ["that lacks everything", "version: 1", "INVALID_RULEBOOK"],
    ["that is another kind of thing", "42", "INVALID_RULEBOOK"],
    ["with a tag that runs code elsewhere", "a: !!js/function 'x'", "INVALID_RULEBOOK"],
    ["that is empty", " ", "INVALID_TEXT"],
    ["with a control character", "a: \u0007", "INVALID_TEXT"],
    ["of 500,001 characters", "#".repeat(500_001), "INVALID_TEXT"],
  ])("%s is refused", async (_what, source, code) => {
    const editor = await stage.platform.connect(person(Role.RULE_EDITOR));
    const save = () => stage.send(editor, "saveRulebookDraft", { source });
    await stage.expectRefused(save, code);
  });
});

describe("the wrong role", () => {
  const offer = () => ({ offerId: toGlobalId("Offer", randomUUID()), termsHash: "00" });
  const proposal = () => ({ proposalId: toGlobalId("Proposal", randomUUID()) });
  const terms = () => [
    { kind: "PARTIAL_REFUND", orderLineId: toGlobalId("OrderLine", stage.story.lines[0]!), amount: "1.00" },
  ];
  const mutations: Readonly<Record<string, () => MutationInput>> = {
    openDispute: () => stage.opening(),
    amendClaim: () => ({ statement: "Changed." }),
    acceptClaim: () => ({}),
    refuseClaim: () => ({ code: "OTHER", statement: "No." }),
    makeOffer: () => ({ terms: terms() }),
    acceptOffer: offer,
    declineOffer: () => ({ offerId: offer().offerId }),
    proposeSettlement: () => ({ terms: terms(), explanation: "Meet half-way." }),
    acceptProposal: () => ({ ...proposal(), termsHash: "00" }),
    declineProposal: proposal,
    retractProposal: proposal,
    stateSealedLimit: () => ({ amount: "10.00" }),
    withdrawSealedLimit: () => ({}),
    requestIntervention: () => ({}),
    assignMediator: () => ({ mediatorId: toGlobalId("Mediator", stage.story.cast.mediator.id) }),
    claimNextCase: () => ({}),
    closeSubmissions: () => ({ reason: "Enough." }),
    declareInadmissible: () => ({ ground: "NO_CLAIM", statement: "A wish.", clause: "R-NOT_RECEIVED" }),
    issueRuling: () => ({
      ...{ outcome: "RULED_SPLIT", reasons: "So.", clauses: ["R-NOT_RECEIVED"], faultShares: [] },
      divergenceReason: "They agree on it.",
      findings: [{ text: "Lost.", sources: ["SHIPMENT_RECORD"] }],
      remedies: terms(),
    }),
    draftRuling: () => ({ expectedDraftVersion: 0, ruling: { reasons: "So." } }),
    submitRulingForReview: () => ({ draftVersion: 1 }),
    approveRuling: () => ({ draftVersion: 1 }),
    returnRuling: () => ({ draftVersion: 1, reason: "Say why." }),
    correctRuling: () => ({ reason: "A slip.", texts: [{ part: "REASONS", text: "So!" }] }),
    requestClarification: () => ({ question: "Which line?" }),
    clarifyRuling: () => ({ side: "SHOPPER", answer: "Both." }),
    appealRuling: () => ({ grounds: ["FACT_ERROR"], statement: "No." }),
    answerAppeal: () => ({ answer: "Yes." }),
    withdrawAppeal: () => ({}),
    waiveAppeal: () => ({}),
    requestHumanReview: () => ({ grounds: ["OTHER"], statement: "Nobody told us." }),
    decideHumanReview: () => ({ outcome: "UPHELD", reason: "It is right." }),
    decideAppeal: () => ({ outcome: "UPHELD", reasons: "It is right." }),
    withdrawDispute: () => ({}),
    sendMessage: () => ({ channel: "PARTIES", text: "Hello." }),
    importOrders: () => ({ orders: [orderInput()] }),
    advanceClock: () => ({ byHours: 1 }),
    extendDeadline: () => ({ reason: "Stock-taking." }),
    suspendDispute: () => ({ reason: "INSPECTION", statement: "A lab looks at it." }),
    resumeDispute: () => ({}),
    mergeDisputes: () => ({ mergedDisputeId: toGlobalId("Dispute", randomUUID()) }),
    reopenDispute: () => ({ ground: "NEW_EVIDENCE", statement: "A lab looked at it." }),
    requestInformation: () => ({ question: "Which side?" }),
    provideInformation: () => ({ answer: "The left one." }),
    sandboxScenario: () => ({ name: "claim-refused" }),
    ...deskInputs,
    ...evidenceInputs,
    ...platformInputs,
    ...queueInputs,
    ...ruleInputs(() => stage.rulebookId),
    ...togetherInputs(() => stage.disputeId()),
    sendMacro: () => macro,
  };
  const fields = createSchema().getMutationType()!.getFields();
  const isOfDispute = (name: string): boolean => {
    const input = getNamedType(fields[name]!.args[0]!.type) as GraphQLInputObjectType;
    return "disputeId" in input.getFields();
  };

  it("is tried with every mutation", () => {
    expect(Object.keys(mutations).sort()).toEqual(Object.keys(fields).sort());
  });

  // A dossier changes nothing of a dispute: whoever reads one may have it.
  const acts = Object.keys(mutations).filter((name) => name !== "exportDossier");

  it.each(acts)("cannot %s, though it sees the dispute or the rules", async (name) => {
    const input = {
      ...(isOfDispute(name) && { disputeId: stage.disputeId() }),
      ...mutations[name]!(),
    };
    const auditor = await stage.platform.connect(person(Role.AUDITOR));
    // Of drafts of rules and files that are another's there are none, and there is no swarm.
    const unknown =
      /^(simulateRulebook|(complete|cancel)EvidenceUpload|(addTo|removeFrom)CaseSwarm|(apply|decide)SharedFinding)$/;
    const code = unknown.test(name) ? "NOT_FOUND" : "FORBIDDEN";
    await stage.expectRefused(() => stage.send(auditor, name, input), code);
    const answers = await Promise.all(
      [stage.shopper, stage.merchant].map((side) =>
        stage.send(side, "closeSubmissions", { disputeId: stage.disputeId(), reason: "Enough." }),
      ),
    );
    for (const answer of answers) expect(problemsOf(answer)[0]?.code).toBe("FORBIDDEN");
  });
});
