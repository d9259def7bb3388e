import { randomUUID } from "node:crypto";
import { RefusedError } from "../../../src/domain/errors.js";
import { publishRulebook } from "../../../src/services/rulebook/publish-rulebook.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { Factory, storyBegin } from "../../support/factory.js";

let factory: Factory;

beforeEach(async () => {
  factory = new Factory(await openTestDatabase());
});
afterEach(() => closeTestDatabase(factory.database));

it("others have their turn while a publication is proved", async () => {
  const rulebookId = await factory.rulebooks.approved({ whole: true });
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  await factory.rulebooks.publish(rulebookId);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(20);
});

it("a publication with too little notice is refused for that before its proof is tried", async () => {
  const { approver } = factory.rulebooks;
  const rulebookId = await factory.rulebooks.approved({
    change: (document) => (document.timers.requestIntervention.hours = 9_000),
  });
  const refused: unknown = await publishRulebook(factory.as(approver), {
    ...{ clientMutationId: randomUUID(), rulebookId },
    effectiveAt: storyBegin,
  }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RefusedError);
  expect(refused).toMatchObject({ refusals: [{ code: "NOTICE_TOO_SHORT" }] });
});
