import { HOUR_MS } from "../domain/time.js";
import type { Sandbox } from "../services/sandbox/sandbox.js";
import { issueToken } from "./authentication.js";
import { Mode } from "./config-variables.js";
import type { Config } from "./config.js";

/** How long a token of somebody in a scenario is good. */
const TOKEN_MS = 8 * HOUR_MS;

/** What the sandbox needs of this process; null in production, where there is none. */
export function sandboxOf({ mode, authentication }: Pick<Config, "mode" | "authentication">): Sandbox | null {
  if (mode === Mode.PRODUCTION) return null;
  return {
    async issueToken({ role, id, merchantId }) {
      if (authentication.key === null) return null;
      return issueToken(authentication, { role, subject: id, merchant: merchantId, expiresInMs: TOKEN_MS });
    },
  };
}
