import { Environment, ParseError, type ParseResult, TypeError as CelTypeError } from "@marcbachmann/cel-js";
import { LRUCache } from "lru-cache";
import { conditionVariables } from "../../domain/rulebook/case-facts.js";
import type {
  ConditionAnswer,
  ConditionLanguage,
  ConditionProblem,
} from "../../domain/rulebook/condition.js";
import { unboundedPart } from "./unbounded-condition.js";

const CONDITION_LENGTH = 1_000;

const environment = conditionVariables.reduce(
  (declared, { name, type }) => declared.registerVariable(name, type),
  new Environment({ unlistedVariablesAreDyn: false }),
);

interface Compiled {
  readonly run: ParseResult;
  /** The variables that it names. */
  readonly variables: readonly string[];
}

/** Conditions are few and are asked of every dispute. */
const compiled = new LRUCache<string, Compiled>({ max: 1_000 });

function compile(source: string): Compiled {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const run = environment.parse(source);
  const fresh = { run, variables: variablesIn(source) };
  compiled.set(source, fresh);
  return fresh;
}

/** The declared variables that stand in a condition, outside its texts, in the order of their declaration. */
function variablesIn(source: string): string[] {
  const words = new Set(source.replaceAll(/"[^"]*"|'[^']*'/g, " ").match(/\w+/g));
  return conditionVariables.flatMap(({ name }) => (words.has(name) ? [name] : []));
}

function placeIn(source: string, start: number): Pick<ConditionProblem, "line" | "column"> {
  const before = source.slice(0, start).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function problemOf(source: string, error: unknown): ConditionProblem {
  const known = error instanceof ParseError || error instanceof CelTypeError ? error : null;
  const summary = known?.summary ?? "it cannot be read as a condition";
  return { message: `${summary.replace(/\.$/, "")}.`, ...placeIn(source, known?.range?.start ?? 0) };
}

/** Conditions in CEL, over the variables that the domain declares. */
export const conditionLanguage: ConditionLanguage = {
  check(source): ConditionProblem | null {
    if (source.length > CONDITION_LENGTH) {
      return {
        message: `a condition has at most ${CONDITION_LENGTH} characters.`,
        line: 1,
        column: CONDITION_LENGTH + 1,
      };
    }
    try {
      const { run } = compile(source);
      const { valid, type, error } = run.check();
      if (!valid) return problemOf(source, error);
      const unbounded = unboundedPart(run.ast);
      if (unbounded !== null) return { message: unbounded.message, ...placeIn(source, unbounded.at) };
      if (type === "bool") return null;
      return {
        message: `a condition is true or false; this is of type ${String(type)}.`,
        line: 1,
        column: 1,
      };
    } catch (error) {
      return problemOf(source, error);
    }
  },

  evaluate(source, facts): ConditionAnswer {
    const { run, variables } = compile(source);
    try {
      return { value: run(facts) === true };
    } catch {
      // Whatever is thrown comes out of the condition: the library passes on what JavaScript says of a wrong time zone.
      // Short-circuiting decides many conditions without every fact; only where one is really needed is it missing.
      return { missing: variables.filter((name) => !Object.hasOwn(facts, name)) };
    }
  },
};
