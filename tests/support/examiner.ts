import {
  createExaminer,
  type Examiner,
  type ExaminerOptions,
} from "../../src/server/evidence-safety/examiner.js";
import { compiledProgram } from "./program.js";

/** The examiner, with its children compiled as in a built server: with the loader each takes a second longer to start. */
export function createTestExaminer(options: ExaminerOptions): Examiner {
  return createExaminer({ ...options, program: compiledProgram("evidence-safety/child/main") });
}
