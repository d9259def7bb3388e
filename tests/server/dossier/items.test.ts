import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { exported, verifyZip } from "../../support/dossier-stage.js";
import { dossierIn } from "../../support/dossier-zip.js";
import { UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

/** The states of what was handed in, in dossiers of both sides, the service desk and who reads all, which hold. */
async function statesFor(stage: UploadStage): Promise<string[][]> {
  const states: string[][] = [];
  for (const viewer of [stage.shopper, stage.merchant, person("FRONTLINE_AGENT"), person("AUDITOR")]) {
    const { zip } = await exported(stage, viewer);
    expect(await verifyZip(zip)).toMatchObject({ code: 0, problems: [] });
    const items = dossierIn(zip)["evidence"] as { source: string; status: string }[];
    states.push(items.filter(({ source }) => source !== "SYSTEM").map(({ status }) => status));
  }
  return states;
}

it("the log tells of whatever a side handed in: early, in a round, by itself at its end, late or excluded", async () => {
  const stage = await UploadStage.open(platform);
  const { story, shopper, merchant } = stage;
  const { evidence } = story;
  await evidence.handIn(shopper, "At once.");
  await evidence.handIn(merchant, "Before the answer.");
  await statesFor(stage);
  await story.playTo("IN_REVIEW");
  await evidence.request();
  const excluded = await evidence.handIn(shopper, "In the round.");
  const withdrawn = await evidence.handIn(shopper, "Not this.");
  await evidence.withdraw(shopper, withdrawn);
  await evidence.draft(merchant, "By itself, at the end.");
  await statesFor(stage);
  await evidence.fireAt();
  const admitted = await evidence.draft(merchant, "The driver remembers.");
  await evidence.submit(merchant, admitted, "He was on leave.");
  const late = await evidence.draft(shopper, "So do I.");
  await evidence.submit(shopper, late, "I was ill.");
  await evidence.decide("excludeEvidence", excluded);
  await evidence.decide("admitEvidence", admitted);
  const [ofShopper, ofMerchant, ofStaff, ofAuditor] = await statesFor(stage);
  expect(new Set(ofStaff)).toEqual(new Set(["EXCHANGED", "EXCLUDED", "ADMITTED"]));
  expect(ofAuditor).toContain("WITHDRAWN");
  expect(ofShopper).toEqual(expect.arrayContaining(["EXCLUDED", "ADMITTED"]));
  expect(ofMerchant).toEqual(expect.arrayContaining(["EXCLUDED", "ADMITTED"]));
});
