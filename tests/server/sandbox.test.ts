import { Role } from "../../src/domain/access/viewer.js";
import { sandboxOf } from "../../src/server/sandbox.js";
import { operationOf } from "../support/api-client.js";
import { person } from "../support/factory.js";
import { startTestPlatform, type TestPlatform } from "../support/platform.js";

interface Built {
  readonly dispute: { readonly id: string; readonly status: string } | null;
  readonly players: readonly { readonly role: string; readonly viewerId: string; readonly token: string }[];
  readonly userErrors: readonly { readonly code: string }[];
}

let platform: TestPlatform;
afterEach(() => platform.close());

async function build(name: string): Promise<Built> {
  const client = await platform.connect(person(Role.INTEGRATION));
  return (await client.mutate("sandboxScenario", { name })) as unknown as Built;
}

async function ask(token: string, query: string, variables = {}): Promise<unknown> {
  const response = await fetch(`${platform.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: unknown }).data;
}

it("builds a situation over the API whose people can sign in and see it, each as who they are", async () => {
  platform = await startTestPlatform();
  const { dispute, players, userErrors } = await build("appeal-window-ends-tomorrow");
  expect(userErrors).toEqual([]);
  const id = dispute!.id;
  const query = "query ($id: ID!) { viewer { role id } dispute(id: $id) { status viewerState } }";
  for (const { role, viewerId, token } of players) {
    expect(await ask(token, query, { id })).toMatchObject({
      viewer: { role, id: viewerId },
      dispute: { status: "RULED" },
    });
  }
});

it("lists the situations to everybody in demo and test mode", async () => {
  platform = await startTestPlatform();
  const shopper = await platform.connect(person(Role.SHOPPER));
  const { data } = await shopper.query(operationOf("sandboxScenarios"));
  const listed = (data as { sandboxScenarios: { name: string }[] }).sandboxScenarios;
  expect(listed.map(({ name }) => name)).toContain("merchant-silent-tomorrow");
});

it("is not there in production: nothing is listed, nothing is built and no token is signed", async () => {
  platform = await startTestPlatform("production");
  expect(sandboxOf(platform.config)).toBeNull();
  const { dispute, players, userErrors } = await build("claim-refused");
  expect([dispute, players, userErrors.map(({ code }) => code)]).toEqual([null, [], ["SANDBOX_OFF"]]);
  const integration = await platform.connect(person(Role.INTEGRATION));
  expect((await integration.query(operationOf("sandboxScenarios"))).data).toEqual({ sandboxScenarios: [] });
  const [row] = await platform.database.query(
    `SELECT (SELECT count(*)::int FROM dispute) AS disputes, (SELECT count(*)::int FROM "order") AS orders,
       (SELECT count(*)::int FROM mediator) AS mediators`,
  );
  expect(row).toEqual({ disputes: 0, orders: 0, mediators: 0 });
});
