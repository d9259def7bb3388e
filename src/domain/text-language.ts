/** The languages that the platform writes in. */
export const TextLanguage = {
  EN: "EN",
  /** Simplified Chinese. */
  ZH: "ZH",
} as const;
export type TextLanguage = (typeof TextLanguage)[keyof typeof TextLanguage];
