import { fileURLToPath } from "node:url";
import {
  createExaminer,
  type Examiner,
  type ExaminerOptions,
} from "../../src/server/evidence-safety/examiner.js";

const compiled = fileURLToPath(
  new URL("../../dist/src/server/evidence-safety/child/main.js", import.meta.url),
);

/** The examiner, with its children compiled as in a built server: with the loader each takes a second longer to start. */
export function createTestExaminer(options: ExaminerOptions): Examiner {
  return createExaminer({ ...options, program: compiled });
}
