import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Client } from "pg";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../../src/server/embedded-postgres.js";

const holder = resolve("tests/support/hold-database.ts");
const logged: string[] = [];
const log = (message: string) => void logged.push(message);
const folders: string[] = [];
const children: ChildProcess[] = [];

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ombud-tests-"));
  await chmod(folder, mode);
  const dataDirectory = join(folder, "data");
  folders.push(dataDirectory);
  return dataDirectory;
}

function start(dataDirectory: string) {
  return startEmbeddedPostgres({ dataDirectory, durable: true, log });
}

/** Starts another process that uses the database and says "ready <adopted> <url>". */
async function startHolder(
  dataDirectory: string,
): Promise<{ child: ChildProcess; adopted: boolean; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", holder, dataDirectory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const [, adopted, url = ""] = line.toString().trim().split(" ");
  return { child, adopted: adopted === "true", url };
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0] === undefined ? undefined : Object.values(rows[0])[0];
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) {
    await destroyEmbeddedPostgres(folder);
    await rm(dirname(folder), { recursive: true, force: true });
  }
});

describe("the embedded PostgreSQL", () => {
  it("starts, keeps its data over a restart, and is private", async () => {
    const dataDirectory = await newFolder(0o711);
    const first = await start(dataDirectory);
    expect(first.adopted).toBe(false);
    await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    expect(await ask(first.url, "SHOW fsync")).toBe("on");
    expect(await ask(first.url, "SHOW timezone")).toBe("UTC");
    expect(await ask(first.url, "SHOW listen_addresses")).toBe("127.0.0.1");
    expect(await ask(first.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toBe(false);
    expect(new URL(first.url).hostname).toBe("127.0.0.1");
    expect((await stat(join(dataDirectory, "postgres.json"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDirectory, "postgres"))).mode & 0o777).toBe(0o700);
    await first.stop();
    await first.stop();
    await expect(ask(first.url, "SELECT 1")).rejects.toThrow();

    const second = await start(dataDirectory);
    expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
    await second.stop();
  });

  it("takes another port when the remembered one is taken", async () => {
    const dataDirectory = await newFolder(0o711);
    const first = await start(dataDirectory);
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
    await once(squatter, "listening");
    const second = await start(dataDirectory);
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    await second.stop();
    squatter.close();
  });

  it("adopts the server that a killed process left, with what it had acknowledged", async () => {
    const dataDirectory = await newFolder(0o711);
    const { child, url } = await startHolder(dataDirectory);
    await ask(url, "CREATE TABLE acknowledged AS SELECT 7 AS answer");
    child.kill("SIGKILL");
    await once(child, "exit");
    const next = await start(dataDirectory);
    expect(next.adopted).toBe(true);
    expect(await ask(next.url, "SELECT answer FROM acknowledged")).toBe(7);
    await next.stop();
    await expect(ask(next.url, "SELECT 1")).rejects.toThrow();
  });

  it("starts after the server itself was killed", async () => {
    const dataDirectory = await newFolder(0o711);
    const first = await start(dataDirectory);
    await ask(first.url, "CREATE TABLE acknowledged AS SELECT 8 AS answer");
    const pidFile = await readFile(join(dataDirectory, "postgres/cluster/postmaster.pid"), "utf8");
    process.kill(Number(pidFile.split("\n")[0]), "SIGKILL");
    const next = await start(dataDirectory);
    expect(await ask(next.url, "SELECT answer FROM acknowledged")).toBe(8);
    await first.stop();
    await next.stop();
  });

  it("clears a postmaster.pid whose process id belongs to another program", async () => {
    const dataDirectory = await newFolder(0o711);
    await (await start(dataDirectory)).stop();
    const cluster = join(dataDirectory, "postgres/cluster");
    // The parent process is alive and is no PostgreSQL.
    await writeFile(join(cluster, "postmaster.pid"), `${process.ppid}\n${cluster}\n0\n5432\n`);
    const next = await start(dataDirectory);
    expect(await ask(next.url, "SELECT 1")).toBe(1);
    await next.stop();
  });

  it("is shared by processes that start at once, and stopped by the last that leaves", async () => {
    const dataDirectory = await newFolder(0o711);
    const holders = await Promise.all([startHolder(dataDirectory), startHolder(dataDirectory)]);
    const [first, second] = holders;
    expect(holders.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(first.url).toBe(second.url);
    expect(await destroyEmbeddedPostgres(dataDirectory)).toBe(false);
    first.child.kill("SIGTERM");
    await once(first.child, "exit");
    expect(await ask(second.url, "SELECT 1")).toBe(1);
    second.child.kill("SIGTERM");
    await once(second.child, "exit");
    await expect(ask(second.url, "SELECT 1")).rejects.toThrow();
  });

  it("works in a folder that only its owner can enter", async () => {
    const dataDirectory = await newFolder(0o700);
    const first = await start(dataDirectory);
    await ask(first.url, "CREATE TABLE kept AS SELECT 5 AS answer");
    await first.stop();
    const second = await start(dataDirectory);
    expect(await ask(second.url, "SELECT answer FROM kept")).toBe(5);
    await second.stop();
  });

  it("starts anew when the data folder was deleted, wherever the cluster lies", async () => {
    const dataDirectory = await newFolder(0o700);
    await (await start(dataDirectory)).stop();
    await rm(dataDirectory, { recursive: true });
    const next = await start(dataDirectory);
    expect(await ask(next.url, "SELECT 1")).toBe(1);
    await next.stop();
  });

  it("says what to do when the password is lost", async () => {
    const dataDirectory = await newFolder(0o711);
    await (await start(dataDirectory)).stop();
    await writeFile(join(dataDirectory, "postgres.json"), JSON.stringify({ password: "wrong", port: 0 }));
    await expect(start(dataDirectory)).rejects.toThrow(/password/);
  });
});
