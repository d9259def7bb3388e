/** How large an operation may be. Whatever exceeds one of these is refused before anything executes. */
export interface OperationLimits {
  /** Lexical tokens of the document, comments not counted. */
  readonly maximumTokens: number;
  /** Open brackets of one kind inside each other, in the text as it was sent. */
  readonly maximumNesting: number;
  /** Fields inside each other, fragments followed. */
  readonly maximumDepth: number;
  /** Fields as written, in all operations and fragments of the document. */
  readonly maximumFields: number;
  readonly maximumAliases: number;
  readonly maximumDirectives: number;
  readonly maximumFragmentSpreads: number;
  /** Fields of one operation at its root, fragments followed. */
  readonly maximumRootFields: number;
  /** Objects that the answer may hold at most, estimated from the page sizes. */
  readonly maximumCost: number;
  /** Lists and objects inside each other in the variables. */
  readonly maximumVariableNesting: number;
}

/** What holds when nothing else is configured. */
export const defaultLimits: OperationLimits = {
  maximumTokens: 4_000,
  maximumNesting: 20,
  maximumDepth: 20,
  maximumFields: 500,
  maximumAliases: 50,
  maximumDirectives: 50,
  maximumFragmentSpreads: 100,
  maximumRootFields: 20,
  maximumCost: 20_000,
  maximumVariableNesting: 20,
};
