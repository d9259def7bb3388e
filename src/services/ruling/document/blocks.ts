import type { DossierLanguage } from "../../../domain/evidence/dossier-language.js";

/** One part of a document, from top to bottom. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "pair"; readonly name: string; readonly value: string }
  | { readonly kind: "text"; readonly text: string };

/** A document for people, however it is shown. Its texts hold nothing that would change what stands around them. */
export interface RulingDocument {
  readonly language: DossierLanguage;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly madeAt: Date;
}

// What nobody sees, and what changes the direction of everything after it.
const unseen =
  /[\p{Cs}\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A text without characters that nobody sees or that turn what follows. */
export function visible(text: string): string {
  return text.replace(unseen, "");
}

/** Collects blocks; what has no value is left out. */
export class BlockList {
  readonly blocks: Block[] = [];

  /** Begins a section. */
  heading(text: string): void {
    this.blocks.push({ kind: "heading", text: visible(text) });
  }

  /** A paragraph. */
  text(text: string): void {
    this.blocks.push({ kind: "text", text: visible(text) });
  }

  /** What is called how. */
  pair(name: string, value: string | null | undefined): void {
    if (value === null || value === undefined || value === "") return;
    this.blocks.push({ kind: "pair", name: visible(name), value: visible(value) });
  }
}
