import { v7 as newUuid } from "uuid";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { everyDispute } from "../../src/domain/simulation/sample.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { nodeTypeNames, type NodeTypeName } from "../../src/persistence/read/selection.js";
import { submitRuleFeedback } from "../../src/services/rule-feedback/submit-rule-feedback.js";
import { exportDossier } from "../../src/services/dossier/export-dossier.js";
import { simulateRulebook } from "../../src/services/simulation/simulate-rulebook.js";
import { Factory, person, type Purchase } from "./factory.js";
import { storeFile } from "./stored-file.js";
import { Story } from "./story.js";
import { togetherBy } from "./swarm-play.js";

/** API ids by type. */
export type Ids = Readonly<Record<NodeTypeName, string>>;

/** The ids of a case: one of each type to ask for, and all of them to look for. */
export interface CaseIds {
  readonly ids: Ids;
  /** API ids and bare UUIDs of all objects of the case, and the words of what is sealed in it. */
  readonly all: ReadonlySet<string>;
  readonly number: string;
  readonly reference: string;
}

/** A dispute in full that strangers must not see, and strangers with something of their own. */
export interface HiddenWorld {
  readonly factory: Factory;
  readonly story: Story;
  readonly hidden: CaseIds;
  /** Shopper, merchant and mediator of another case, with what they see. */
  readonly others: readonly { readonly viewer: Viewer; readonly own: CaseIds }[];
}

/** What everybody who is signed in may read: its ids are no secret, what it says of a case is. */
export const publicTypes: ReadonlySet<NodeTypeName> = new Set(["RuleFeedback"]);

/** Which table holds each type, and which column leads to its case. */
const places: Readonly<Record<NodeTypeName, readonly [table: string, condition: string]>> = {
  CaseSwarm: ["case_swarm", "id = (SELECT swarm_id FROM dispute WHERE id = $1)"],
  Dispute: ["dispute", "id = $1"],
  DisputeEvent: ["dispute_event", "dispute_id = $1"],
  Dossier: ["dossier", "dispute_id = $1"],
  EvidenceFile: ["evidence_file", "dispute_id = $1"],
  EvidenceItem: ["evidence_item", "dispute_id = $1"],
  Mediator: ["mediator", "id = (SELECT mediator_id FROM dispute WHERE id = $1)"],
  Merchant: ["merchant", "id = (SELECT merchant_id FROM dispute WHERE id = $1)"],
  MerchantMember: ["merchant_member", "merchant_id = (SELECT merchant_id FROM dispute WHERE id = $1)"],
  Message: ["message", "dispute_id = $1"],
  Obligation: ["obligation", "dispute_id = $1"],
  Offer: ["offer", "dispute_id = $1"],
  Proposal: ["proposal", "dispute_id = $1"],
  Order: ['"order"', "id = (SELECT order_id FROM dispute WHERE id = $1)"],
  OrderLine: ["order_line", "id IN (SELECT order_line_id FROM dispute_line WHERE dispute_id = $1)"],
  Payment: ["payment", "order_id = (SELECT order_id FROM dispute WHERE id = $1)"],
  Refund: ["refund", "order_line_id IN (SELECT order_line_id FROM dispute_line WHERE dispute_id = $1)"],
  Review: ["review", "order_id = (SELECT order_id FROM dispute WHERE id = $1)"],
  RuleFeedback: ["rule_feedback", "dispute_id = $1"],
  // No version of the rules belongs to a case, so each has one that goes by its number.
  RulebookVersion: ["rulebook", "version = (SELECT number FROM dispute WHERE id = $1)"],
  // Of no case at all, and yet of no business of strangers.
  RulebookSimulation: ["rulebook_simulation", "$1::uuid IS NOT NULL"],
  Ruling: ["ruling", "dispute_id = $1"],
  Shipment: [
    "shipment",
    "(order_id, merchant_id) = (SELECT order_id, merchant_id FROM dispute WHERE id = $1)",
  ],
  Shopper: ["shopper", "id = (SELECT shopper_id FROM dispute WHERE id = $1)"],
  TrackingEvent: [
    "tracking_event",
    `shipment_id IN (SELECT shipment.id FROM shipment JOIN dispute USING (order_id, merchant_id) WHERE dispute.id = $1)`,
  ],
};

/** UUIDs of all objects of a type that belong to a dispute. */
export async function objectsOf(
  database: Database,
  disputeId: string,
  type: NodeTypeName,
): Promise<{ id: string }[]> {
  const [table, condition] = places[type];
  return database.query<{ id: string }>(`SELECT id FROM ${table} WHERE ${condition} ORDER BY id`, [
    disputeId,
  ]);
}

/** Everything of a dispute's case. @throws if the case lacks an object of some type, unless `partial` */
export async function caseOf(
  database: Database,
  { disputeId, cast }: Pick<Story, "disputeId" | "cast">,
  partial = false,
): Promise<CaseIds> {
  const ids: Partial<Record<NodeTypeName, string>> = {};
  const all = new Set<string>();
  for (const type of nodeTypeNames) {
    const rows = await objectsOf(database, disputeId, type);
    if (rows.length === 0 && !partial)
      throw new Error(`Give the hidden case a ${type}: nobody asks for one yet.`);
    for (const { id } of publicTypes.has(type) ? [] : rows) all.add(id).add(toGlobalId(type, id));
    if (rows[0] !== undefined) ids[type] = toGlobalId(type, rows[0].id);
  }
  const [row] = await database.query<{ number: string }>("SELECT number FROM dispute WHERE id = $1", [
    disputeId,
  ]);
  return { ids: ids as Ids, all, number: row!.number, reference: cast.purchase.reference };
}

