import { randomUUID } from "node:crypto";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { LinkKind } from "../../src/domain/dispute/dispute-link.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { linkDisputes } from "../../src/services/disputes/link-disputes.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

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

async function tell(cast: { shopper?: Viewer; merchant?: Viewer; by?: Viewer } = {}): Promise<Story> {
  const { by = mediator, ...people } = cast;
  const purchase = await factory.purchase(people);
  return (await Story.open(factory, { purchase, senior, mediator: by })).playTo("IN_REVIEW");
}

const idOf = ({ disputeId }: Story) => toGlobalId("Dispute", disputeId);

interface Link {
  readonly kind: string;
  readonly reason: string | null;
  readonly dispute: { readonly id: string };
}

async function linksOf(viewer: Viewer, story: Story): Promise<readonly Link[]> {
  const source = "query ($id: ID!) { dispute(id: $id) { links { kind reason dispute { id } } } }";
  const { data, errors } = await execute(factory.as(viewer), source, { id: idOf(story) });
  expect(errors).toBeUndefined();
  return (data!["dispute"] as { links: readonly Link[] }).links;
}

async function act(name: "link" | "unlink", by: Viewer, [one, other]: readonly [Story, Story]) {
  const input = {
    ...{ clientMutationId: randomUUID(), disputeId: idOf(one), otherDisputeId: idOf(other), kind: "REPEAT" },
    ...(name === "link" && { reason: "The same lamp again." }),
  };
  const type = name === "link" ? "LinkDisputesInput" : "UnlinkDisputesInput";
  const source = `mutation ($input: ${type}!) { ${name}Disputes(input: $input) {
    dispute { links { kind } } userErrors { code field } } }`;
  const { data, errors } = await execute(factory.as(by), source, { input });
  expect(errors).toBeUndefined();
  return data![`${name}Disputes`] as {
    readonly dispute: { readonly links: readonly object[] } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
  };
}

describe("disputes that belong together", () => {
  it("are linked from both ends, once, whichever is named first, and untied likewise", async () => {
    const [one, other] = [await tell(), await tell()];
    expect((await act("link", mediator, [one, other])).dispute!.links).toEqual([{ kind: "REPEAT" }]);
    expect((await act("link", senior, [other, one])).userErrors).toEqual([]);
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(await linksOf(mediator, from)).toEqual([
        { kind: "REPEAT", reason: "The same lamp again.", dispute: { id: idOf(to) } },
      ]);
    }
    expect((await act("unlink", senior, [other, one])).dispute!.links).toEqual([]);
    expect((await act("unlink", mediator, [one, other])).userErrors).toEqual([]);
    expect([await linksOf(mediator, one), await linksOf(mediator, other)]).toEqual([[], []]);
    expect((await act("link", mediator, [one, other])).dispute!.links).toHaveLength(1);
  });

  it("are shown to a side only where it may see both, and never with the reason", async () => {
    const one = await tell();
    const own = await tell({ shopper: one.shopper });
    const foreign = await tell();
    await act("link", mediator, [one, own]);
    await act("link", mediator, [one, foreign]);
    expect(await linksOf(one.shopper, one)).toEqual([
      { kind: "REPEAT", reason: null, dispute: { id: idOf(own) } },
    ]);
    expect(await linksOf(one.merchant, one)).toEqual([]);
    expect(await linksOf(foreign.shopper, foreign)).toEqual([]);
    expect(await linksOf(senior, one)).toHaveLength(2);
  });

  it("are linked by staff who see both, and by nobody else", async () => {
    const [one, hidden] = [await tell(), await tell({ by: await factory.mediator() })];
    const notFound = (field: string) => [{ code: "NOT_FOUND", field: [field] }];
    expect((await act("link", mediator, [one, hidden])).userErrors).toEqual(notFound("otherDisputeId"));
    expect((await act("link", mediator, [hidden, one])).userErrors).toEqual(notFound("disputeId"));
    const own = await tell({ shopper: one.shopper });
    expect((await act("link", one.shopper, [one, own])).userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
    expect((await act("link", mediator, [one, one])).userErrors).toMatchObject([{ code: "VALIDATION" }]);
  });

  it("are linked once when many link them at the same time, from both ends", async () => {
    const [one, other] = [await tell(), await tell()];
    const kind: LinkKind = "COMMON_CAUSE";
    const linked = Array.from({ length: 10 }, (_, index) => {
      const [from, to] = index % 2 === 0 ? [one, other] : [other, one];
      const pair = { disputeId: from.disputeId, otherId: to.disputeId, kind };
      return linkDisputes(factory.as(mediator), {
        clientMutationId: randomUUID(),
        ...pair,
        reason: "Lot 7.",
      });
    });
    await Promise.all(linked);
    expect(await linksOf(mediator, one)).toHaveLength(1);
    expect(await linksOf(mediator, other)).toHaveLength(1);
  });
});
