import { defaultRetention, type RetentionYears } from "../../domain/retention/retention.js";
import type { UseCaseContext } from "../use-case.js";

/** How long the classes are kept, as the process was configured. */
export function retentionYearsOf({ evidence }: Pick<UseCaseContext, "evidence">): RetentionYears {
  return evidence?.retention ?? defaultRetention;
}
