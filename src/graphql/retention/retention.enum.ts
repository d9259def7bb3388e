import { ErasureGround } from "../../domain/retention/erasure.js";
import { RetentionClass } from "../../domain/retention/retention.js";
import { describeEnum } from "../described-enum.js";

describeEnum(
  "RetentionClass",
  RetentionClass,
  "How a dispute ended, as far as it decides how long its evidence is kept; the longest that fits.",
  {
    PERFORMED: "Something was owed and done: a concession, a settlement, what silence means.",
    RULED: "The platform ruled.",
    STANDARD: "Nothing was owed and there was no ruling.",
  },
);

describeEnum("ErasureGround", ErasureGround, "Why the evidence of a dispute was erased.", {
  REQUESTED: "A person asked for it, when the minimum was over.",
  RETENTION_OVER: "The time for which its class is kept was over.",
});
