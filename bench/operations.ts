import { toGlobalId } from "../src/graphql/global-id.js";
import type { BenchDispute, BenchMerchant, Dataset } from "./dataset.js";
import { counted } from "./orders.js";

/** What the load generator sends; `{{key}}` and `{{version}}` are replaced at each sending. */
export interface PreparedRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** A version that grows by one with every sending of this request; 0 where there is none. */
  readonly version: number;
  readonly body: string;
  readonly token: string | null;
}

/** One measured operation, asked of the platform and of the limit. */
export interface Operation {
  readonly name: string;
  readonly title: string;
  /** The share of the limit's rate that is wanted in the first step. */
  readonly target: number;
  readonly ours: readonly PreparedRequest[];
  readonly limit: readonly PreparedRequest[];
  /** Properties that differ by nature, such as the ids of new things. */
  readonly incomparable: readonly string[];
}

const money = "{ amount currency }";
const orderFields = `id reference status purchasedAt paid ${money}
  lines { id position sku title variant quantity unitPrice ${money} paid ${money} }`;
const disputeFields = `id number status waitingOn deadlineAt outcome reason openedAt updatedAt version
  claim { remedy amount ${money} statement }
  merchant { id name region } shopper { displayName region } order { ${orderFields} }
  obligations { id kind owner status dueAt amount ${money} }`;
const offerFields = `nodes { id side status message madeAt expiresAt terms { kind amount ${money} } }`;
const eventFields = "id sequence type actorRole occurredAt";

const pageQuery = `query DisputePage($first: Int!) { disputes(first: $first) {
  nodes { ${disputeFields} offers(first: 5) { ${offerFields} } events(last: 3) { nodes { ${eventFields} } } }
  pageInfo { hasNextPage } } }`;

const detailQuery = `query DisputeDetail($id: ID!) { dispute(id: $id) { ${disputeFields} openedBy closedAt
  refusal { code statement refusedAt } mediator { id publicName }
  offers(first: 50) { ${offerFields} } messages(first: 50) { nodes { id channel authorRole text sentAt } }
  events(first: 100) { nodes { ${eventFields} payload } }
  ruling { id outcome reasons clauses issuedAt appealableUntil findings { text sources recordedAbsence }
    faultShares { party basisPoints } remedies { kind amount ${money} } } } }`;

const offerMutation = `mutation MakeOffer($input: MakeOfferInput!) { makeOffer(input: $input) {
  clientMutationId userErrors { code message }
  dispute { id number status waitingOn deadlineAt version updatedAt } } }`;

const post = { method: "POST", path: "/graphql", version: 0 } as const;
const get = { method: "GET", version: 0, body: "", token: null } as const;

/** How many different parameters an operation goes through, one after the other. */
const VARIETY = 200;

/** Enough that no dispute is changed twice at once and none collects many offers. */
function transitions(disputes: readonly BenchDispute[], tokens: ReadonlyMap<string, string>): Operation {
  const open = disputes.filter(({ story }) => story === "NEGOTIATED");
  return {
    ...{ name: "M1", title: "a guarded transition (makeOffer)", target: 0.3 },
    incomparable: ["id", "number", "deadlineAt", "updatedAt", "clientMutationId"],
    // The two change different disputes: what the limit writes is no valid chain.
    ours: open
      .filter((_, index) => index % 2 === 0)
      .map(({ id, version, merchant, orderLineId }) => {
        const terms = [
          { kind: "REFUND", orderLineId: toGlobalId("OrderLine", orderLineId), amount: "25.00" },
        ];
        const input = {
          clientMutationId: "{{key}}",
          disputeId: toGlobalId("Dispute", id),
          expectedVersion: "{{version}}",
        };
        const body = JSON.stringify({ query: offerMutation, variables: { input: { ...input, terms } } });
        const numbered = body.replace('"{{version}}"', "{{version}}");
        return { ...post, version, body: numbered, token: tokens.get(merchant.id) ?? "" };
      }),
    limit: open
      .filter((_, index) => index % 2 === 1)
      .map(({ id, version, merchant, orderLineId }) => ({
        ...{ method: "POST", path: "/M1", version, token: null },
        body: JSON.stringify([id, "{{version}}", "{{key}}", merchant.memberId, orderLineId]),
      })),
  };
}

/**
 * The operations with their requests.
 * @param tokens of a member of each merchant, by the merchant's id
 */
export function operationsOn(
  { merchants, disputes }: Dataset,
  tokens: ReadonlyMap<string, string>,
): Operation[] {
  const somebody = counted(Math.min(VARIETY, merchants.length)).map(
    (index) => merchants[index] as BenchMerchant,
  );
  const stride = Math.max(1, Math.floor(disputes.length / VARIETY) | 1);
  const some = disputes.filter(({ story }, index) => index % stride === 0 && story !== "NEGOTIATED");
  const tokenOf = ({ id }: BenchMerchant): string => tokens.get(id) ?? "";
  return [
    {
      ...{ name: "Q1", title: "a page of 20 disputes of one merchant", target: 0.25, incomparable: [] },
      ours: somebody.map((merchant) => ({
        ...post,
        body: JSON.stringify({ query: pageQuery, variables: { first: 20 } }),
        token: tokenOf(merchant),
      })),
      limit: somebody.map(({ id }) => ({ ...get, path: `/Q1/${id}` })),
    },
    {
      ...{ name: "Q2", title: "one dispute with its whole timeline", target: 0.2, incomparable: [] },
      ours: some.map(({ id, merchant }) => ({
        ...post,
        body: JSON.stringify({ query: detailQuery, variables: { id: toGlobalId("Dispute", id) } }),
        token: tokenOf(merchant),
      })),
      limit: some.map(({ id, merchant }) => ({ ...get, path: `/Q2/${id}/${merchant.id}` })),
    },
    transitions(disputes, tokens),
  ];
}
