import { pino } from "pino";
import { createClosers } from "../../src/server/closers.js";
import { serve } from "../../src/server/serve.js";
import { eventually } from "../support/dispute-log.js";
import { startTestPlatform, type TestPlatform } from "../support/platform.js";

let platform: TestPlatform;
let port: number;
beforeAll(async () => {
  platform = await startTestPlatform();
  port = Number(new URL(platform.url).port);
});
afterAll(() => platform.close());

const sentence = () =>
  `PORT=${port} at HOST=127.0.0.1 cannot be used, because another program listens there already: ` +
  `set another, for example PORT=${port + 1}.`;

async function wakeUpConnections(): Promise<number> {
  const rows = await platform.database.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ombud wake-up'",
  );
  return rows.length;
}

describe("a port that is taken", () => {
  it("is refused, and nothing of the second server stays open", async () => {
    const second = { ...platform, config: { ...platform.config, port } };
    await expect(serve(second, pino({ level: "silent" }))).rejects.toThrow(sentence());
    await eventually(
      async () => (await wakeUpConnections()) === 1,
      "only the first server's wake-up is left",
    );
    const answer = await fetch(`${platform.url}/livez`);
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
  });
});

describe("closers", () => {
  it("close in reverse order, all of them, once, and tell the first error", async () => {
    const closed: string[] = [];
    const closers = createClosers();
    closers.add(() => void closed.push("first"));
    closers.add(() => Promise.reject(new Error("broken")));
    closers.add(() => void closed.push("last"));
    await expect(closers.closeAll()).rejects.toThrow("broken");
    await closers.closeAll();
    expect(closed).toEqual(["last", "first"]);
  });
});
