import { ErrorCode, refuse } from "../errors.js";

/** What a macro can say about the dispute that it is sent in. The list is complete: nothing else is ever put into a text. */
export const MacroVariable = {
  /** How much is claimed, with its currency. */
  CLAIMED_AMOUNT: "CLAIMED_AMOUNT",
  /** When the present clock runs out, in the time zone that is asked for. */
  DEADLINE: "DEADLINE",
  DISPUTE_NUMBER: "DISPUTE_NUMBER",
  /** The public name of the mediator of the case. */
  MEDIATOR_NAME: "MEDIATOR_NAME",
  MERCHANT_NAME: "MERCHANT_NAME",
  /** What the merchant is asked for and has not shown. */
  MERCHANT_REQUIREMENTS: "MERCHANT_REQUIREMENTS",
  ORDER_REFERENCE: "ORDER_REFERENCE",
  SHOPPER_NAME: "SHOPPER_NAME",
  /** What the shopper is asked for and has not shown. */
  SHOPPER_REQUIREMENTS: "SHOPPER_REQUIREMENTS",
} as const;
export type MacroVariable = (typeof MacroVariable)[keyof typeof MacroVariable];

/** What stands for each variable in one dispute and language. */
export type MacroValues = Readonly<Record<MacroVariable, string>>;

type Part = string | { readonly variable: MacroVariable };

function isVariable(name: string): name is MacroVariable {
  return Object.hasOwn(MacroVariable, name);
}

/**
 * Takes a text apart at its variables, which are written `{{DISPUTE_NUMBER}}`.
 * @param field path of the text in the input, named in the refusal
 * @throws RefusedError VALIDATION for braces that hold no variable or do not close; `details` has line and column, from 1
 */
function partsOf(text: string, field: readonly string[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
    const close = text.indexOf("}}", open);
    const name = close < 0 ? "" : text.slice(open + 2, close);
    if (!isVariable(name)) refuseAt(text, { open, name, isOpen: close < 0 }, field);
    parts.push(text.slice(from, open), { variable: name });
    from = close + 2;
  }
  return [...parts, text.slice(from)];
}

function refuseAt(
  text: string,
  { open, name, isOpen }: { readonly open: number; readonly name: string; readonly isOpen: boolean },
  field: readonly string[],
): never {
  const before = text.slice(0, open).split("\n");
  const [line, column] = [before.length, (before.at(-1) ?? "").length + 1];
  const problem = isOpen ? "is not closed by }}" : `holds "${name.slice(0, 40)}", which is no variable`;
  refuse(
    ErrorCode.VALIDATION,
    `The {{ in line ${line}, column ${column} ${problem}. details.variables lists those that there are.`,
    { field, details: { line, column, variables: Object.keys(MacroVariable) } },
  );
}

/** The variables of a text, each once, in order. @throws RefusedError VALIDATION naming the place of what is none */
export function variablesOf(text: string, field: readonly string[] = []): MacroVariable[] {
  const named = partsOf(text, field).flatMap((part) => (typeof part === "string" ? [] : [part.variable]));
  return [...new Set(named)];
}

/** What a value may not bring into a text: control characters, beside the line breaks of lists. */
const control = /[^\P{Cc}\n]/gu;

/**
 * The text with its variables replaced, once: a value that looks like a variable stays as it is.
 * @throws RefusedError VALIDATION if the text itself is none that could be saved
 */
export function renderTemplate(text: string, values: MacroValues): string {
  return partsOf(text, [])
    .map((part) => (typeof part === "string" ? part : values[part.variable].replace(control, " ")))
    .join("");
}
