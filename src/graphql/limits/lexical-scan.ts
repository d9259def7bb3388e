import { Lexer, Source, TokenKind, type GraphQLError } from "graphql";
import { tooComplex } from "./complexity-error.js";
import type { OperationLimits } from "./limits.js";

type Bracket = "brace" | "bracket" | "parenthesis";

const opening: Readonly<Partial<Record<TokenKind, Bracket>>> = {
  [TokenKind.BRACE_L]: "brace",
  [TokenKind.BRACKET_L]: "bracket",
  [TokenKind.PAREN_L]: "parenthesis",
};
const closing: Readonly<Partial<Record<TokenKind, Bracket>>> = {
  [TokenKind.BRACE_R]: "brace",
  [TokenKind.BRACKET_R]: "bracket",
  [TokenKind.PAREN_R]: "parenthesis",
};

/**
 * Looks at the tokens of a document one by one, without recursion and no further than the limits: the
 * parser calls itself once for each open bracket, so a text nested 10,000 deep would exhaust its stack.
 * @returns why the text is refused, or null
 * @throws GraphQLError for a text that is no GraphQL at all (syntax error)
 */
export function scanTokens(text: string, limits: OperationLimits): GraphQLError | null {
  const lexer = new Lexer(new Source(text));
  const open: Record<Bracket, number> = { brace: 0, bracket: 0, parenthesis: 0 };
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF;) {
    tokens += 1;
    if (tokens > limits.maximumTokens) {
      return tooComplex("tokens", limits.maximumTokens, "Send values as variables, or several operations.");
    }
    const { kind } = lexer.token;
    const opened = opening[kind];
    const closed = closing[kind];
    if (closed !== undefined) open[closed] = Math.max(0, open[closed] - 1);
    if (opened === undefined) continue;
    open[opened] += 1;
    if (open[opened] > limits.maximumNesting) {
      return tooComplex("brackets inside each other", limits.maximumNesting, "Ask in several operations.");
    }
  }
  return null;
}