async function openCase(factory: Factory, purchase: Purchase, capacity = 10): Promise<Story> {
  await factory.register(purchase.merchants[0]!, `Agent ${purchase.merchants[0]!.id}`);
  const mediator = await factory.mediator({ capacity });
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  return Story.open(factory, { purchase, mediator, senior });
}

/** Staff and machines that see no dispute at all. */
export const blindRoles: readonly Role[] = [
  ...[Role.LOGISTICS_AGENT, Role.CARRIER, Role.FINANCE_OFFICER, Role.COMPLIANCE_OFFICER],
  ...[Role.RISK_OFFICER, Role.RULE_EDITOR, Role.RULE_APPROVER],
];

/** Drafts rules that go by a dispute's number. Returns the UUID. */
async function draftNamed(factory: Factory, disputeId: string): Promise<string> {
  const [row] = await factory.database.query<{ number: string }>("SELECT number FROM dispute WHERE id = $1", [
    disputeId,
  ]);
  return factory.rulebooks.draft({ version: row!.number });
}

/** The id of the version that a dispute was opened under. */
async function versionId(database: Database, disputeId: string): Promise<string> {
  const select =
    "SELECT rulebook.id FROM rulebook JOIN dispute ON rulebook_version = rulebook.version WHERE dispute.id = $1";
  const [row] = await database.query<{ id: string }>(select, [disputeId]);
  return row!.id;
}

/** Another dispute of the people of a story, which stands in an evidence round with sealed items and drafts of both. */
async function sealedCase({ factory, cast, shopper, merchant }: Story): Promise<Story> {
  const purchase = await factory.purchase({ shopper, merchant });
  const story = await (await Story.open(factory, { ...cast, purchase })).playTo("EVIDENCE");
  await story.evidence.ponder();
  return story;
}

/** A case whose item to ask for is a sealed one, and whose evidence that is to be looked for includes sealed ones. */
async function withSealed(of: CaseIds, { factory, disputeId }: Story): Promise<CaseIds> {
  const items = await factory.database.query<{ id: string; sealed: boolean }>(
    "SELECT id, status = 'SUBMITTED' AS sealed FROM evidence_item WHERE dispute_id = $1 ORDER BY id",
    [disputeId],
  );
  const sealed = items.find((item) => item.sealed);
  if (sealed === undefined) throw new Error("Nothing is sealed in the sealed case.");
  const idOf = ({ id }: { readonly id: string }): string => toGlobalId("EvidenceItem", id);
  const all = new Set([...of.all, ...items.flatMap((item) => [item.id, idOf(item)])]);
  const texts = ["SHOPPER", "MERCHANT"].flatMap((side) => [`SEALED-${side}`, `DRAFT-${side}`]);
  return { ...of, ids: { ...of.ids, EvidenceItem: idOf(sealed) }, all: new Set([...all, ...texts]) };
}

/** Makes a {@link HiddenWorld}. The other case has an open offer, so that its people can do something. */
export async function createHiddenWorld(database: Database): Promise<HiddenWorld> {
  const factory = new Factory(database);
  // Bought first: what is read in order of id must not depend on whose comes first.
  const purchase = await factory.purchase();
  const story = await (await openCase(factory, await factory.purchase())).playTo("IN_REVIEW");
  const sealed = await sealedCase(story);
  await togetherBy(story.cast.mediator, [story, sealed]);
  await story.evidence.hear();
  await story.propose();
  await story.declineProposal(story.shopper);
  await story.rule();
  await story.runOut();
  await simulateRulebook(factory.as(person(Role.RULE_EDITOR)), {
    ...{
      clientMutationId: "hidden-world",
      draftId: await versionId(database, story.disputeId),
      all: true,
      sample: everyDispute,
    },
  });
  await exportDossier(factory.as(story.shopper), {
    ...{ clientMutationId: newUuid(), disputeId: story.disputeId, language: "EN" },
  });
  const other = await (await openCase(factory, purchase)).playTo("PROPOSED");
  const { shopper: buyer, merchant: seller, cast } = other;
  const twin = await Story.open(factory, {
    ...cast,
    purchase: await factory.purchase({ shopper: buyer, merchant: seller }),
  });
  await togetherBy(cast.mediator, [other, await twin.playTo("IN_REVIEW")]);
  await other.declineProposal(other.merchant);
  await other.offer(other.merchant);
  await other.offer(other.shopper, "70.00");
  for (const { shopper, merchant, disputeId } of [story, other]) {
    for (const by of [shopper, merchant]) await storeFile(database, { disputeId, by });
    await submitRuleFeedback(factory.as(shopper), {
      ...{ clientMutationId: newUuid(), clause: "R-NOT_RECEIVED", kind: "UNCLEAR", disputeId },
      ...{ wrong: "Who proves that a parcel was lost?", instead: "Say that the merchant does." },
    });
  }
  await draftNamed(factory, story.disputeId);
  const shown = await draftNamed(factory, other.disputeId);
  await factory.rulebooks.openConsultation(shown);
  const own = await caseOf(database, other, true);
  const viewers = [
    other.shopper,
    other.merchant,
    { ...other.merchant, role: Role.MERCHANT_ADMIN },
    other.cast.mediator,
  ];
  return {
    factory,
    story,
    hidden: await withSealed(await caseOf(database, story), sealed),
    others: viewers.map((viewer) => ({ viewer, own })),
  };
}

/** One person of each {@link blindRoles}. */
export const blindViewers: readonly Viewer[] = blindRoles.map((role) => person(role));
