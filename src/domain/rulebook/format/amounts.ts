import { RefusedError } from "../../errors.js";
import { parseAmount } from "../../money.js";
import type { AmountByCurrency } from "../compensation-formula.js";
import { memberPath, reject } from "./problem.js";
import { table, text, type Shape } from "./shape.js";

const texts = table(text);

/** Decimal amounts in major units by ISO 4217 code; each must be exact in its currency. */
export const amounts: Shape<AmountByCurrency> = {
  schema: {
    type: "object",
    propertyNames: { pattern: "^[A-Z]{3}$" },
    additionalProperties: { type: "string", pattern: "^[0-9]+(\\.[0-9]+)?$" },
  },
  read(value, path) {
    return Object.fromEntries(
      Object.entries(texts.read(value, path)).map(([currency, amount]) => {
        requireAmount(amount, currency, memberPath(path, currency));
        return [currency, amount];
      }),
    );
  },
};

function requireAmount(amount: string, currency: string, path: string): void {
  try {
    parseAmount(amount, currency);
  } catch (error) {
    if (error instanceof RefusedError) reject(path, error.refusals[0].message);
    throw error;
  }
}
