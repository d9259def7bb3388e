import type { Viewer } from "../../domain/access/viewer.js";

/** What the sandbox needs of the process; there is none in production, and so no sandbox. */
export interface Sandbox {
  /** A token with which a client can act as this person; null where this process signs none. */
  issueToken(viewer: Viewer): Promise<string | null>;
}
