import { parentPort } from "node:worker_threads";
import type { PdfOrder } from "../../src/server/dossier/pdf-order.js";

const kept: number[][] = [];

function work(title: string): void {
  if (title === "exit") process.exit(3);
  if (title === "throw") throw new Error("The ink is dry.");
  while (title === "take all memory") kept.push(new Array<number>(100_000).fill(kept.length));
  while (title === "never end");
  if (title === "answer with an error")
    parentPort?.postMessage({ error: new RangeError("This page is too small.") });
  else parentPort?.postMessage({ pdf: new TextEncoder().encode(title) });
}

/** The program of a thread that does with a document what its title says. */
parentPort?.on("message", ({ document }: PdfOrder) => {
  if ("title" in document) work(document.title);
});
