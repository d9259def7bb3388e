import { v7 } from "uuid";
import { Role } from "../../domain/access/viewer.js";
import type { Database } from "../../persistence/database.js";
import type { UseCaseContext } from "../../services/use-case.js";

/** The machine that imports files. */
const importer = {
  role: Role.INTEGRATION,
  id: "00000000-0000-7000-8000-000000000001",
  merchantId: null,
} as const;

/** What a use case needs to import files: the machine's own clock, and no rulebook. */
export function importContext(database: Database): UseCaseContext {
  const noRulebook = (): Promise<never> => Promise.reject(new Error("An import reads no rulebook."));
  return {
    database,
    clock: { now: () => new Date() },
    newId: () => v7(),
    viewer: importer,
    rulebook: noRulebook,
    currentRulebook: noRulebook,
  };
}
