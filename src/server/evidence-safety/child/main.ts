import { writeSync } from "node:fs";
import { peakMemoryOf } from "../child-memory.js";
import { READY, type ChildReply, type ChildRequest } from "../protocol.js";
import { perform } from "./perform.js";

const MAXIMUM_REQUEST = 65_536;
const REPLY_PIPE = 3;

/** Waits for the task; ends the process when its parent is gone. */
async function readRequest(): Promise<ChildRequest> {
  return new Promise((resolve) => {
    let text = "";
    process.stdin.setEncoding("utf8");
    process.stdin.on("data", (chunk: string) => {
      text += chunk;
      if (text.length > MAXIMUM_REQUEST) process.exit(1);
      if (text.endsWith("\n")) resolve(JSON.parse(text) as ChildRequest);
    });
    process.stdin.on("end", () => process.exit(1));
  });
}

writeSync(REPLY_PIPE, READY);
const request = await readRequest();
// Read by libvips, which keeps what does not fit into memory in files.
process.env["TMPDIR"] = request.workFolder;
const outcome: ChildReply["outcome"] = await perform(request);
writeSync(REPLY_PIPE, JSON.stringify({ peakMemory: peakMemoryOf("self") ?? 0, outcome }));
process.exit(0);
