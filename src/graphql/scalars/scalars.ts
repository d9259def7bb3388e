import { GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { ErrorCode } from "../../domain/errors.js";
import { isCurrency } from "../../domain/money.js";
import { codedError } from "../errors.js";

/** The text of a literal or variable. @throws GraphQLError with `code` for anything but a string */
function textOf(value: unknown, code: ErrorCode, expectation: string): string {
  if (typeof value === "string") return value;
  throw codedError(code, expectation);
}

function textLiteral(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : null;
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const instantExpectation =
  'A DateTime is an ISO 8601 instant with its offset, such as "2026-11-22T06:00:00.000Z".';
/** PostgreSQL and JavaScript both hold these years; others are slips. */
const [EARLIEST, LATEST] = [Date.UTC(1900, 0, 1), Date.UTC(2999, 11, 31)];

function readInstant(value: unknown): Date {
  const text = textOf(value, ErrorCode.VALIDATION, instantExpectation);
  const time = Date.parse(text);
  // Date.parse takes 30 February for 2 March, so the day must survive the way through UTC and back.
  const midnight = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const isInRange = instantPattern.test(text) && midnight >= EARLIEST && midnight <= LATEST;
  const isRealDay = isInRange && new Date(midnight).toISOString().startsWith(text.slice(0, 10));
  if (isRealDay && !Number.isNaN(time)) return new Date(time);
  throw codedError(ErrorCode.VALIDATION, instantExpectation);
}

/** What PostgreSQL puts into JSON for a timestamptz(3) of a session in UTC. */
const storedInstant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/;

/** Prints a Date, or the text of {@link storedInstant}, which needs no calendar, or any other text. */
function printInstant(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") {
    const stored = storedInstant.exec(value);
    if (stored === null) return new Date(value).toISOString();
    return `${stored[1] ?? ""}.${(stored[2] ?? "").padEnd(3, "0")}Z`;
  }
  throw new TypeError("A DateTime is printed from a Date or from text.");
}

/** An instant. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description:
    "An instant in ISO 8601. Printed in UTC with milliseconds (`2026-11-22T06:00:00.000Z`); read with any offset, " +
    "years 1900 to 2999.",
  serialize: printInstant,
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(textLiteral(node)),
});

const decimalExpectation =
  'A Decimal is text with digits and at most one point, such as "12.50": no sign, no exponent.';

function readDecimal(value: unknown): string {
  const text = textOf(value, ErrorCode.INVALID_AMOUNT, decimalExpectation);
  // Signs pass here: a negative amount is refused by the use case, which knows the field.
  if (/^-?\d{1,18}(?:\.\d{1,18})?$/.test(text)) return text;
  throw codedError(ErrorCode.INVALID_AMOUNT, decimalExpectation);
}

/** An amount of money in major units. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description:
    'A decimal number as text, in major units of a currency: `"12.50"`. Text, because binary floating point cannot ' +
    "hold it exactly. Printed with all decimal places of the currency.",
  serialize: String,
  parseValue: readDecimal,
  parseLiteral: (node) => readDecimal(textLiteral(node)),
});

const currencyExpectation = "A CurrencyCode is an ISO 4217 code in capitals, such as CNY, BRL or EUR.";

function readCurrency(value: unknown): string {
  const text = textOf(value, ErrorCode.UNKNOWN_CURRENCY, currencyExpectation);
  if (isCurrency(text)) return text;
  throw codedError(ErrorCode.UNKNOWN_CURRENCY, currencyExpectation);
}

/** A currency. */
export const CurrencyCodeScalar = new GraphQLScalarType<string, string>({
  name: "CurrencyCode",
  description: "An ISO 4217 currency code in capitals, such as `CNY`, `BRL` or `EUR`.",
  specifiedByURL: "https://www.iso.org/iso-4217-currency-codes.html",
  serialize: String,
  parseValue: readCurrency,
  parseLiteral: (node) => readCurrency(textLiteral(node)),
});
